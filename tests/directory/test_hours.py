"""Opening hours as real pages word them, and what a visitor may be told at every edge.

A case is one file: the words of the page, the record that staff would write from them, one week, and instants. A
record may name `others` that it depends on, and the `language` that is asked for; an instant may be `of` another.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from directory.check_hours import closures, rows
from directory.document import read
from directory.hours import ONE_DAY, Span
from directory.load import load
from directory.model import Directory, Records, Window
from directory.opening import answer, day_spans
from directory.public_holidays import is_holiday, names_in
from directory.scalars import WEEKDAYS, clock_text

TOKYO = ZoneInfo("Asia/Tokyo")
CASES = sorted(Path("tests/examples/hours").glob("*.yaml"))
ALL_DAYS = ["月", "火", "水", "木", "金", "土", "日"]
WEEKDAY_HOURS = {"byday": ALL_DAYS[:5], "opens_at": "09:00", "closes_at": "17:00", "holidays": "closed"}
DAILY_HOURS = {"byday": ALL_DAYS, "opens_at": "09:00", "closes_at": "17:00"}
SHORT_HOURS = {"byday": ALL_DAYS, "opens_at": "10:00", "closes_at": "12:00"}
NIGHT = {"byday": ALL_DAYS, "opens_at": "00:00", "closes_at": "24:00"}


def window(**keys: Any) -> Window:
    """Return a window of which only its hours matter."""
    named = {"id": "rei-soudan", "name": "れいの相談室", "tier": "city"}
    return TypeAdapter(Window).validate_python(named | keys)


def directory(*windows: Window) -> Directory:
    """Return a directory of some windows."""
    return Directory(Records(windows=windows), load().site)


def jst(text: str) -> datetime:
    """Return an instant in Japan."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO)


def said(found: Window, at: str, language: str | None = None, *others: Window) -> tuple[str, str]:
    """Return state and reason of a window at an instant."""
    told = answer(directory(found, *others), found, jst(at), language)
    return told.state, told.why


@dataclass(frozen=True)
class Case:
    """One file."""

    directory: Directory
    language: str | None
    week: dict[str, Any]
    instants: list[dict[str, str]]

    def on(self, day: date) -> list[str]:
        """Return the first window's spans of a day as they stand in the file."""
        return [_written(span) for span in day_spans(self.directory, self.directory.windows[0], day, self.language)]

    def at(self, instant: dict[str, str]) -> dict[str, str]:
        """Return what is answered where the file says what should be."""
        asked = {key: value for key, value in instant.items() if key in ("at", "of", "language")}
        language = asked.get("language", self.language)
        of = self.directory.window[asked.get("of", "rei-soudan")]
        told = answer(self.directory, of, jst(asked["at"]), None if language == "any" else language)
        times = {"until": told.until, "opens_at": told.opens_at}
        shown = {key: f"{time.astimezone(TOKYO):%Y-%m-%d %H:%M}" for key, time in times.items() if time}
        return asked | {"state": told.state, "why": told.why} | shown


def _written(span: Span) -> str:
    return f"{clock_text(span.start)}-{clock_text(span.end)} {span.state}"


def case(path: Path) -> Case:
    """Read a case."""
    tree: Any = read(path).tree
    windows = [window(**keys) for keys in (tree["window"], *tree.get("others", ()))]
    return Case(directory(*windows), tree.get("language"), tree["week"], tree["instants"])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
