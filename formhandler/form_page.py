"""The HTML of the form and of the three answers, for whoever builds the pages. Pure: words and facts in, HTML out.

A page carries one place for its token, a <template> that shows nothing until the drop box fills it when serving. The
browser itself checks what was typed; there is no script. Times to call are given from outside; telephone numbers, too,
stand around these parts and not in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from directory.languages import Language
from directory.words import marked
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
        marked("急ぐときは、待たずに下の番号に電話してください。"),
        marked("先に短いメッセージ（SMS）がほしいと選んだときは、選んだ時間に、まずそれを送ります。"),
        marked("ほかには、メールもメッセージも送りません。この画面は閉じてかまいません。"),
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
class Folded:
    """What stands on a part of the form that is folded away: its name, and what happens if it stays so."""

    label: str
    lead: str


FOLDS: dict[str, Folded] = {
    "how": Folded(
        marked("電話のかけ方を決める"),
        marked(
            "このままなら、番号を出さずにかけ、名字だけ名乗ります。別の人が出たら何も言わずに切り、留守番電話には何も残しません。"
            "話せなくなったときは「まちがいです」と言えば、すぐ切ります。"
        ),
    ),
    "about": Folded(marked("話すことばや、話したいことを選ぶ"), marked("選ばなくてもかまいません。")),
}


@dataclass(frozen=True)
class Offer:
    """One window of time: 2026-11-25T10:00/10:30, the day and the time as the page says them."""

    value: str
    day: str
    time: str


def form(voice: Voice, offers: Sequence[Offer], capacity: int = 0, urgent: object = "", leave: object = "") -> Markup:
    """Return the <form> of a request.

    `capacity` is how many may be called in each window of time (0: no end); the drop box reads it from the page.
    `urgent` is shown where she is asked about danger, `leave` below the button.
    """
    days = [(day, list(found)) for day, found in groupby(offers, key=lambda offer: offer.day)]
    parts = [(fold, list(group)) for fold, group in groupby(FIELDS, key=lambda field: field.fold)]
    said = {"days": days, "parts": parts, "capacity": capacity, "urgent": urgent, "leave": leave}
    return _render("form.html", voice, folds=FOLDS, pattern=TEL_PATTERN, most=WINDOWS_MOST, **said)


def back(voice: Voice) -> Markup:
    """Return the <form> by which a request is taken back."""
    return _render("back.html", voice)


def answer(kind: Answer, voice: Voice) -> Markup:
    """Return what is said on one of the three answers; whoever builds the page puts the numbers below."""
    return _render("answer.html", voice, heading=HEADINGS[kind], texts=TEXTS[kind])


def level(pages: Mapping[str, str]) -> dict[str, str]:
    """Return whole pages, by any name, all grown to one size in bytes; pages that were grown before start anew."""
    pages = {name: html.removesuffix(SHUT).rstrip(" ").removesuffix(OPEN) for name, html in pages.items()}
    sizes = {name: len(html.encode()) for name, html in pages.items()}
    size = -(-(max(sizes.values()) + len(OPEN + SHUT)) // STEP) * STEP
    blank = {name: " " * (size - sizes[name] - len(OPEN + SHUT)) for name in pages}
    return {name: f"{html}{OPEN}{blank[name]}{SHUT}" for name, html in pages.items()}


def compile_templates() -> None:
    """Compile the templates, so that processes that part afterwards share the work."""
    for name in TEMPLATES.list_templates():
        TEMPLATES.get_template(name)


def _render(name: str, voice: Voice, **values: object) -> Markup:
    template = TEMPLATES.get_template(name)
    return Markup(template.render(t=voice.t, attr=voice.attr, language=voice.language, **values))  # noqa: S704


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
