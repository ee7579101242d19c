"""A sheet: a template, what it is told, and the file it becomes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from directory.words import words
from publish.print import finish, picture, typeset
from publish.print.phrases import Sentence, sentence

THUMBNAIL_PPI = 36  # an A4 becomes 298 × 421 pixels: enough to tell sheets apart


@dataclass(frozen=True)
class Sheet:
    """One file to print: its name, what it is for (Japanese), and how it is made."""

    file: str
    use: str
    template: str
    tell: Callable[[], Mapping[str, Any]]
    title: str
    language: str = "ja"
    shop: bool = False

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """What its template is told."""
        return self.tell()

    @cached_property
    def pdf(self) -> bytes:
        """The finished file."""
        made = typeset.pdf(self.template, self.data)
        return finish.for_shop(made, self.title) if self.shop else finish.for_office(made, self.title)

    @cached_property
    def thumbnails(self) -> list[bytes]:
        """Small pictures of its pages."""
        return [picture.light(page) for page in typeset.pages(self.template, self.data, THUMBNAIL_PPI)]


def say(text: str, code: str) -> Sentence:
    """Return a Japanese sentence in a language, or in Japanese, marked as such, where nobody has translated it."""
    told = words(code).say(text)
    return sentence(told.text, code if told.translated else "ja")


def untranslated(sentences: Iterable[str], code: str) -> list[str]:
    """Return the sentences that have no translation yet; a sheet with any is not printed in that language."""
    return [text for text in sentences if not words(code).say(text).translated]
