"""Every HSDS object against the official schema, our own list of keys, and the records it was made from."""

import csv
import dataclasses
import io
import json
import os
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from pydantic import TypeAdapter

from directory.languages import LANGUAGES
from directory.model import DistributionPoint, Organization, Window
from directory.parts import Schedule
from publish.another_city import from_hsds
from publish.open_data.hsds import window_service
from publish.open_data.hsds_hours import schedules
from publish.open_data.hsds_keys import strangers
from publish.open_data.hsds_tables import FILES, fields
from publish.open_data.published import Published, published
from publish.open_data.write import hsds_files
from tests.publish.open_data.api import written
from tests.site_built import DAY

CODES = [language.code for language in LANGUAGES]
KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
# The official schema lies outside the project: CC BY-SA, a licence that is not ours. HSDS_SCHEMA says where.
PLACE = Path(os.environ.get("HSDS_SCHEMA", Path(__file__).parents[4] / "shared" / "reference" / "hsds-3.1"))


@cache
def schema(name: str) -> dict[str, Any]:
    """Return one of the official schemas, or skip."""
    path = PLACE / name
    if not path.exists():
        pytest.skip("the HSDS 3.1 schema is not here; set HSDS_SCHEMA to the folder that holds it")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def given(code: str) -> Published:
    """Return what a language publishes."""
    return published(code, DAY)


@cache
def sets(code: str) -> dict[str, list[dict[str, Any]]]:
    """Return a language's collections."""
    root = f"api/hsds/{given(code).edition.language.prefix}"
    return {name: json.loads(written()[f"{root}{name}.json"])["contents"] for name in KINDS}


def tables(code: str) -> bytes:
    """Return a language's tabular package."""
    return written()[f"api/hsds/{given(code).edition.language.prefix}datapackage.zip"]


@cache
def validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    """Return the official schema of one kind of object, with formats checked."""
    whole = schema("service_with_definitions.json")
    rule = whole if kind == "service" else {"$ref": f"#/definitions/{kind}", "definitions": whole["definitions"]}
    return jsonschema_rs.Draft202012Validator(rule, validate_formats=True)


class TestObjects:
    """Each object is what HSDS 3.1 says it is."""

    @pytest.mark.parametrize("code", CODES)
    @pytest.mark.parametrize("name", KINDS)
    def test_every_object_validates_with_formats(self, code: str, name: str) -> None:
        """Every object in every language is valid by the official schema, UUIDs and addresses checked."""
        rule = validator(KINDS[name])

        assert [f"{row['id']}: {e.message}" for row in sets(code)[name] for e in rule.iter_errors(row)] == []

    def test_the_formats_are_really_checked(self) -> None:
        """A service whose id is no UUID, or whose address is none, is refused."""
        rule = validator("service")
        good = sets("ja")["services"][0]

        assert rule.is_valid(good)
        assert not rule.is_valid(good | {"id": "hello"})
        assert not rule.is_valid(good | {"url": "not an address"})

    @pytest.mark.parametrize("code", CODES)
    def test_no_key_is_written_that_is_not_on_the_list(self, code: str) -> None:
        """The schema lets a misspelt key pass; our list does not."""
        assert [key for name, kind in KINDS.items() for row in sets(code)[name] for key in strangers(row, kind)] == []

    def test_a_misspelt_key_is_found(self) -> None:
        """However deep it lies."""
        row = {"id": "1", "phones": [{"id": "2", "nummer": "110"}]}

        assert list(strangers(row, "service")) == ["phone.nummer"]

    def test_every_id_is_unique_and_the_same_in_all_languages(self) -> None:
        """A language changes the words of a thing and not which thing it is."""
        for name in KINDS:
            ids = [row["id"] for row in sets("ja")[name]]
            assert len(ids) == len(set(ids))
            assert all([row["id"] for row in sets(code)[name]] == ids for code in CODES)

    def test_an_id_is_the_same_for_ever(self) -> None:
        """It comes from the window's short name and the city's namespace, from nothing else."""
        assert given("ja").id("service", "national-yorisoi") == "80dc51e5-0241-5095-9353-b804f23dc589"


