"""Many days at once say what each day says by itself."""

from datetime import date
from pathlib import Path

import pytest

from directory.days import many_days
from directory.hours import ONE_DAY
from directory.load import load
from directory.model import Directory
from directory.opening import day_spans
from tests.directory.test_hours import CASES, case

FIRST, MANY = date(2026, 11, 1), 430  # past two winters


def both_ways(directory: Directory, language: str | None) -> None:
    """Hold the days of every window, decided at once, to those decided one by one."""
    days = [FIRST + step * ONE_DAY for step in range(MANY)]
    for window in directory.windows:
        each = [day_spans(directory, window, day, language) for day in days]

        assert many_days(directory, window, FIRST, MANY, language) == each, window.id


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_every_real_window_has_the_same_days_either_way(language: str | None) -> None:
    """Holidays, year's ends, nth weekdays, seasons, dates from and to, languages with days of their own."""
    both_ways(load(), language)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_so_has_every_example(path: Path) -> None:
    """The oddest pages' hours are among them: a closed day that moves past holidays, the tenth of every month."""
    found = case(path)

    both_ways(found.directory, found.language)
