"""The common sign for every distribution point: 「ご自由にお持ちください」 in all languages, and a large code."""

import re
from functools import partial
from typing import Any, Literal

from directory.languages import LANGUAGES
from directory.model import DistributionPoint
from directory.words import marked, words
from publish.print import lots
from publish.print.phrases import Sentence, sentence, verse
from publish.print.press import Press
from publish.print.sheet import Sheet, say, untranslated

Size = Literal["a4", "a3"]
TITLE = marked("ご自由にお持ちください")
NOTE = marked("声をかけなくて、だいじょうぶです。理由も聞きません。")
SENTENCES = (TITLE, NOTE)
# A code is read from about ten times its width: 60 cm in front of an A4, almost a metre in front of an A3.
SYMBOL_MM: dict[Size, int] = {"a4": 60, "a3": 85}
LINE = 30  # Latin letters on a line of the sign
# Places whose sign would say nothing true: closed, or where the address must stay unknown.
NO_SIGN = {"past", "planned"}


def points(press: Press) -> tuple[DistributionPoint, ...]:
    """Return the distribution points that get a sign of their own."""
    return tuple(point for point in press.directory.points if point.public and point.availability not in NO_SIGN)


def sheet(press: Press, size: Size, point: DistributionPoint | None = None) -> Sheet:
    """Return the sign for a point with its own way to ask, or the one that hangs anywhere."""
    file = f"sign-{size}{'-' + point.id if point else ''}.pdf"
    use = f"置く所にはる看板 {size.upper()}。{point.name if point else 'どこにでも'}"
    return Sheet(file, use, "sign", partial(describe, press, size, point), TITLE)


def describe(press: Press, size: Size, point: DistributionPoint | None) -> dict[str, Any]:
    """Return what the template needs to know."""
    code = press.code(lots.LETTERS["ja"] + press.orders.home)
    readers = [language.code for language in LANGUAGES if not untranslated(SENTENCES, language.code)]
    return {
        "size": size,
        "title": TITLE,
        "module": SYMBOL_MM[size] / code["qr"]["n"],
        "code": code,
        "ja": _both("ja"),
        "easy": _both("ja-easy") if "ja-easy" in readers else None,
        "others": [_both(code) for code in readers if not code.startswith("ja")],
        "facts": [sentence(text, "ja") for text in _facts(point)] if point else [],
        "sample": not press.release,
    }


def _both(code: str) -> list[Sentence]:
    """Return what to take and that nothing need be said, the latter on two lines where it is too long for one."""
    told = words(code).say(NOTE)
    parts = re.split(r"(?<=\.)\s+", told.text) if len(told.text) > LINE else [told.text]
    return [say(TITLE, code), verse(parts, code if told.translated else "ja")]


def _facts(point: DistributionPoint) -> list[str]:
    """Return what is true of one place: its name, what it hands out, how to ask and how much one may take."""
    return [text for text in (point.name, point.what, point.how_to_ask, point.quantity, point.limit) if text]
