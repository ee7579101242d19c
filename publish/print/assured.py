"""May a number stand on paper? Paper cannot be called back, so a person must have checked the number lately."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from directory.complaint import Complaint
from directory.document import Document
from directory.freshness import STALE
from directory.model import Directory, Window
from directory.parts import Phone
from publish.print.voice import printed

# The site may show a number for a year after its check; paper lies in shops for half a year after it was printed.
FRESH = timedelta(days=STALE)
CURE = "公式の頁か電話で確かめ、assured_date と assured_by を書いてください"


def assured_on(window: Window, phone: Phone) -> date | None:
    """Return the day on which a person last checked a number, alone or with its whole window."""
    return max((day for day in (phone.assured_date, window.assured_date) if day is not None), default=None)


def complaints(directory: Directory, document: Document, ids: Iterable[str], today: date) -> list[Complaint]:
    """Return what keeps the numbers of some windows off paper on a day, each with its line and cure."""
    places = {window.id: ("windows", index) for index, window in enumerate(directory.windows)}
    found = ((places[id_], fault) for id_ in ids for fault in _faults(directory.window[id_], today))
    return [document.complaint(path, what, cure) for path, (what, cure) in found]


def _faults(window: Window, today: date) -> Iterator[tuple[str, str]]:
    found = printed(window, today)
    if not found:
        yield "いま出せる電話番号がありません", "data/lots.yaml でほかの窓口を選んでください"
    for one in found:
        yield from _fault(one.phone, assured_on(window, one.phone), today)


def _fault(phone: Phone, checked: date | None, today: date) -> Iterator[tuple[str, str]]:
    if checked is None:
        yield f"番号「{phone.number}」は、まだ人が確かめていません", CURE
    elif today - checked > FRESH:
        yield f"番号「{phone.number}」を確かめてから{(today - checked).days}日たちました（紙は{STALE}日まで）", CURE
