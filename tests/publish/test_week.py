"""The week table says of holidays what directory.hours decides."""

import dataclasses

import pytest

from directory.parts import Schedule
from publish.edition import edition
from publish.week import tables
from tests.site_built import DAY

EDITION = edition("ja", DAY)
WORKDAYS = Schedule(byday=("月", "火", "水", "木", "金"), opens_at=1020, closes_at=1320, holidays="as-weekend")
WEEKEND = Schedule(byday=("土", "日"), opens_at=840, closes_at=1140)


def holiday(*rows: Schedule) -> str:
    """Return what the table says of holidays."""
    window = dataclasses.replace(EDITION.windows[0], schedules=rows, closures=(), channels=(), phones=())
    (table,) = tables(window, EDITION.reader, DAY)
    return next(cells[0].text.striptags() for days, cells in table.rows if "祝" in days.striptags())


@pytest.mark.parametrize("weekend", [WEEKEND, dataclasses.replace(WEEKEND, byday=("土", "日", "祝"))])
def test_a_holiday_like_a_weekend_has_the_weekends_hours(weekend: Schedule) -> None:
    """Whether the row of the weekend names 祝 or not."""
    assert holiday(WORKDAYS, weekend) == EDITION.reader.hours(840, 1140).striptags()


def test_where_the_weekend_is_closed_a_holiday_like_it_is_too() -> None:
    """Known, so not said to be unknown."""
    assert holiday(WORKDAYS) == "休み"


def test_where_no_source_speaks_of_holidays_nothing_is_said() -> None:
    """Unknown is not closed."""
    assert holiday(dataclasses.replace(WORKDAYS, holidays=None), WEEKEND) == "分かりません"
