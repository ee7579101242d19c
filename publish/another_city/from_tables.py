"""The tables of an HSDS package put together again into services, as the JSON has them."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
Rows = dict[str, Json]
# Each table whose rows may belong to any of the owners below; the column that is filled says to which.
PARTS = (
    "languages", "phones", "contacts", "addresses", "accessibility", "schedules", "service_areas", "cost_options",
    "required_documents", "urls",
)  # fmt: skip
NAMES = {"urls": "additional_urls"}


def joined(tables: dict[str, list[Json]]) -> list[Json]:
    """Return the services of a tabular package with the rows of the other tables put where the JSON has them."""
    found = {name: _by_id(tables.get(name, ())) for name in (*PARTS, "organizations", "services", "locations")}
    links = _by_id([*tables.get("service_at_location", ()), *tables.get("service_at_locations", ())])
    owners = {
        "service_id": found["services"],
        "service_at_location_id": links,
        "location_id": found["locations"],
        "organization_id": found["organizations"],
        "contact_id": found["contacts"],
        "phone_id": found["phones"],
    }
    for name in PARTS:
        _gather(found[name].values(), NAMES.get(name, name), owners)
    _gather(tables.get("attributes", ()), "attributes", {"link_id": found["services"]})
    for link in links.values():
        link["location"] = found["locations"].get(link.get("location_id", ""), {})
    _gather(links.values(), "service_at_locations", {"service_id": found["services"]})
    for service in found["services"].values():
        service["organization"] = found["organizations"].get(service.get("organization_id", ""), {})
    return list(found["services"].values())


def _by_id(rows: Iterable[Json]) -> Rows:
    """Return the rows by their id; what JSON has as a number and a table as text is a number again."""
    return {row["id"]: row | ({"count": int(row["count"])} if "count" in row else {}) for row in rows if "id" in row}


def _gather(rows: Iterable[Json], name: str, owners: dict[str, Rows]) -> None:
    for row in rows:
        owner = next((owned[row[key]] for key, owned in owners.items() if row.get(key) in owned), None)
        if owner is not None:
            owner.setdefault(name, []).append(row)