class TestHours:
    """Hours as another program reads them, without our own keys."""

    def test_a_night_is_parted_at_midnight(self) -> None:
        """A row from 22:00 on Friday to 5:00 is a schedule of Friday and one of Saturday."""
        assert _plainly(Schedule(byday=("金",), opens_at=1320, closes_at=1740)) == [
            {"freq": "WEEKLY", "byday": "FR", "wkst": "MO", "opens_at": "22:00+09:00", "closes_at": "23:59+09:00"},
            {"freq": "WEEKLY", "byday": "SA", "wkst": "MO", "opens_at": "00:00+09:00", "closes_at": "05:00+09:00"},
        ]

    def test_the_third_wednesday_is_monthly(self) -> None:
        """HSDS writes it as iCalendar does."""
        rows = _plainly(Schedule(byday=("水",), nth_week=(1, 3), opens_at=600, closes_at=720))

        assert [(row["freq"], row["byday"]) for row in rows] == [("MONTHLY", "1WE,3WE")]

    def test_weeks_that_no_source_names_are_no_rule(self) -> None:
        """Twice a month on a Friday, nobody says which: the weekday stands, a frequency does not."""
        rows = _plainly(Schedule(byday=("金",), weeks_per_month=2, opens_at=600, closes_at=720))

        assert [(row.get("freq"), row["byday"]) for row in rows] == [(None, "FR")]

    def test_a_single_date_is_a_schedule_of_one_day(self) -> None:
        """It begins and ends on that day."""
        rows = _plainly(Schedule(dates=(date(2026, 12, 1), date(2027, 1, 12)), opens_at=600, closes_at=720))

        assert [(row["valid_from"], row["valid_to"], row["count"]) for row in rows] == [
            ("2026-12-01", "2026-12-01", 1),
            ("2027-01-12", "2027-01-12", 1),
        ]


class TestTables:
    """The tabular package holds the same objects."""

    @pytest.mark.parametrize("code", ["ja", "ne"])
    def test_every_row_validates(self, code: str) -> None:
        """Each table has the official name, and each row is valid by the official tabular schema."""
        rule = schema("tabular.json")["properties"]
        official = {part["items"]["path"]: part["items"] for part in rule.values()}
        for path, rows in _read(tables(code)).items():
            items = official.get(path) or schema("service_with_definitions.json")["definitions"]["url"]
            check = jsonschema.Draft202012Validator(  # it leaves alone what names a file that is not here
                items, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
            )
            assert [e.message for row in rows for e in check.iter_errors(_typed(row))] == []
            assert not [key for key in items.get("tabular_required", ()) for row in rows if not row[key]]

    def test_every_foreign_key_finds_its_row(self) -> None:
        """What points to a row of another table finds it there."""
        found = _read(tables("ja"))
        ids = {path: {row["id"] for row in rows} for path, rows in found.items()}
        description = json.loads(zipfile.ZipFile(io.BytesIO(tables("ja"))).read("datapackage.json"))
        resources = {resource["name"]: resource for resource in description["resources"]}
        keys = [(r["path"], key) for r in resources.values() for key in r["schema"]["foreignKeys"]]

        assert len(keys) > 10
        for path, key in keys:
            wanted = {row[key["fields"]] for row in found[path]} - {""}
            assert wanted <= ids[resources[key["reference"]["resource"]]["path"]], (path, key)

    def test_the_columns_are_described_as_they_stand(self) -> None:
        """datapackage.json names each file and its columns in their order."""
        archive = zipfile.ZipFile(io.BytesIO(tables("ja")))
        for resource in json.loads(archive.read("datapackage.json"))["resources"]:
            header = archive.read(resource["path"]).decode().splitlines()[0]
            assert header == ",".join(field["name"] for field in resource["schema"]["fields"])
            assert header == ",".join(fields(resource["name"]))
            assert resource["path"] == FILES[resource["name"]]


