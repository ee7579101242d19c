"""HSDS 3.1 as JSON: services, organizations, services at locations, taxonomies; one set a language, the same ids.

A static host answers no query, so what is claimed is the form of the data, not the whole interface.
"""

import dataclasses
from collections.abc import Iterator
from functools import cache

from directory.model import DistributionPoint, Organization, Window
from directory.parts import Closure, Season
from directory.scalars import MonthDay
from directory.words import marked
from publish.labels import AVAILABILITY
from publish.open_data.hsds_hours import schedules
from publish.open_data.hsds_parts import (
    VOCABULARIES,
    attributes,
    channels,
    phones,
    place,
    sources,
    vocabulary_terms,
    window_languages,
)
from publish.open_data.published import Json, Published, with_rows, without_nothing

UNASSURED = marked("ここにある情報は、まだ人が確かめていません")
RUNS = marked("この一覧にある窓口の団体")
STATUS = {"active": "active", "unknown": "active", "planned": "inactive", "past-or-unknown": "inactive"}


def service(record: Window | DistributionPoint, given: Published) -> Json:
    """Return a window, or a place that hands out supplies, as a service."""
    return window_service(record, given) if isinstance(record, Window) else point_service(record, given)


def window_service(window: Window, given: Published) -> Json:
    """Return a window as a service."""
    owner = given.id("service", window.id)
    organization = given.edition.directory.organization.get(window.organization or "")
    own = window.alternate_names.get(given.edition.language.spoken)  # type: ignore[call-overload]
    return without_nothing({
        "id": owner,
        "organization_id": given.id("organization", organization.id) if organization else None,
        "name": own or window.name,
        "alternate_name": window.name if own else None,
        "description": given.say(window.description),
        "url": window.url,
        "additional_urls": channels(window, owner, given),
        "email": window.email,
        "status": "active",
        "interpretation_services": given.say(window.language_note),
        "application_process": given.say(window.application_process),
        "fees_description": given.say(window.fees),
        "eligibility_description": given.say(window.eligibility),
        **_assured(window, given),
        "phones": phones(window, owner, given),
        "schedules": schedules(window, owner, given),
        "service_areas": _area(window, owner, given),
        "service_at_locations": place(window, owner, given),
        "languages": window_languages(window, owner, given),
        "organization": organization and organization_object(organization, given),
        "attributes": attributes(window, owner, given),
        **_beyond(window, given),
        "x_sources": sources(window.sources, given),
        "x_page": given.page(f"w/{window.id}/"),
    })  # fmt: skip


def _assured(record: Window | DistributionPoint, given: Published, alert: str | None = None) -> Json:
    assured = record.assured_date
    return {
        "assured_date": assured and assured.isoformat(),
        "assurer_email": given.terms.email if assured else None,
        "alert": given.say(alert or (None if assured else UNASSURED)),
    }


def _area(window: Window, owner: str, given: Published) -> list[Json]:
    name = given.say(window.service_area)
    return [{"id": given.id("service_area", window.id), "service_id": owner, "name": name}] if name else []


def _beyond(window: Window, given: Published) -> Json:
    """Return what HSDS has no field for."""
    calls = {key: value for key, value in dataclasses.asdict(window.call_facts).items() if value is not None}
    channel = [without_nothing({"kind": c.kind, "languages": list(c.languages), "url": c.url}) for c in window.channels]
    return {
        "x_names": dict(window.alternate_names.items()) or None,
        "x_channels": channel,
        "x_closures": [_closure(closure) for closure in window.closures],
        "x_seasonal": [_season(season, given) for season in window.seasonal],
        "x_hours_text": window.hours_text,
        "x_closed_text": window.closed_text,
        "x_hours_depend_on": window.hours_depend_on,
        "x_hours_conflict": list(window.hours_conflict),
        "x_last_admission": given.say(window.last_admission),
        "x_after_hours": window.after_hours,
        "x_dial_route": given.say(window.dial_route),
        "x_menu": [{"press": key.press, "line": given.say(key.line)} for key in window.menu],
        "x_call_facts": calls | ({"who_answers": given.say(calls["who_answers"])} if "who_answers" in calls else {})
        or None,
        "x_organization_note": window.organization_note,
        "x_ward": window.ward,
        "x_transportation": None if window.address else window.transportation,
        "x_see_also": list(window.see_also),
        "x_valid_from": window.valid_from and window.valid_from.text,
        "x_valid_to": window.valid_to and window.valid_to.text,
        "x_former_ids": list(window.former_ids),
    }


