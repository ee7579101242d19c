"""HSDS services back into records of windows.yaml: another publisher's plainly, our own without loss.

A record is a plain tree of text, as it stands in the YAML. Where our `x_` keys are present they are exact and win.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from directory.languages import SPOKEN_NAMES
from directory.scalars import DAY_MINUTES, clock_text
from publish.another_city.around_a_service import address, ages, costs, degrees, gathered, location
from publish.open_data.hsds_hours import BYDAY
from publish.open_data.published import without_nothing

Json = dict[str, Any]
DAYS = {sign: day for day, sign in BYDAY.items()}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KINDS = (("0120", "freedial"), ("0800", "freedial"), ("0570", "navidial"), ("050", "ip"), ("#", "short-dial"))
MOBILE = re.compile(r"0[789]0")


def slug(service: Json) -> str:
    """Return the short name of a service: the publisher's own, else one made from its id."""
    own = [row.get("value") for row in service.get("attributes", ()) if row.get("label") == "slug"]
    return own[0] if own and SLUG.fullmatch(str(own[0])) else "hsds-" + str(service["id"]).lower().replace("_", "-")


def terms(service: Json, vocabulary: str) -> list[str]:
    """Return what a service says by a vocabulary of ours."""
    return [str(row["value"]) for row in service.get("attributes", ()) if row.get("label") == vocabulary]


def window(service: Json) -> Json:
    """Return a service as a window's record."""
    rows = [*gathered(service, "schedules")]
    place = location(service)
    languages = [code(row) for row in gathered(service, "languages")]
    return without_nothing({
        "id": slug(service),
        "name": service.get("alternate_name") if service.get("x_names") and "alternate_name" in service
        else service["name"],
        "description": service.get("description"),
        "alternate_names": service.get("x_names"),
        "organization": service.get("organization", {}).get("x_slug"),
        "organization_note": service.get("x_organization_note") or _runner(service),
        "tier": next(iter(terms(service, "tiers")), "city"),
        "topics": terms(service, "topics"),
        "eligibility": service.get("eligibility_description") or ages(service),
        "service_area": next((area.get("name") for area in service.get("service_areas", ())), None),
        "ward": service.get("x_ward"),
        "address": place.get("x_address") or next(map(address, place.get("addresses", ())), None),
        "latitude": degrees(place.get("latitude")),
        "longitude": degrees(place.get("longitude")),
        "transportation": place.get("transportation") or service.get("x_transportation"),
        "phones": _phones(service, rows),
        "channels": _channels(service, rows),
        "email": service.get("email"),
        "url": service.get("url"),
        "schedules": hours(rows, ""),
        "hours_text": service.get("x_hours_text"),
        "closed_text": service.get("x_closed_text"),
        "closures": closures(service),
        "seasonal": service.get("x_seasonal"),
        **{key: service.get(f"x_{key}") for key in SAME},
        "languages": [*dict.fromkeys(languages)],
        "languages_by_day": _by(service, "x_days"),
        "languages_days_per_week": _by(service, "x_days_per_week"),
        "language_note": service.get("interpretation_services"),
        "fees": service.get("fees_description") or costs(service),
        "application_process": service.get("application_process"),
        "assured_date": service.get("assured_date"),
        "sources": sources(service),
    })  # fmt: skip


def _phones(service: Json, rows: list[Json]) -> list[Json]:
    own = [*gathered(service, "phones")] or (service.get("organization") or {}).get("phones") or []
    return list({row["number"]: row for row in (phone(row, rows) for row in own)}.values())


SAME = (
    "hours_depend_on", "hours_conflict", "last_admission", "after_hours", "dial_route", "menu", "call_facts",
    "see_also", "valid_from", "valid_to", "former_ids",
)  # fmt: skip


def point(service: Json) -> Json:
    """Return one of our own points' services as a distribution point's record."""
    place = location(service)
    rows = service.get("schedules", ())
    return without_nothing({
        "id": slug(service),
        "name": service["name"],
        "description": service.get("description"),
        **service["x_point"],
        "how_to_ask": service.get("application_process"),
        "audience": service.get("eligibility_description"),
        "ward": service.get("x_ward"),
        "address": place.get("x_address"),
        "latitude": degrees(place.get("latitude")),
        "longitude": degrees(place.get("longitude")),
        "transportation": place.get("transportation"),
        "phones": [phone(row, rows) for row in service.get("phones", ())],
        "schedules": hours(rows, ""),
        "closures": closures(service),
        "hours_text": service.get("x_hours_text"),
        "valid_from": service.get("x_valid_from"),
        "valid_to": service.get("x_valid_to"),
        "assured_date": service.get("assured_date"),
        "sources": sources(service),
    })  # fmt: skip


def organization(row: Json) -> Json:
    """Return an organization's record."""
    name = row.get("alternate_name") if row.get("x_names") and "alternate_name" in row else row["name"]
    return without_nothing({
        "id": row.get("x_slug") or f"org-{str(row['id']).lower()}",
        "name": name,
        "alternate_names": row.get("x_names"),
        "url": row.get("website"),
        "partner": row.get("x_partner"),
        "role": row.get("x_role"),
    })  # fmt: skip


def _runner(service: Json) -> str | None:
    organization = service.get("organization") or {}
    return None if "x_slug" in organization else organization.get("name")


def code(row: Json) -> str:
    """Return the language of a language's row as windows.yaml names it; what it does not offer is left out later."""
    return str(row.get("x_code") or row.get("code") or row.get("name") or "")


def known_languages(codes: Iterable[str]) -> list[str]:
    """Return the languages that windows.yaml knows."""
    return [name for name in codes if name in SPOKEN_NAMES]