class TestEachPage:
    """What each page's words mean, minute by minute."""

    def test_the_week_is_as_the_page_says(self, path: Path) -> None:
        """Seven days from a Monday: when it is open, when nobody knows; all else is closed."""
        found = case(path)
        monday = date.fromisoformat(found.week.pop("from"))

        assert WEEKDAYS[monday.weekday()] == "月"
        assert found.week == {WEEKDAYS[n]: found.on(monday + n * ONE_DAY) for n in range(7)}

    def test_every_instant_is_answered_as_the_page_says(self, path: Path) -> None:
        """State, reason, when it changes, when it surely opens."""
        found = case(path)

        assert found.instants == [found.at(instant) for instant in found.instants]

    def test_the_check_takes_the_record(self, path: Path) -> None:
        """The record is one that staff can publish."""
        found = case(path).directory.windows[0]
        lists = (found.schedules, *(channel.schedules for channel in found.channels))

        assert not [wrong for schedules in lists for wrong in rows(schedules, ())]
        assert not list(closures(found.closures, ()))


def test_the_twenty_hardest_pages_are_all_here() -> None:
    """Numbers 1 to 20 are the hardest of 91 real windows, the rest were met besides; each begins with its words."""
    assert {int(path.name[:2]) for path in CASES} == set(range(1, 32))
    assert all(path.read_text("utf-8").startswith("# 「") for path in CASES)


class TestJapanTime:
    """Hours are Japan's, whatever the zone of whoever asks."""

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"])
    def test_one_instant_has_one_answer(self, zone: str) -> None:
        """The same instant, told in another zone, on another date even."""
        found = window(schedules=[WEEKDAY_HOURS])
        here = directory(found)

        for at in ("2026-12-07 08:59", "2026-12-07 09:00", "2026-12-07 16:59", "2026-12-07 17:00"):
            assert answer(here, found, jst(at)) == answer(here, found, jst(at).astimezone(ZoneInfo(zone)))

    def test_summer_time_elsewhere_moves_nothing(self) -> None:
        """New York turns its clocks on 2026-11-01; nine in Japan is twenty hundred there before, nineteen after."""
        found, new_york = window(schedules=[DAILY_HOURS]), ZoneInfo("America/New_York")
        before, after = datetime(2026, 10, 30, 20, tzinfo=new_york), datetime(2026, 11, 1, 19, tzinfo=new_york)

        for opening in (before, after):
            assert answer(directory(found), found, opening).state == "open"
            assert answer(directory(found), found, opening - timedelta(minutes=1)).state == "closed"


class TestHolidays:
    """National holidays, with those that stand in for one on a Sunday."""

    def test_next_year_is_covered(self) -> None:
        """Whoever looks in December must be right in January."""
        assert len(names_in(2027, 2027)) >= 16
        assert len(names_in(date.today().year + 1, date.today().year + 1)) >= 16  # noqa: DTZ011 (the year is enough)

    @pytest.mark.parametrize("day", ["2026-05-06", "2026-09-22", "2027-03-22", "2027-01-01", "2027-11-23"])
    def test_a_day_off_is_one(self, day: str) -> None:
        """Substitutes and the day between two holidays count."""
        assert is_holiday(date.fromisoformat(day))

    @pytest.mark.parametrize("day", ["2026-05-07", "2026-12-29", "2027-01-02", "2027-03-23", "2027-12-25"])
    def test_a_day_that_offices_merely_take_off_is_none(self, day: str) -> None:
        """The year's end is no national holiday."""
        assert not is_holiday(date.fromisoformat(day))


