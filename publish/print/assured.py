"""May a number stand on paper? Paper cannot be called back, so a person must have checked the number lately."""

from collections.abc import Iterable
from datetime import date, timedelta

from directory.model import Window
from directory.parts import Phone

# Printed lots lie in shops for about half a year; a check older than that no longer vouches for the next half.
FRESH = timedelta(days=180)


class Unassured(Exception):
    """Numbers that may not be printed for release, each with what to do about it."""

    def __init__(self, faults: Iterable[str]) -> None:
        """Keep the faults in order, each once."""
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(self.faults))


def voices(window: Window, today: date) -> tuple[Phone, ...]:
    """Return the numbers of a window that one can talk to and that may be shown on a day."""
    return tuple(phone for phone in window.shown_phones(today) if phone.type == "voice")


def assured_on(window: Window, today: date) -> date | None:
    """Return the day on which a person last checked a window's first number."""
    dates = [phone.assured_date for phone in voices(window, today)[:1]] + [window.assured_date]
    return max((day for day in dates if day is not None), default=None)


def fault(window: Window, today: date) -> str:
    """Return why a window's first number may not be printed on a day, and the cure; nothing when it may."""
    where = f"data/windows.yaml: 「{window.name}」（{window.id}）"
    phones = voices(window, today)
    if not phones:
        return f"{where}に、いま出せる電話番号がありません → data/lots.yaml でほかの窓口を選んでください"
    checked = assured_on(window, today)
    cure = "公式の頁か電話で確かめ、assured_date を書いてください"
    if checked is None:
        return f"{where}の {phones[0].number} は、まだ人が確かめていません → {cure}"
    if today - checked > FRESH:
        return f"{where}の {phones[0].number} を確かめたのは {checked} です → もう一度{cure}"
    return ""


def faults(windows: Iterable[Window], today: date) -> list[str]:
    """Return what keeps windows off paper."""
    return [found for window in windows if (found := fault(window, today))]
