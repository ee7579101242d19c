"""The week table says of holidays what directory.hours decides, and the line of a list what is so for its reader."""

import dataclasses

import pytest

from directory.parts import Schedule
from publish.edition import edition
from publish.week import WEEK, Table, in_short, tables
from tests.site_built import DAY

EDITION = edition("ja", DAY)
WORKDAYS = Schedule(byday=("月", "火", "水", "木", "金"), opens_at=1020, closes_at=1320, holidays="as-weekend")
WEEKEND = Schedule(byday=("土", "日"), opens_at=840, closes_at=1140)


def table_of(rows: tuple[Schedule, ...], code: str = "ja") -> Table:
    """Return the only table of a window with these rows."""
    window = dataclasses.replace(EDITION.windows[0], schedules=rows, closures=(), channels=(), phones=())
    (table,) = tables(window, edition(code, DAY).reader, DAY)
    return table


def short(code: str, *rows: Schedule) -> str:
    """Return what a list says of these rows to a reader."""
    return in_short((table_of(rows, code),), edition(code, DAY).reader).striptags()


def holiday(*rows: Schedule) -> str:
    """Return what the table says of holidays."""
    table = table_of(rows)
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


ALWAYS = Schedule(byday=WEEK, opens_at=0, closes_at=1440)
INTERPRETED = Schedule(byday=WEEK, opens_at=600, closes_at=1320, languages=("en", "th"))


@pytest.mark.parametrize(
    ("code", "said"), [("ja", "毎日 24時間"), ("en", "Every day 10:00–22:00"), ("id", "Setiap hari 24 jam")]
)
def test_a_list_says_the_hours_of_the_readers_language(code: str, said: str) -> None:
    """Those kept to it, where there are any; a reader whose language nobody speaks sees when Japanese is spoken."""
    assert short(code, ALWAYS, INTERPRETED) == said


def test_a_day_on_which_nobody_speaks_her_language_is_left_out() -> None:
    """Mondays in Japanese are of no use to her who can call on Sundays in English."""
    monday = dataclasses.replace(ALWAYS, byday=("月",))
    sunday = dataclasses.replace(INTERPRETED, byday=("日",))

    assert short("en", monday, sunday) == "Sun 10:00–22:00"
    assert short("ja", monday, sunday).startswith("月 ")