def national(number: str) -> str:
    """Return a number as it is dialled in Japan."""
    return re.sub(r"[ ()]+", "-", re.sub(r"^\+81[- ]?\(?0?\)?", "0", number)).strip("-")


def kind_of(number: str) -> str:
    """Return the kind of a number by how it begins."""
    if number in ("110", "119"):
        return "emergency"
    if len(number) == 3:
        return "short-dial"
    found = next((kind for start, kind in KINDS if number.startswith(start)), None)
    return found or ("mobile" if MOBILE.match(number) else "geographic")


def phone(row: Json, schedules: Iterable[Json]) -> Json:
    """Return a phone's record."""
    number = national(str(row["number"]))
    return without_nothing({
        "number": number,
        "kind": row.get("x_kind") or kind_of(number),
        "type": row.get("type") if row.get("type") in ("fax", "text") else None,
        "charge": row.get("x_charge"),
        "label": row.get("x_label") if "x_kind" in row else row.get("description"),
        "reach": row.get("x_reach"),
        "mnemonic": row.get("x_mnemonic"),
        "languages": [code(spoken) for spoken in row.get("languages", ())],
        "valid_from": row.get("x_valid_from"),
        "valid_to": row.get("x_valid_to"),
        "schedules": hours(schedules, f"phone:{number}"),
        "assured_date": row.get("x_assured_date"),
    })  # fmt: skip


def _channels(service: Json, schedules: Iterable[Json]) -> list[Json]:
    rows = service.get("x_channels")
    if rows is None:
        return [{"kind": "phone"}] if any(gathered(service, "phones")) else []
    named = [(f"channel:{number}:{row['kind']}", row) for number, row in enumerate(rows)]
    return [without_nothing(row | {"schedules": hours(schedules, owner)}) for owner, row in named]


def closures(service: Json) -> list[Json]:
    """Return the closures, with the shorter hours that some have instead."""
    rows, found = service.get("schedules", ()), service.get("x_closures", ())
    return [without_nothing(row | {"schedules": hours(rows, f"closure:{n}")}) for n, row in enumerate(found)]


def _by(service: Json, key: str) -> Json | None:
    return {code(row): row[key] for row in service.get("languages", ()) if key in row} or None


def sources(service: Json) -> list[Json]:
    """Return the sources, without the licence, which stands in site.yaml."""
    found = service.get("x_sources", ())
    return [{key: value for key, value in row.items() if key not in ("licence", "credit")} for row in found]


def hours(schedules: Iterable[Json], owner: str) -> list[Json]:
    """Return the rows that belong to an owner ("" is the service itself)."""
    mine = [row for row in schedules if (row.get("x_for") or "") == owner]
    groups: dict[object, list[Json]] = {}
    for place, row in enumerate(mine):
        groups.setdefault(row.get("x_row", f"foreign {place}"), []).append(row)
    return [_row(rows) for rows in groups.values()]


def _row(pieces: list[Json]) -> Json:
    whole = [piece for piece in pieces if not piece.get("x_continues")] or pieces
    first = whole[0]
    opens, closes = _clock(first)
    single = [piece["dtstart"] for piece in whole if piece.get("count") == 1 and "dtstart" in piece]
    holiday = ["祝"] if first.get("x_public_holidays") else []
    byday = [*_days(first), *holiday]
    return without_nothing({
        "byday": byday,
        "opens_at": opens,
        "closes_at": closes,
        "last_admission": first.get("x_last_admission"),
        "nth_week": sorted(_weeks(first)),
        "weeks_per_month": first.get("x_weeks_per_month"),
        "bymonthday": [int(day) for day in str(first["bymonthday"]).split(",")] if "bymonthday" in first else None,
        "dates": single,
        "days_unknown": first.get("x_days_unknown") or _dayless(first, bool(byday or single)),
        "holidays": first.get("x_holidays"),
        "languages": first.get("x_languages"),
        "valid_from": None if single else first.get("valid_from"),
        "valid_to": None if single else first.get("valid_to"),
        "note": first.get("description"),
    })  # fmt: skip


def _dayless(row: Json, named: bool) -> bool | None:
    """Say that another publisher's row names no day; our own rows say so themselves."""
    return True if "x_row" not in row and not named and "bymonthday" not in row else None


def _clock(row: Json) -> tuple[str | None, str | None]:
    if "x_hours" in row:
        opens, _, closes = str(row["x_hours"]).partition("-")
        return opens or None, closes or None
    start, end = _minutes(row.get("opens_at")), _minutes(row.get("closes_at"))
    if start is not None and end is not None and end <= start:
        end += DAY_MINUTES  # it closes on the next day
    return _text(start), _text(end)


def _text(minutes: int | None) -> str | None:
    return None if minutes is None else clock_text(minutes)


def _minutes(text: str | None) -> int | None:
    found = re.match(r"(\d{1,2}):(\d{2})", text or "")
    minutes = int(found[1]) * 60 + int(found[2]) if found else None
    return DAY_MINUTES if minutes == DAY_MINUTES - 1 else minutes


def _signs(row: Json) -> Iterator[tuple[int | None, str]]:
    for nth, sign in re.findall(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)", row.get("byday") or ""):
        yield (int(nth) if nth else None), DAYS[sign]


def _days(row: Json) -> list[str]:
    found = {day for _, day in _signs(row)}
    return [day for day in DAYS.values() if day in found]


def _weeks(row: Json) -> set[int]:
    return {nth for nth, _ in _signs(row) if nth is not None and nth > 0}
