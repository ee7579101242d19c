"""The tables of an HSDS package put together again into services, as the JSON has them."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def joined(tables: dict[str, list[Json]]) -> list[Json]:
    """Return the services of a tabular package with the rows of the other tables put where the JSON has them."""
    organizations = {row["id"]: row for row in tables.get("organizations", ())}
    places = {row["id"]: dict(row) for row in tables.get("locations", ())}
    _gather(places, "location_id", "addresses", tables.get("addresses", ()))
    services = {row["id"]: dict(row) for row in tables.get("services", ())}
    _gather(services, "service_id", "schedules", tables.get("schedules", ()))
    _gather(services, "service_id", "languages", tables.get("languages", ()))
    _gather(services, "service_id", "service_areas", tables.get("service_areas", ()))
    _gather(services, "link_id", "attributes", tables.get("attributes", ()))
    phones = {row["id"]: dict(row) for row in tables.get("phones", ())}
    _gather(phones, "phone_id", "languages", tables.get("languages", ()))
    _gather(services, "service_id", "phones", phones.values())
    links = [row | {"location": places[row["location_id"]]} for row in tables.get("service_at_location", ())]
    _gather(services, "service_id", "service_at_locations", links)
    for service in services.values():
        service["organization"] = organizations.get(service.get("organization_id"), {})
        for row in service.get("schedules", ()):
            row["count"] = int(row.get("count", 0))  # a table holds text
    return list(services.values())


def _gather(owners: dict[str, Json], key: str, name: str, rows: Iterable[Json]) -> None:
    for row in rows:
        owner = owners.get(str(row.get(key)))
        if owner is not None:
            owner.setdefault(name, []).append(row)
