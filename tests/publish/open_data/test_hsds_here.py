"""HSDS 3.1 without the official schema: what each object must have and of what kind each value is, in our own words.

The official schema is CC BY-SA and stays outside the project; where it is at hand, test_hsds.py uses it, and the last
test here holds these words to it.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from directory.languages import LANGUAGES
from publish.open_data.hsds_keys import INSIDE, KEYS
from tests.publish.open_data.test_hsds import KINDS, schema, sets

MUST = {
    "service": "id name status",
    "organization": "id name description",
    "service_at_location": "id",
    "location": "id location_type",
    "address": "id address_1 city state_province postal_code country address_type",
    "phone": "id number",
    "language": "id",
    "schedule": "id",
    "service_area": "id",
    "url": "id url",
    "attribute": "id",
    "taxonomy": "id name description",
    "taxonomy_term": "id name description",
}
ONE_OF = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
    "wkst": {"MO", "TU", "WE", "TH", "FR", "SA", "SU"},
}
DATES = ("assured_date", "dtstart", "valid_from", "valid_to")
TIMES = ("opens_at", "closes_at")
NUMBERS = ("timezone", "count", "latitude", "longitude")
ADDRESSES = ("url", "website")
BYDAY = re.compile(r"-?[1-5]?(MO|TU|WE|TH|FR|SA|SU)(,-?[1-5]?(MO|TU|WE|TH|FR|SA|SU))*")


def objects(row: dict[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an object and every one inside it, each with its kind."""
    yield kind, row
    for key, value in row.items():
        if key in INSIDE:
            for inner in value if isinstance(value, list) else [value]:
                yield from objects(inner, INSIDE[key])


def wrong(kind: str, row: dict[str, Any]) -> Iterator[str]:
    """Yield what is not as HSDS has it."""
    yield from (f"{kind}: no {key}" for key in MUST[kind].split() if row.get(key) in (None, ""))
    for key, value in row.items():
        if not key.startswith("x_") and key not in INSIDE and not _fits(key, value):
            yield f"{kind}.{key}: {value!r}"


def _fits(key: str, value: Any) -> bool:
    if key == "id" or key.endswith("_id"):
        return bool(str(UUID(value)) == value)
    if key in NUMBERS:
        return isinstance(value, int | float)
    if not isinstance(value, str) or not value:
        return False
    if key in DATES:
        return bool(date.fromisoformat(value).isoformat() == value)
    if key in TIMES:
        return datetime.fromisoformat(f"2026-11-24T{value}").utcoffset() is not None
    if key in ADDRESSES:
        return re.fullmatch(r"https?://[^\s]+", value) is not None
    if key == "byday":
        return BYDAY.fullmatch(value) is not None
    return value in ONE_OF.get(key, {value})


@pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
def test_every_object_is_as_hsds_has_it(code: str) -> None:
    """Ids are UUIDs, dates are dates, times have their offset, codes are on their lists, what must be there is."""
    found = [one for name, kind in KINDS.items() for row in sets(code)[name] for one in objects(row, kind)]

    assert [fault for kind, row in found for fault in wrong(kind, row)] == []
    assert len({kind for kind, _ in found}) > 10


@pytest.mark.parametrize(
    ("key", "value"),
    [("status", "open"), ("name", ""), ("url", "not an address"), ("assured_date", "2026-02-30"), ("id", "hello")],
)
def test_what_is_not_is_found(key: str, value: str) -> None:
    """An unknown status, an empty name, an address that is none, a day that does not exist, an id of one's own."""
    row = sets("ja")["services"][0] | {key: value}

    with pytest.raises((AssertionError, ValueError)):
        assert list(wrong("service", row)) == []


@pytest.mark.parametrize("kind", MUST)
def test_these_words_are_those_of_the_official_schema(kind: str) -> None:
    """What must be there, and no key that the official schema does not know."""
    whole = schema("service_with_definitions.json")
    rule = whole if kind == "service" else whole["definitions"][kind]

    assert set(rule.get("required", ())) == set(MUST[kind].split())
    assert set(KEYS[kind].split()) <= set(rule["properties"])