class TestRoundTrip:
    """YAML → HSDS → YAML loses nothing of what is published."""

    def test_windows_come_back_as_they_were(self) -> None:
        """Hours past midnight, single dates, languages by day, closures: every field of the mapping table."""
        services = [row for row in sets("ja")["services"] if "x_point" not in row]
        back = TypeAdapter(tuple[Window, ...]).validate_python([from_hsds.window(row) for row in services])

        assert len(back) == len(given("ja").windows) > 60
        for ours, theirs in zip(given("ja").windows, back, strict=True):
            assert _bare(theirs) == _bare(ours)

    def test_points_come_back_as_they_were(self) -> None:
        """What there is, how to ask for it without speaking, until when."""
        services = [row for row in sets("ja")["services"] if "x_point" in row]
        back = TypeAdapter(tuple[DistributionPoint, ...]).validate_python([from_hsds.point(row) for row in services])

        assert len(back) == len(given("ja").points) > 20
        for ours, theirs in zip(given("ja").points, back, strict=True):
            assert _bare(theirs) == _bare(ours)

    def test_a_position_comes_back_as_it_was(self) -> None:
        """Where a source gives one."""
        window = dataclasses.replace(given("ja").windows[0], address="れい", latitude=35.5994, longitude=139.6081)
        back = from_hsds.window(window_service(window, given("ja")))

        assert (back["latitude"], back["longitude"]) == ("35.59940", "139.60810")

    def test_organizations_come_back_as_they_were(self) -> None:
        """With their addresses and their part in the programme."""
        rows = [from_hsds.organization(row) for row in sets("ja")["organizations"]]
        back = TypeAdapter(tuple[Organization, ...]).validate_python(rows)

        assert list(back) == [dataclasses.replace(o, sources=()) for o in given("ja").organizations]


class TestFiles:
    """The files of a language's set."""

    def test_the_same_data_gives_the_same_bytes(self) -> None:
        """So that who has it already is told so, and fetches nothing."""
        assert dict(hsds_files(given("en"))) == dict(hsds_files(published("en", DAY)))

    def test_every_object_has_a_file_of_its_own(self) -> None:
        """A collection is one page, and each of its objects stands beside it by its id."""
        found = dict(hsds_files(given("en")))
        page = json.loads(found["api/hsds/en/services.json"])

        assert page["total_items"] == len(page["contents"]) == len(given("en").windows) + len(given("en").points)
        for row in page["contents"]:
            assert json.loads(found[f"api/hsds/en/services/{row['id']}.json"]) == row


def _plainly(row: Schedule) -> list[dict[str, Any]]:
    window = dataclasses.replace(given("ja").windows[0], schedules=(row,), channels=(), phones=(), closures=())
    known = ("freq", "byday", "wkst", "opens_at", "closes_at", "valid_from", "valid_to", "count")
    return [{key: piece[key] for key in known if key in piece} for piece in schedules(window, "", given("ja"))]


def _read(archive: bytes) -> dict[str, list[dict[str, str]]]:
    found = zipfile.ZipFile(io.BytesIO(archive))
    names = [name for name in found.namelist() if name.endswith(".csv")]
    return {name: list(csv.DictReader(io.StringIO(found.read(name).decode(), newline=""))) for name in names}


def _typed(row: dict[str, str]) -> dict[str, object]:
    numbers = ("timezone", "count")
    return {key: float(value) if key in numbers else value for key, value in row.items() if value != ""}


def _bare(record: Window | DistributionPoint) -> dict[str, object]:
    """Return a record without what is never published or means nothing in its place."""
    row = dataclasses.asdict(record)
    row.pop("ward_status")
    for phone in row["phones"]:
        phone.pop("state")
    return row
