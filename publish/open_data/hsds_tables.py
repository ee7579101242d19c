"""HSDS as a tabular data package: the same objects laid flat into CSV tables, zipped with their description.

Our own `x_` keys stay in the JSON, which is canonical since HSDS 3.0. The same data gives the same bytes.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache

from directory.words import marked
from publish.open_data.hsds import collections
from publish.open_data.hsds_keys import INSIDE, KEYS
from publish.open_data.published import Json, Published

FILES = {
    "organization": "organizations.csv",
    "service": "services.csv",
    "phone": "phones.csv",
    "location": "locations.csv",
    "service_at_location": "service_at_location.csv",
    "address": "addresses.csv",
    "schedule": "schedules.csv",
    "service_area": "service_areas.csv",
    "language": "languages.csv",
    "url": "urls.csv",
    "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
    "attribute": "attributes.csv",
}
TYPES = {
    "timezone": "number", "count": "number", "latitude": "number", "longitude": "number",
    "opens_at": "time", "closes_at": "time",
    "dtstart": "date", "valid_from": "date", "valid_to": "date", "assured_date": "date",
}  # fmt: skip
OWNERS = {
    "organization_id": "organization", "service_id": "service", "phone_id": "phone", "location_id": "location",
    "taxonomy_id": "taxonomy", "taxonomy_term_id": "taxonomy_term",
}  # fmt: skip
NOBODY = marked("資料に運営者が書かれていません")
MADE = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can hold: the package's bytes change only with the data


@cache
def fields(kind: str) -> tuple[str, ...]:
    """Return the columns of a table: the keys of its objects that hold no other object."""
    return tuple(key for key in KEYS[kind].split() if key not in INSIDE)


def tables(given: Published) -> dict[str, list[Json]]:
    """Return the rows of every table; the package demands an organization of each service, so one stands for none."""
    sets = collections(given)
    found: dict[str, dict[str, Json]] = {kind: {} for kind in FILES}
    nobody = given.id("organization", "")
    for kind, name in (
        ("organization", "organizations"),
        ("taxonomy", "taxonomies"),
        ("taxonomy_term", "taxonomy_terms"),
    ):
        _lay(sets[name], kind, found)
    for service in sets["services"]:
        _lay([{"organization_id": nobody} | service], "service", found)
    if any("organization_id" not in service for service in sets["services"]):
        said = given.say(NOBODY)
        found["organization"][nobody] = {"id": nobody, "name": said, "description": said}
    return {kind: list(rows.values()) for kind, rows in found.items()}


def _lay(rows: list[Json], kind: str, found: dict[str, dict[str, Json]]) -> None:
    for row in rows:
        found[kind][row["id"]] = {key: row.get(key) for key in fields(kind)}
        for key, inner in row.items():
            if key in INSIDE:
                _lay(inner if isinstance(inner, list) else [inner], INSIDE[key], found)


def cell(key: str, value: object) -> object:
    """Return a value as it stands in a table: a time of day has seconds and no offset there."""
    if TYPES.get(key) == "time" and isinstance(value, str):
        return f"{value[:5]}:00"
    return "" if value is None else value


def table(kind: str, rows: list[Json]) -> str:
    """Return a table as CSV (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(fields(kind))
    writer.writerows([cell(key, row.get(key)) for key in fields(kind)] for row in rows)
    return out.getvalue()


def description(present: list[str], given: Published) -> Json:
    """Return datapackage.json: the tables that are there, their columns and how they hang together."""
    terms = given.terms
    return {
        "profile": "tabular-data-package",
        "name": "hsds",
        "title": given.say(given.site.name),
        "homepage": given.page(""),
        "licenses": [{"name": terms.licence.replace(" ", "-"), "path": terms.licence_url, "title": terms.licence}],
        "resources": [_resource(kind, present) for kind in present],
    }


def _resource(kind: str, present: list[str]) -> Json:
    keys = [{"fields": key, "reference": {"resource": owner, "fields": "id"}} for key, owner in OWNERS.items()
            if key in fields(kind) and owner in present]  # fmt: skip
    columns = [{"name": key, "type": TYPES.get(key, "string")} for key in fields(kind)]
    schema = {"fields": columns, "primaryKey": "id", "foreignKeys": keys}
    return {
        "profile": "tabular-data-resource",
        "name": kind,
        "path": FILES[kind],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def package(given: Published) -> bytes:
    """Return the data package as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _texts(given):
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _texts(given: Published) -> Iterator[tuple[str, str]]:
    found = {kind: rows for kind, rows in tables(given).items() if rows}
    yield "datapackage.json", json.dumps(description(list(found), given), ensure_ascii=False, indent=1) + "\n"
    for kind, rows in found.items():
        yield FILES[kind], table(kind, rows)
