"""Japanese national holidays, substitute holidays included, from the `holidays` library."""

from datetime import date
from functools import cache

import holidays


@cache
def _year(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("JP", years=year, language="ja"))


def holiday_name(day: date) -> str | None:
    """Return the holiday's Japanese name, None on other days."""
    return _year(day.year).get(day)


def is_holiday(day: date) -> bool:
    """Say whether a day is a national holiday or a substitute for one."""
    return day in _year(day.year)


def names_in(first: int, last: int) -> dict[date, str]:
    """Return the holidays of the years first to last, both included, in order."""
    found = {day: name for year in range(first, last + 1) for day, name in _year(year).items()}
    return dict(sorted(found.items()))
