"""HSDS as a tabular data package: its tables, zipped with their description. The same data gives the same bytes."""

import io
import json
import zipfile
from collections.abc import Iterator

from directory.words import marked
from publish.open_data.hsds import vocabularies
from publish.open_data.hsds_records import described
from publish.open_data.hsds_tables import FILES, SHARED, TYPES, fields, lines, nobody
from publish.open_data.published import Json, Published

OWNERS = {
    "organization_id": "organization", "service_id": "service", "phone_id": "phone", "location_id": "location",
    "taxonomy_id": "taxonomy", "taxonomy_term_id": "taxonomy_term",
}  # fmt: skip
NOBODY = marked("資料に運営者が書かれていません")
FAST = 1  # of nine; the best takes seven times as long for a sixth less
MADE = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can hold: the package's bytes change only with the data


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
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED, FAST)
    return out.getvalue()


def _texts(given: Published) -> Iterator[tuple[str, str]]:
    found = {kind: rows for kind, rows in tables(given).items() if rows}
    yield "datapackage.json", json.dumps(description(list(found), given), ensure_ascii=False, indent=1) + "\n"
    for kind, rows in found.items():
        yield FILES[kind], f"{','.join(fields(kind))}\r\n{rows}"


def tables(given: Published) -> dict[str, str]:
    """Return the lines of every table; where a service has no organization, one stands for none."""
    own = [described(record, given).tables for record in given.records]
    found = {kind: "".join(rows.get(kind, "") for rows in own) for kind in FILES}
    found |= {kind: lines(kind, vocabularies(given)[name]) for kind, name in SHARED.items()}
    if nobody(given) in found["service"]:
        said = given.say(NOBODY)
        found["organization"] += lines("organization", [{"id": nobody(given), "name": said, "description": said}])
    return found
