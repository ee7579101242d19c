"""The HTML of the form and of the three answers, for whoever builds the pages. Pure: words and facts in, HTML out.

A page carries one place for its token, a <template> that shows nothing until the drop box fills it when serving. The
browser itself checks what was typed; there is no script. Telephone numbers and times to call are given from outside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from directory.languages import Language
from directory.words import Words, marked
from formhandler.addresses import BUSY, TAKEN, TELEPHONE
from formhandler.fields import FIELDS, TEL_PATTERN, WINDOWS_MOST

Answer = Literal["taken", "busy", "telephone"]
TITLE = marked("電話のお願い")
# A page grows by its padding to a multiple of this, so that a changed word does not change all sizes every time.
STEP = 1024
OPEN, SHUT = "<!--", "-->"

ADDRESSES: dict[Answer, str] = {"taken": TAKEN, "busy": BUSY, "telephone": TELEPHONE}
HEADINGS: dict[Answer, str] = {
    "taken": marked("受け取りました"),
    "busy": marked("今は、とても混み合っています"),
    "telephone": marked("今は、受け取れませんでした"),
}
TEXTS: dict[Answer, tuple[str, ...]] = {
    "taken": (
        marked("選んだ日と時間に、選んだ名乗り方と番号の出し方で、お電話します。"),
        marked("別の人が出たときと留守番電話のときは、選んだとおりにします。三回かけてつながらなければ、やめます。"),
        marked("取り消しのときは、その番号のお願いがあれば、電話をかけません。"),
        marked("お返事のメールやメッセージは送りません。この画面は閉じてかまいません。"),
    ),
    "busy": (
        marked("あなたのせいではありません。送ったものは、残っていません。"),
        marked("しばらくしてからもう一度送るか、下の番号に電話してください。"),
    ),
    "telephone": (
        marked("あなたのせいではありません。送ったものは、残っていません。"),
        marked("下の番号に電話してください。"),
    ),
}


class Voice(Protocol):
    """Whoever says sentences in the page's language: `t` as HTML, `attr` without any markup."""

    @property
    def language(self) -> Language:
        """The language of the page."""

    def t(self, sentence: str | None, /) -> Markup:
        """Return a sentence as HTML."""

    def attr(self, sentence: str | None, /) -> str:
        """Return a sentence for an attribute or an option."""


@dataclass(frozen=True)
class PlainVoice:
    """Says sentences from the words of a language; marks as Japanese what has no translation."""

    words: Words

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.words.language

    def t(self, sentence: str | None, /) -> Markup:
        """Return a sentence as HTML."""
        said = self.words.say(sentence or "")
        return escape(said.text) if said.translated else Markup('<span lang="ja">{}</span>').format(said.text)

    def attr(self, sentence: str | None, /) -> str:
        """Return a sentence for an attribute or an option."""
        return self.words.say(sentence or "").text


@dataclass(frozen=True)
class Telephone:
    """A number to call instead: whose it is, as printed, as dialled."""

    label: str
    number: str
    tel: str


@dataclass(frozen=True)
class Offer:
    """One window of time: 2026-11-25T10:00/10:30, the day and the time as the page says them."""

    value: str
    day: str
    time: str


def form(voice: Voice, offers: Sequence[Offer], telephones: Sequence[Telephone]) -> Markup:
    """Return the <form> of a request, and what stands before it."""
    days = [(day, list(found)) for day, found in groupby(offers, key=lambda offer: offer.day)]
    return _render("form.html", voice, days=days, telephones=telephones, pattern=TEL_PATTERN, most=WINDOWS_MOST)


def back(voice: Voice, telephones: Sequence[Telephone]) -> Markup:
    """Return the <form> by which a request is taken back."""
    return _render("back.html", voice, telephones=telephones)


def answer(kind: Answer, voice: Voice, telephones: Sequence[Telephone]) -> Markup:
    """Return what stands on one of the three answers."""
    return _render("answer.html", voice, heading=HEADINGS[kind], texts=TEXTS[kind], telephones=telephones)


def level(pages: Mapping[str, str]) -> dict[str, str]:
    """Return whole pages, by any name, all grown to one size in bytes."""
    sizes = {name: len(html.encode()) for name, html in pages.items()}
    size = -(-(max(sizes.values()) + len(OPEN + SHUT)) // STEP) * STEP
    blank = {name: " " * (size - sizes[name] - len(OPEN + SHUT)) for name in pages}
    return {name: f"{html}{OPEN}{blank[name]}{SHUT}" for name, html in pages.items()}


def _render(name: str, voice: Voice, **values: object) -> Markup:
    template = TEMPLATES.get_template(name)
    return Markup(template.render(t=voice.t, attr=voice.attr, fields=FIELDS, language=voice.language, **values))  # noqa: S704


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
