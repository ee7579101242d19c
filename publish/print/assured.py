"""May a number stand on paper? Paper cannot be called back, so a person must have checked the number lately."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from directory.model import Window
from directory.parts import Phone
from publish.print.voice import printed

# Printed lots lie in shops for about half a year; a check older than that no longer vouches for the next half.
FRESH = timedelta(days=180)


class Unassured(Exception):
    """Numbers that may not be printed for release, each with what to do about it."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep the faults in order, each once."""
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(self.faults))


def assured_on(window: Window, phone: Phone) -> date | None:
    """Return the day on which a person last checked a number, alone or with its whole window."""
    return max((day for day in (phone.assured_date, window.assured_date) if day is not None), default=None)


def faults(windows: Iterable[Window], today: date) -> list[str]:
    """Return why numbers may not be printed on a day, each with its cure; nothing when all may."""
    return [fault for window in windows for fault in _faults(window, today)]


def _faults(window: Window, today: date) -> Iterator[str]:
    where = f"data/windows.yaml: 「{window.name}」（{window.id}）"
    found = printed(window, today)
    if not found:
        yield f"{where}に、いま出せる電話番号がありません → data/lots.yaml でほかの窓口を選んでください"
    for one in found:
        if fault := _fault(one.phone, assured_on(window, one.phone), today):
            yield f"{where}の {fault}"


def _fault(phone: Phone, checked: date | None, today: date) -> str:
    cure = "公式の頁か電話で確かめ、assured_date を書いてください"
    if checked is None:
        return f"{phone.number} は、まだ人が確かめていません → {cure}"
    if today - checked > FRESH:
        return f"{phone.number} を確かめたのは {checked} です → もう一度{cure}"
    return ""