def _closure(closure: Closure) -> Json:
    fields = {key: value for key, value in vars(closure).items() if not key.startswith("_") and key != "schedules"}
    fields["byday"], fields["moves_after_holiday"] = list(closure.byday), closure.moves_after_holiday or None
    return without_nothing({key: _plain(value) for key, value in fields.items()})


def _season(season: Season, given: Published) -> Json:
    names = ("starts", "ends", "valid_from", "valid_to")
    days = {name: _plain(getattr(season, name)) for name in names}
    return without_nothing({"text": given.say(season.text)} | days)


def _plain(value: object) -> object:
    if isinstance(value, MonthDay):
        return f"{value.month:02d}-{value.day:02d}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def point_service(point: DistributionPoint, given: Published) -> Json:
    """Return a place that hands out supplies as a service at its location."""
    owner = given.id("service", point.id)
    doubt = None if point.availability == "active" else AVAILABILITY[point.availability]
    return without_nothing({
        "id": owner,
        "name": point.name,
        "description": given.say(point.description),
        "status": STATUS[point.availability],
        "application_process": given.say(point.how_to_ask),
        "eligibility_description": given.say(point.audience),
        **_assured(point, given, doubt),
        "phones": phones(point, owner, given),
        "schedules": schedules(point, owner, given),
        "service_at_locations": place(point, owner, given),
        "attributes": attributes(point, owner, given),
        "x_point": _point(point, given),
        "x_ward": point.ward,
        "x_closures": [_closure(closure) for closure in point.closures],
        "x_hours_text": point.hours_text,
        "x_valid_from": point.valid_from and point.valid_from.text,
        "x_valid_to": point.valid_to and point.valid_to.text,
        "x_sources": sources(point.sources, given),
        "x_page": given.page(f"d/{point.id}/"),
    })  # fmt: skip


def _point(point: DistributionPoint, given: Published) -> Json:
    said = ("what", "quantity", "limit", "ends_text")
    plain = ("kind", "id_required", "requires", "availability")
    row = {key: given.say(getattr(point, key)) for key in said} | {key: getattr(point, key) for key in plain}
    return without_nothing(row | {"donors": list(point.donors), "partners": list(point.partners)})


def organization_object(organization: Organization, given: Published) -> Json:
    """Return an organization."""
    own = organization.alternate_names.get(given.edition.language.spoken)  # type: ignore[call-overload]
    return without_nothing({
        "id": given.id("organization", organization.id),
        "name": own or organization.name,
        "alternate_name": organization.name if own else None,
        "description": given.say(organization.role) or given.say(RUNS),
        "website": organization.url,
        "x_slug": organization.id,
        "x_names": dict(organization.alternate_names.items()) or None,
        "x_partner": organization.partner or None,
        "x_role": given.say(organization.role),
    })  # fmt: skip


def taxonomies(given: Published) -> Iterator[Json]:
    """Yield our vocabularies."""
    for name, label in VOCABULARIES.items():
        said = given.say(label)
        yield {"id": given.id("taxonomy", name), "name": said, "description": said, "version": "1"}


@cache
def vocabularies(given: Published) -> dict[str, list[Json]]:
    """Return the collections that services point to, by name; made once, nobody may change them."""
    return {
        "organizations": [organization_object(o, given) for o in given.organizations],
        "taxonomies": list(taxonomies(given)),
        "taxonomy_terms": list(vocabulary_terms(given)),
    }


def page(rows: list[str]) -> str:
    """Return a collection as the one page it fits on, from its objects as JSON."""
    count = len(rows)
    about = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not rows,
    }
    return with_rows(about, "contents", rows)