class TestHoursOfAnotherWindow:
    """Some windows have no hours of their own."""

    TARGET = window(id="rei-center", schedules=[WEEKDAY_HOURS], valid_to="2027-03-31")

    @pytest.mark.parametrize(
        ("depends_on", "at", "expected"),
        [
            ("rei-center", "2026-12-07 10:00", ("open", "open")),
            ("rei-center", "2026-12-07 18:00", ("closed", "outside-hours")),
            ("rei-center", "2026-12-12 10:00", ("closed", "not-today")),
            ("rei-center", "2026-11-23 10:00", ("closed", "public-holiday")),
            ("rei-center", "2026-12-29 10:00", ("unknown", "year-end-unknown")),
            ("rei-center", "2027-04-05 10:00", ("unknown", "hours-unknown")),
            ("rei-soudan", "2026-12-07 10:00", ("unknown", "depends-on")),
            ("最寄りのセンター", "2026-12-07 10:00", ("unknown", "depends-on")),
        ],
    )
    def test_they_are_those_of_the_window_named(self, depends_on: str, at: str, expected: tuple[str, str]) -> None:
        """A window in the list lends its hours while it lasts; words alone leave them unknown."""
        assert said(window(hours_depend_on=depends_on), at, None, self.TARGET) == expected

    def test_two_that_name_each_other_are_unknown(self) -> None:
        """Nobody is sent round in a circle."""
        one, other = window(hours_depend_on="rei-center"), window(id="rei-center", hours_depend_on="rei-soudan")

        assert said(one, "2026-12-07 10:00", None, other) == ("unknown", "depends-on")

    def test_own_hours_are_sure_and_the_rest_is_the_others(self) -> None:
        """With hours of its own, only the time outside them depends."""
        found = window(schedules=[WEEKDAY_HOURS], hours_depend_on="都道府県")

        assert said(found, "2026-12-07 10:00") == ("open", "open")
        assert said(found, "2026-12-07 18:00") == ("unknown", "depends-on")

    def test_who_takes_over_after_hours_does_not_make_it_open(self) -> None:
        """The number on this card is not answered at night, though another is."""
        night = window(id="rei-center", schedules=[NIGHT])
        found = window(schedules=[WEEKDAY_HOURS], after_hours="rei-center")

        assert said(found, "2026-12-07 23:00", None, night) == ("closed", "outside-hours")
        assert said(night, "2026-12-07 23:00", None, found) == ("open", "open")


VIETNAMESE = {"languages": ["ja", "vi"], "schedules": [WEEKDAY_HOURS]}
OWN_ROW = {**WEEKDAY_HOURS, "opens_at": "13:00", "languages": ["vi"]}


class TestLanguages:
    """When somebody answers in her language."""

    @pytest.mark.parametrize(
        ("keys", "at", "expected"),
        [
            ({}, "2026-12-07 10:00", ("open", "open")),
            ({"languages_by_day": {"vi": ["月", "水"]}}, "2026-12-07 10:00", ("open", "open")),
            ({"languages_by_day": {"vi": ["月", "水"]}}, "2026-12-08 10:00", ("closed", "not-today")),
            ({"languages_by_day": {"es": ["月", "水"]}}, "2026-12-08 10:00", ("open", "open")),
            ({"languages_days_per_week": {"vi": "4"}}, "2026-12-08 10:00", ("unknown", "language-days-unknown")),
            ({"languages_days_per_week": {"vi": "4"}}, "2026-12-08 18:00", ("closed", "outside-hours")),
            ({"language_note": "曜日による"}, "2026-12-08 10:00", ("unknown", "language-days-unknown")),
            ({"language_note": "曜日による"}, "2026-12-12 10:00", ("closed", "not-today")),
            ({"schedules": [WEEKDAY_HOURS, OWN_ROW]}, "2026-12-08 10:00", ("closed", "outside-hours")),
            ({"schedules": [WEEKDAY_HOURS, OWN_ROW]}, "2026-12-08 13:00", ("open", "open")),
            ({"languages": ["ja"]}, "2026-12-08 10:00", ("unknown", "hours-unknown")),
        ],
    )
    def test_vietnamese_is_answered_when_the_record_says_so(
        self, keys: dict[str, Any], at: str, expected: tuple[str, str]
    ) -> None:
        """By weekday, by row, on days not said, or not at all as far as is known."""
        assert said(window(**VIETNAMESE | keys), at, "vi") == expected

    def test_japanese_is_not_put_in_doubt_by_a_note_on_the_others(self) -> None:
        """The note speaks of the other languages."""
        assert said(window(**VIETNAMESE, language_note="曜日による"), "2026-12-08 10:00", "ja") == ("open", "open")


