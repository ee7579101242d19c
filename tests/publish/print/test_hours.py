"""Hours on paper: short, and only what is sure."""

import pytest

from directory.model import Window
from directory.parts import Closure, Schedule
from directory.scalars import Weekday
from directory.words import words
from publish.print import hours

WEEKDAYS: tuple[Weekday, ...] = ("月", "火", "水", "木", "金")
WEEK: tuple[Weekday, ...] = (*WEEKDAYS, "土", "日")


def window(*rows: Schedule, **more: object) -> Window:
    """Return a window with some hours."""
    return Window(id="w", name="れい", tier="city", schedules=rows, languages=("ja", "en"), **more)  # type: ignore[arg-type]


def row(days: tuple[Weekday, ...], opens: int, closes: int, **more: object) -> Schedule:
    """Return a row from hour to hour."""
    return Schedule(byday=days, opens_at=opens * 60, closes_at=closes * 60, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (window(row(WEEKDAYS, 9, 17)), ["月〜金 9:00–17:00"]),
        (window(row(WEEK, 0, 24)), ["24時間"]),
        (window(row(WEEK, 9, 17)), ["毎日 9:00–17:00"]),
        (window(row(WEEKDAYS, 9, 12), row(WEEKDAYS, 13, 17)), ["月〜金 9:00–12:00, 13:00–17:00"]),
        (window(row(("月", "水"), 9, 12)), ["月・水 9:00–12:00"]),
        (window(row(("土", "日", "祝"), 9, 21)), ["土〜日・祝日 9:00–21:00"]),
        (window(row(WEEKDAYS, 9, 17, holidays="closed")), ["月〜金 9:00–17:00", "祝日は休み"]),
        (window(row(("火",), 9, 17), closures=(Closure(kind="public-holidays"),)), ["火 9:00–17:00", "祝日は休み"]),
    ],
)
def test_are_said_shortly(shown: Window, said: list[str]) -> None:
    """Hours are said shortly."""
    assert hours.lines(shown, words("ja")) == said


@pytest.mark.parametrize(
    "shown",
    [
        window(),
        window(row(WEEKDAYS, 9, 17, nth_week=(1,))),
        window(row(WEEKDAYS, 22, 26)),
        window(row(WEEKDAYS, 9, 17, note="2015年時点")),
    ],
)
def test_are_left_to_the_site_when_not_sure(shown: Window) -> None:
    """Hours are left to the site when not sure."""
    assert hours.lines(shown, words("ja")) == ["受付時間は、サイトで確かめてください"]


def test_of_another_language_are_not_those_of_japanese() -> None:
    """A line that answers all day in Japanese and by day in English is not 「24時間」 to who reads English."""
    shown = window(row(WEEK, 0, 24), row(WEEK, 10, 22, languages=("en",)))

    assert hours.all_day(shown, "ja")
    assert not hours.all_day(shown, "en")


def test_of_a_language_with_vague_days_are_not_said() -> None:
    """Hours of a language with vague days are not said."""
    shown = window(row(WEEK, 0, 24), language_note="曜日による")

    assert not hours.all_day(shown, "en")
