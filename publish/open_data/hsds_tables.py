"""HSDS as tables: the same objects laid flat into the lines of CSV tables.

Our own `x_` keys stay in the JSON, which is canonical since HSDS 3.0.
"""

import csv
import io
from collections.abc import Iterable
from functools import cache

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
# What several services share stands in a collection of its own.
SHARED = {"organization": "organizations", "taxonomy": "taxonomies", "taxonomy_term": "taxonomy_terms"}
TYPES = {
    "timezone": "number", "count": "number", "latitude": "number", "longitude": "number",
    "opens_at": "time", "closes_at": "time",
    "dtstart": "date", "valid_from": "date", "valid_to": "date", "assured_date": "date",
}  # fmt: skip


@cache
def fields(kind: str) -> tuple[str, ...]:
    """Return the columns of a table: the keys of its objects that hold no other object."""
    return tuple(key for key in KEYS[kind].split() if key not in INSIDE)


def lines_of(service: Json, given: Published) -> dict[str, str]:
    """Return what a service, with all that lies in it and only there, adds to each table."""
    found: dict[str, dict[str, Json]] = {}
    _lay([{"organization_id": nobody(given)} | service], "service", found)
    return {kind: lines(kind, rows.values()) for kind, rows in found.items() if kind not in SHARED}


def nobody(given: Published) -> str:
    """Return the id of an organization that stands for none: the package demands one of each service."""
    return given.id("organization", "")


def _lay(rows: list[Json], kind: str, found: dict[str, dict[str, Json]]) -> None:
    for row in rows:
        found.setdefault(kind, {})[row["id"]] = {key: row.get(key) for key in fields(kind)}
        for key, inner in row.items():
            if key in INSIDE:
                _lay(inner if isinstance(inner, list) else [inner], INSIDE[key], found)


def cell(key: str, value: object) -> object:
    """Return a value as it stands in a table: a time of day has seconds and no offset there."""
    if TYPES.get(key) == "time" and isinstance(value, str):
        return f"{value[:5]}:00"
    return "" if value is None else value


def lines(kind: str, rows: Iterable[Json]) -> str:
    """Return rows of a table as CSV (RFC 4180)."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([cell(key, row.get(key)) for key in fields(kind)] for row in rows)
    return out.getvalue()
