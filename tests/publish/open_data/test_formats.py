"""CSV, GeoJSON, iCalendar, JSON-LD and OpenAPI, each read by a parser that is not ours."""

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import geojson_pydantic
import icalendar
import pytest
import recurring_ical_events
from pyld import jsonld
from recurring_ical_events.adapters.event import EventAdapter
from recurring_ical_events.selection.name import ComponentsWithName

from directory.hours import ONE_DAY
from directory.model import Directory, Window
from directory.opening import JST, day_spans
from formhandler.open_api import paths as box_paths
from publish.edition import Edition
from publish.open_data.facility_csv import COLUMNS
from publish.open_data.geojson import points_geojson
from publish.open_data.hours_calendar import fold
from publish.open_data.json_ld import window_json_ld
from publish.open_data.published import Published, published
from publish.window_page import window_page
from tests.publish.open_data.api import written
from tests.site_built import DAY

FIRST = DAY.replace(day=1)
WINDOWS = published("ja", DAY).windows


def text(name: str) -> str:
    """Return a file as text."""
    return written()[f"api/{name}"].decode("utf-8")


@cache
def calendar(name: str) -> Any:
    """Return the hours of a window, by its id, as an independent reader has read them."""
    return icalendar.Calendar.from_ical(text(f"hours/{name}.ics"))


class TestFacilityCsv:
    """The table of a Japanese municipality."""

    def test_a_spreadsheet_finds_the_columns_in_place(self) -> None:
        """It begins with a byte-order mark, its lines end as they do on Windows, each has all the columns."""
        raw = written()["api/facilities.csv"]
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))

        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\r\n") == raw.count(b"\n") == len(rows)
        assert tuple(rows[0]) == COLUMNS
        assert {len(row) for row in rows} == {len(COLUMNS)}
        assert len(rows) == 1 + len(WINDOWS) + len(published("ja", DAY).points)

    def test_what_must_stand_in_it_does(self) -> None:
        """Every row has its id, its name, and the name in katakana without a kanji left."""
        for row in csv.DictReader(io.StringIO(text("facilities.csv").removeprefix("\ufeff"), newline="")):
            assert row["ID"]
            assert row["名称"]
            assert not re.search(r"[\u4e00-\u9fff]", row["名称_カナ"]), row["名称_カナ"]

    def test_a_number_keeps_its_first_zero(self) -> None:
        """Hyphens make a spreadsheet take a number as text."""
        rows = csv.DictReader(io.StringIO(text("facilities.csv").removeprefix("\ufeff"), newline=""))
        numbers = [number for row in rows for number in row["電話番号"].split(";") if number]

        assert all("-" in number or len(number) <= 5 for number in numbers)


class TestGeoJson:
    """The places."""

    def test_it_is_geojson(self) -> None:
        """An independent reader takes it, and every place that may be shown is in it once."""
        found: Any = geojson_pydantic.FeatureCollection.model_validate_json(text("points.geojson"))

        assert len({feature.id for feature in found.features}) == len(published("ja", DAY).points)

    def test_no_position_is_made_up(self) -> None:
        """No source gives coordinates, so no place has any."""
        assert all(feature["geometry"] is None for feature in json.loads(text("points.geojson"))["features"])

    def test_a_position_that_a_source_gives_is_written_longitude_first(self) -> None:
        """As RFC 7946 has it; and that of a place that must stay unknown never."""
        given = published("ja", DAY)
        known = dataclasses.replace(given.edition.points[0], latitude=35.5994, longitude=139.6081, public=True)
        both = given.edition.directory.records, (known, dataclasses.replace(known, id="secret", public=False))
        records = dataclasses.replace(both[0], distribution_points=both[1])
        edition = Edition(Directory(records, given.site), given.edition.reader, DAY)
        (feature,) = points_geojson(Published(edition))["features"]

        assert feature["geometry"] == {"type": "Point", "coordinates": [139.6081, 35.5994]}


class Times(EventAdapter):  # type: ignore[misc]
    """Of an event that comes round, when and how sure; the reader's own copies all of it thousands of times."""

    def as_component(self, start: datetime, stop: datetime, keep_recurrence_attributes: bool) -> Any:  # noqa: ARG002
        """Return one of its times."""
        return start, stop, str(self._component["STATUS"]) == "CONFIRMED"


class TestCalendar:
    """The opening hours."""

    @pytest.mark.parametrize("window", WINDOWS, ids=[window.id for window in WINDOWS])
    def test_its_days_are_those_of_the_directory(self, window: Window) -> None:
        """Over a year, an independent reader finds the spans that directory.hours decides: sure and unsure."""
        last = FIRST.replace(year=FIRST.year + 1)
        found = recurring_ical_events.of(calendar(window.id), components=[ComponentsWithName("VEVENT", Times)])

        assert set(found.between(FIRST, last)) == set(_decided(window, FIRST, last))

    def test_it_says_nothing_to_who_looks_over_a_shoulder(self) -> None:
        """Its title is neutral; it has no description, no place, no reminder, and is marked private."""
        for window in WINDOWS:
            for event in calendar(window.id).walk("VEVENT"):
                assert re.fullmatch("窓口 [0-9a-f]{4}", str(event["SUMMARY"]))
                assert event["CLASS"] == "PRIVATE"
                assert not {"DESCRIPTION", "LOCATION", "ATTENDEE"} & set(event)
                assert not event.walk("VALARM")

    def test_lines_are_folded_by_octets(self) -> None:
        """No line has more than 75, and none is cut within a character."""
        line = "SUMMARY:" + "窓口" * 40

        assert all(len(piece.encode()) <= 75 for piece in fold(line))
        assert "".join(piece.removeprefix(" ") for piece in fold(line)) == line

    def test_ids_are_unique_and_stay(self) -> None:
        """A calendar that is fetched again changes its entries and does not add them."""
        for window in WINDOWS:
            ids = re.findall(r"^UID:(\S+)", text(f"hours/{window.id}.ics"), re.MULTILINE)
            assert len(ids) == len(set(ids))


