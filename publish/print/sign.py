"""The common sign for every distribution point: 「ご自由にお持ちください」 in all languages, and a large code."""

from typing import Any, Literal

from directory.languages import LANGUAGES
from directory.model import DistributionPoint
from directory.words import words
from publish.print import finish, lots, typeset
from publish.print.phrases import Sentence, sentence
from publish.print.press import Press

Size = Literal["a4", "a3"]
TITLE = "ご自由にお持ちください"
NOTE = "声をかけなくて、だいじょうぶです。理由も聞きません。"
SENTENCES = (TITLE, NOTE)
# A code is read from about ten times its width: 60 cm in front of an A4, almost a metre in front of an A3.
SYMBOL_MM: dict[Size, int] = {"a4": 60, "a3": 85}
# Places whose sign would say nothing true: closed, or where the address must stay unknown.
NO_SIGN = {"past", "planned"}


def points(press: Press) -> tuple[DistributionPoint, ...]:
    """Return the distribution points that get a sign of their own."""
    return tuple(point for point in press.directory.points if point.public and point.availability not in NO_SIGN)


def make(press: Press, size: Size, point: DistributionPoint | None = None) -> bytes:
    """Return the sign for a point with its own way to ask, or the one that hangs anywhere."""
    return finish.for_office(typeset.pdf("sign", describe(press, size, point)), TITLE)


def describe(press: Press, size: Size, point: DistributionPoint | None) -> dict[str, Any]:
    """Return what the template needs to know."""
    code = press.code(lots.LETTERS["ja"] + press.orders.home)
    return {
        "size": size,
        "title": TITLE,
        "module": SYMBOL_MM[size] / code["qr"]["n"],
        "code": code,
        "take": [_say(TITLE, language.code) for language in LANGUAGES],
        "note": [_say(NOTE, language.code) for language in LANGUAGES],
        "place": sentence(point.name, "ja") if point else None,
        "what": sentence(point.what, "ja") if point else None,
        "ask": [sentence(text, "ja") for text in _ask(point)] if point else [],
        "sample": not press.release,
    }


def _ask(point: DistributionPoint) -> list[str]:
    """Return how to ask there, and how much one may take."""
    return [text for text in (point.how_to_ask, point.quantity, point.limit) if text]


def _say(text: str, code: str) -> Sentence:
    told = words(code).say(text)
    return sentence(told.text, code if told.translated else "ja")
