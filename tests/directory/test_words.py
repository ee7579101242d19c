"""Words in many languages."""

from pathlib import Path

import pytest

from directory.languages import LANGUAGES
from directory.words import words

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Last-Translator: {reader}\\n"

msgid "はい"
msgstr "Yes"

#, fuzzy
msgid "いいえ"
msgstr "No way"

msgid "{{time}}まで"
msgstr "until {{time}}"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one language that nobody has read."""
    (tmp_path / "en.po").write_text(PO.format(reader="machine draft"), "utf-8")
    return tmp_path


class TestLookUp:
    """Japanese is the source."""

    def test_a_translated_sentence_is_said(self, folder: Path) -> None:
        """With its places filled."""
        assert words("en", folder).say("{time}まで", time="17:00").text == "until 17:00"

    def test_a_fuzzy_translation_is_never_shown(self, folder: Path) -> None:
        """The Japanese stands, and is known to be Japanese."""
        said = words("en", folder).say("いいえ")

        assert (said.text, said.translated) == ("いいえ", False)

    def test_japanese_needs_no_file(self, folder: Path) -> None:
        """It is what the code says."""
        assert words("ja", folder).say("はい").translated

    def test_a_draft_has_no_reader(self, folder: Path) -> None:
        """Until the header names one."""
        (folder / "th.po").write_text(PO.format(reader="Somchai"), "utf-8")

        assert words("en", folder).reviewed_by is None
        assert words("th", folder).reviewed_by == "Somchai"


class TestLanguages:
    """The one list of languages offered."""

    def test_there_are_thirteen(self) -> None:
        """In this order everywhere."""
        codes = "ja ja-easy en zh zh-TW ko pt-BR es tl vi th id ne"

        assert codes.split() == [language.code for language in LANGUAGES]

    def test_mkdocs_builds_the_same_list(self) -> None:
        """mkdocs.yml repeats it, because the i18n plugin wants it there."""
        text = Path("mkdocs.yml").read_text("utf-8")

        assert all(f"locale: {language.code}, name: {language.name}," in text for language in LANGUAGES)
        assert text.count("locale:") == len(LANGUAGES)
