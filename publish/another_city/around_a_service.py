"""What HSDS lets a publisher write in several places or several ways: at a service, its locations or its contacts."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
COST = ("option", "amount", "currency", "amount_description")


def gathered(service: Json, name: str) -> Iterator[Json]:
    """Yield the phones, schedules or languages of a service, wherever they stand."""
    for owner in (service, *(row for link in service.get("service_at_locations", ()) for row in (link, _at(link)))):
        yield from owner.get(name) or ()
        for contact in owner.get("contacts") or ():
            yield from contact.get(name) or ()


def location(service: Json) -> Json:
    """Return the first place of a service, empty if it has none."""
    return next((_at(link) for link in service.get("service_at_locations", ())), {})


def _at(link: Json) -> Json:
    return link.get("location") or {}


def address(row: Json) -> str:
    """Return an address in one line, as Japanese addresses are written."""
    parts = (row.get("state_province"), row.get("city"), row.get("address_1"), row.get("address_2"))
    code = f"〒{row['postal_code']} " if row.get("postal_code") else ""
    return code + "".join(part for part in parts if part)


def ages(service: Json) -> str | None:
    """Return for whom a service is by age, in words."""
    ends = (("minimum_age", "歳から"), ("maximum_age", "歳まで"))
    return "".join(f"{int(float(service[key]))}{word}" for key, word in ends if service.get(key)) or None


def costs(service: Json) -> str | None:
    """Return the options of what a service costs in one line."""
    rows = service.get("cost_options") or ()
    said = (" ".join(str(row[key]) for key in COST if row.get(key)) for row in rows)
    return "、".join(text for text in said if text) or None


def degrees(value: object) -> str | None:
    """Return a latitude or longitude as windows.yaml writes it."""
    return f"{float(str(value)):.5f}" if value not in (None, "") else None