class TestOpenApi:
    """The description of what there is."""

    def test_it_is_openapi(self) -> None:
        """An independent validator takes it as OpenAPI 3.1."""
        import openapi_spec_validator  # noqa: PLC0415 (slow to import, and only this test does)

        openapi_spec_validator.validate(json.loads(text("openapi.json")))

    def test_it_describes_the_drop_box_as_the_drop_box_does(self) -> None:
        """One source for both: whoever builds a form of their own reads it here."""
        paths = json.loads(text("openapi.json"))["paths"]

        assert {path: rules for path, rules in paths.items() if not path.startswith("/api/")} == box_paths()

    def test_it_describes_every_file_and_nothing_else(self) -> None:
        """Every file matches one address of it, and every address has a file."""
        described = json.loads(text("openapi.json"))["paths"]
        paths = {path: rules for path, rules in described.items() if path.startswith("/api/")}
        rules = {path: _pattern(path, rules["get"].get("parameters", [])) for path, rules in paths.items()}
        names = set(written()) - {"api/.htaccess"}  # for the server; it is never sent
        matches = {name: [path for path, rule in rules.items() if rule.fullmatch(f"/{name}")] for name in names}

        assert [name for name, found in matches.items() if len(found) != 1] == []
        assert {path for found in matches.values() for path in found} == set(paths)


class TestJsonLd:
    """The structured data of the pages."""

    @pytest.mark.parametrize("window", WINDOWS, ids=[window.id for window in WINDOWS])
    def test_it_is_json_ld(self, window: Window) -> None:
        """An independent processor expands it, and every key is a word of schema.org."""
        found = json.loads(window_json_ld(window, published("en", DAY)))
        expanded = jsonld.expand(found | {"@context": {"@vocab": "https://schema.org/"}})

        assert len(expanded) == 1
        assert set(_keys(found)) <= SCHEMA_ORG

    def test_a_number_in_it_is_one_of_the_windows(self) -> None:
        """As many as are shown, written for the world where they can be dialled from it."""
        window = next(window for window in WINDOWS if window.id == "kawasaki-dv-center")
        channels = json.loads(window_json_ld(window, published("ja", DAY)))["availableChannel"]

        assert [c["servicePhone"]["telephone"] for c in channels] == [f"+81-{window.phones[0].number[1:]}"]

    def test_a_quiet_page_has_none(self) -> None:
        """Whatever stands in it."""
        import dataclasses  # noqa: PLC0415

        from publish.open_data.json_ld import structured  # noqa: PLC0415

        given: Published = published("ja", DAY)
        page = window_page(given.edition.windows[0], given.edition)

        assert structured(page, given.edition)
        assert structured(dataclasses.replace(page, quiet=True), given.edition) == ""


# The words of schema.org that we use, from its pages for Service, ContactPoint, OpeningHoursSpecification.
SCHEMA_ORG = {
    "@context", "@type", "@id", "name", "description", "url", "sameAs", "serviceOperator", "provider", "areaServed",
    "audience",
    "audienceType", "availableChannel", "servicePhone", "telephone", "contactType", "contactOption",
    "availableLanguage", "hoursAvailable", "dayOfWeek", "opens", "closes", "validFrom", "validThrough",
}  # fmt: skip


def _keys(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from found
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _keys(inner)


def _decided(window: Window, first: date, last: date) -> Iterator[tuple[datetime, datetime, bool]]:
    directory = published("ja", DAY).edition.directory
    for step in range((last - first).days):
        day = first + step * ONE_DAY
        midnight = datetime(day.year, day.month, day.day, tzinfo=JST)
        for span in day_spans(directory, directory.window[window.id], day):
            start, end = (midnight + timedelta(minutes=minutes) for minutes in (span.start, span.end))
            yield start, end, span.state == "open"


def _pattern(path: str, parameters: list[dict[str, Any]]) -> re.Pattern[str]:
    """Return the addresses that a path of OpenAPI stands for."""
    rules = {"format": lambda _: "[0-9a-f-]{36}", "pattern": lambda rule: rule.strip("^$"), "enum": "|".join}
    for parameter in parameters:
        schema = parameter["schema"]
        key = next(key for key in rules if key in schema)
        rule: Any = rules[key]
        path = path.replace("{" + parameter["name"] + "}", f"(?:{rule(schema[key])})")
    return re.compile(path.replace(".", r"\."))
