"""Many days at once say what each day says by itself."""

import pytest

from directory.days import many_days
from directory.hours import ONE_DAY
from directory.load import load
from directory.opening import day_spans
from tests.site_built import DAY

DIRECTORY = load()
MANY = 500  # to the end of next year, and past two winters


@pytest.mark.parametrize("language", [None, "ja", "en", "zh", "tl"])
def test_every_window_has_the_same_days_either_way(language: str | None) -> None:
    """All real records: holidays, year's ends, nth weekdays, dates from and to, languages with days of their own."""
    first = DAY.replace(day=1)
    days = [first + step * ONE_DAY for step in range(MANY)]

    for window in DIRECTORY.windows:
        each = [day_spans(DIRECTORY, window, day, language) for day in days]

        assert many_days(DIRECTORY, window, first, MANY, language) == each, window.id
