"""Words in many languages: Japanese sentences looked up in data/translations/<code>.po (gettext, through Babel).

A fuzzy translation is never shown; where there is none, the Japanese sentence stands and says that it is Japanese.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from sys import intern

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from directory.languages import BY_CODE, SOURCE, Language

TRANSLATIONS = Path("data/translations")
DRAFT = "machine draft"  # what the header says until a person has read the translation


def marked(sentence: str) -> str:
    """Return a sentence unchanged; the mark by which translations are collected where it is said elsewhere."""
    return sentence


@dataclass(frozen=True)
class Said:
    """A sentence in the reader's language, or in Japanese where there is no translation (`translated` is False)."""

    text: str
    translated: bool


@dataclass(frozen=True)
class Words:
    """The words of one language: Japanese sentence → its translation, and who has read them."""

    language: Language
    texts: dict[str, str] = field(default_factory=dict)
    fuzzy: frozenset[str] = frozenset()
    reviewed_by: str | None = None

    def say(self, sentence: str, **values: object) -> Said:
        """Return a sentence with its {places} filled."""
        if self.language.code == SOURCE:
            return Said(sentence.format(**values) if values else sentence, translated=True)
        found = self.texts.get(sentence)
        text = sentence if found is None else found
        return Said(text.format(**values) if values else text, translated=found is not None)


@cache
def words(code: str, folder: Path = TRANSLATIONS) -> Words:
    """Return the words of a language; without a .po file everything stands in Japanese."""
    path = folder / f"{code}.po"
    if code == SOURCE or not path.exists():
        return Words(BY_CODE[code])
    catalog = read(path)
    texts = {intern(str(m.id)): str(m.string) for m in catalog if m.id and m.string and not m.fuzzy}
    fuzzy = frozenset(str(m.id) for m in catalog if m.id and m.fuzzy)
    return Words(BY_CODE[code], texts, fuzzy, _reviewer(catalog))


def read(path: Path) -> Catalog:
    """Return a .po file as Babel's catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=None)


def _reviewer(catalog: Catalog) -> str | None:
    """Return who has read the translation: the header `Last-Translator`, unless it says `machine draft`."""
    return None if catalog.last_translator.startswith(DRAFT) else catalog.last_translator
