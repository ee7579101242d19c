"""What time it is at the desk: always Japan's, as the clock on the wall shows it, whatever the machine is set to."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
Clock = Callable[[], datetime]


def wall() -> datetime:
    """Return the time on the wall, to the second, without a zone: every time the desk keeps is Japan's."""
    return datetime.now(TOKYO).replace(tzinfo=None, microsecond=0)


def epoch(time: datetime) -> int:
    """Return a time of the wall as seconds since 1970, whatever zone the machine is set to."""
    return int(time.replace(tzinfo=TOKYO).timestamp())


def fiscal_year(day: date | datetime) -> int:
    """Return the year (April to March) that a day belongs to."""
    return day.year if day.month >= 4 else day.year - 1


def year_span(year: int) -> tuple[datetime, datetime]:
    """Return when a fiscal year begins, and when the next one does."""
    return datetime(year, 4, 1), datetime(year + 1, 4, 1)  # noqa: DTZ001 (the wall's time)