GONE = {"number": "044-000-0000", "kind": "geographic", "schedules": [NIGHT]}
YEAR_END = {"kind": "year-end"}


class TestRowsAndClosures:
    """Single keys of the record, each at the instant where it decides."""

    @pytest.mark.parametrize(
        ("keys", "at", "expected"),
        [
            ({"phones": [GONE | {"state": "superseded"}]}, "2026-12-07 20:00", ("closed", "outside-hours")),
            ({"phones": [GONE | {"valid_to": "2026-12-06"}]}, "2026-12-07 20:00", ("closed", "outside-hours")),
            ({"phones": [GONE | {"valid_to": "2026-12-07"}]}, "2026-12-07 20:00", ("open", "open")),
            ({"phones": [GONE | {"type": "fax"}]}, "2026-12-07 20:00", ("closed", "outside-hours")),
            ({"channels": [{"kind": "email", "schedules": [NIGHT]}]}, "2026-12-07 20:00", ("closed", "outside-hours")),
            ({"channels": [{"kind": "line", "schedules": [NIGHT]}]}, "2026-12-07 20:00", ("open", "open")),
            ({"closures": [YEAR_END | {"valid_from": "2026-12-26", "valid_to": "2027-01-05"}]},
             "2026-12-26 10:00", ("closed", "year-end")),
            ({"closures": [YEAR_END | {"valid_from": "2026-12-26", "valid_to": "2027-01-05"}]},
             "2027-12-28 10:00", ("unknown", "year-end-rim")),
            ({"closures": [YEAR_END | {"schedules": [SHORT_HOURS]}]}, "2027-01-02 11:00", ("open", "open")),
            ({"closures": [YEAR_END | {"schedules": [SHORT_HOURS]}]}, "2027-01-02 14:00", ("closed", "outside-hours")),
            ({"closures": [{"kind": "public-holidays", "schedules": [SHORT_HOURS]}]},
             "2026-11-23 11:00", ("open", "open")),
            ({"closures": [{"kind": "weekly", "byday": ["月"], "valid_from": "2027-04-01", "valid_to": "2027-05-31"}]},
             "2026-12-07 10:00", ("open", "open")),
            ({"closures": [{"kind": "dates", "byday": ["土"], "starts": "08-01", "ends": "08-31"}]},
             "2027-08-06 10:00", ("open", "open")),
            ({"closures": [{"kind": "dates", "byday": ["土"], "starts": "08-01", "ends": "08-31"}]},
             "2027-08-07 10:00", ("closed", "closure")),
            ({"schedules": [{"byday": ["土"], "opens_at": "09:00", "closes_at": "17:00"}],
              "closures": [YEAR_END | {"starts": "12-29", "ends": "01-03"}]},
             "2028-01-01 10:00", ("closed", "year-end")),
            ({"schedules": [{**WEEKDAY_HOURS, "valid_to": "2027-03-31"}]},
             "2026-12-30 10:00", ("unknown", "year-end-unknown")),
            ({"schedules": [{**WEEKDAY_HOURS, "valid_from": "2026-12-29", "valid_to": "2027-01-05"}]},
             "2026-12-30 10:00", ("open", "open")),
            ({"schedules": [DAILY_HOURS | {"closes_at": "12:00", "last_admission": "11:30"},
                            DAILY_HOURS | {"opens_at": "13:00"}]}, "2026-12-07 11:45", ("closed", "outside-hours")),
            ({"valid_from": "2026-12-08"}, "2026-12-07 10:00", ("closed", "not-yet")),
            ({"closed_on": "2026-12-06"}, "2026-12-07 10:00", ("closed", "ended")),
        ],
    )  # fmt: skip
    def test_the_key_decides(self, keys: dict[str, Any], at: str, expected: tuple[str, str]) -> None:
        """Daily from nine to five, and one key more."""
        assert said(window(**{"schedules": [DAILY_HOURS]} | keys), at) == expected
