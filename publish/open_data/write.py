"""Every file below /api/, and how it is written: the same data gives the same bytes, so that an ETag holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from directory.languages import LANGUAGES, SOURCE
from directory.model import DistributionPoint, Window
from publish.open_data.attribution import attribution_json
from publish.open_data.facility_csv import facility_csv
from publish.open_data.geojson import points_geojson
from publish.open_data.hours_calendar import calendar
from publish.open_data.hsds import page, vocabularies
from publish.open_data.hsds_package import package
from publish.open_data.hsds_records import described
from publish.open_data.openapi import openapi_json
from publish.open_data.published import Published, as_json, published
from publish.open_data.server import apache
from publish.open_data.windows_json import windows_json

API = "api/"
PROFILE = Path(__file__).parent / "profile.txt"


def files(day: date) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every file."""
    yield from shared_files(day)
    yield from (hours_file(window, day) for window in published(SOURCE, day).windows)
    for language in LANGUAGES:
        yield from hsds_files(published(language.code, day))


def shared_files(day: date) -> Iterator[tuple[str, bytes]]:
    """Yield the files that stand once for all languages."""
    given = published(SOURCE, day)
    yield f"{API}windows.json", windows_json(day)
    yield f"{API}facilities.csv", facility_csv(given)
    yield f"{API}points.geojson", to_json(points_geojson(given))
    yield f"{API}sources.json", to_json(attribution_json(given))
    yield f"{API}openapi.json", to_json(openapi_json(given))
    yield f"{API}profile.txt", PROFILE.read_bytes()
    yield f"{API}.htaccess", apache().encode()


def hours_file(window: Window, day: date) -> tuple[str, bytes]:
    """Return a window's hours as a calendar."""
    return f"{API}hours/{window.id}.ics", calendar(window, published(SOURCE, day))


def hsds_files(given: Published) -> Iterator[tuple[str, bytes]]:
    """Yield a language's HSDS set."""
    for record in given.records:
        yield from hsds_of_record(record, given)
    yield from hsds_collections(given)


def hsds_of_record(record: Window | DistributionPoint, given: Published) -> Iterator[tuple[str, bytes]]:
    """Yield a record's objects, each by its id: its service, and where that is given."""
    root, said = _hsds(given), described(record, given)
    yield f"{root}services/{given.id('service', record.id)}.json", _file(said.service)
    if said.place:
        yield f"{root}service_at_locations/{given.id('service_at_location', record.id)}.json", _file(said.place)


def hsds_collections(given: Published) -> Iterator[tuple[str, bytes]]:
    """Yield each collection as one page, the objects that services share by their ids, and the tables."""
    root, said = _hsds(given), [described(record, given) for record in given.records]
    about = {"version": "3.1", "profile": f"{given.site.url}{API}profile.txt"}
    yield f"{root}index.json", to_json(about | {"openapi_url": f"{given.site.url}{API}openapi.json"})
    yield f"{root}services.json", _file(page([one.service for one in said]))
    yield f"{root}service_at_locations.json", _file(page([one.place for one in said if one.place]))
    for name, rows in vocabularies(given).items():
        yield f"{root}{name}.json", _file(page([as_json(row) for row in rows]))
        yield from ((f"{root}{name}/{row['id']}.json", to_json(row)) for row in rows)
    yield f"{root}datapackage.zip", package(given)


def _hsds(given: Published) -> str:
    return f"{API}hsds/{given.edition.language.prefix}"


def to_json(content: object) -> bytes:
    """Return JSON in UTF-8: the same content gives the same bytes."""
    return _file(as_json(content))


def _file(text: str) -> bytes:
    return f"{text}\n".encode()
