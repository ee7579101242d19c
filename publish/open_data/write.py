"""Every file below /api/, and how it is written: the same data gives the same bytes, so that an ETag holds."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from directory.languages import LANGUAGES, SOURCE
from directory.model import Window
from publish.open_data.attribution import attribution_json
from publish.open_data.facility_csv import facility_csv
from publish.open_data.geojson import points_geojson
from publish.open_data.hours_calendar import calendar
from publish.open_data.hsds import collections, page
from publish.open_data.hsds_tables import package
from publish.open_data.openapi import openapi_json
from publish.open_data.published import Published, published
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
    yield f"{API}windows.json", to_json(windows_json(day))
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
    """Yield a language's HSDS set: each collection as one page, each object of it by its id, and the tables."""
    root = f"{API}hsds/{given.edition.language.prefix}"
    about = {"version": "3.1", "profile": f"{given.site.url}{API}profile.txt"}
    yield f"{root}index.json", to_json(about | {"openapi_url": f"{given.site.url}{API}openapi.json"})
    for name, rows in collections(given).items():
        yield f"{root}{name}.json", to_json(page(rows))
        yield from ((f"{root}{name}/{row['id']}.json", to_json(row)) for row in rows)
    yield f"{root}datapackage.zip", package(given)


def to_json(content: object) -> bytes:
    """Return JSON in UTF-8, compact, with the keys in the order they were given."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
