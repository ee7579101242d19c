"""schema.org, in the pages that search engines may show; never in a quiet page.

What schema.org cannot say (the third Wednesday, "closed on holidays") is left out, and the page's words stand for it.
"""

from functools import partial
from typing import Any

from markupsafe import Markup

from directory.hours import EVERY_DAY
from directory.languages import BY_CODE, SPOKEN_NAMES
from directory.model import DistributionPoint, Window
from directory.parts import Phone, Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS, Weekday, clock_text
from publish.edition import Edition
from publish.open_data.published import Json, Published, as_json, published_of, with_rows, without_nothing
from publish.page import Page
from publish.pieces import piece

DAYS = dict(
    zip(
        WEEKDAYS,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays"),
        strict=True,
    )
)
TAGS = {language.spoken: language.tag for language in BY_CODE.values() if language.code not in ("ja-easy", "zh-TW")}
CONTEXT = {"@context": "https://schema.org"}
PUBLIC = ("city", "prefecture", "national")


def structured(page: Page, edition: Edition) -> Markup:
    """Return the structured data of an entrance page, nothing for any other page."""
    text = _about(page.shows, published_of(edition)) if not page.quiet else ""
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _about(data: dict[str, Any], given: Published) -> str:
    """Return what a page is about, as published: a window or a place that is not published has nothing."""
    if isinstance(data.get("window"), Window) and "calls" in data:
        window = given.window.get(data["window"].id)
        return window_json_ld(window, given) if window else ""
    if isinstance(data.get("point"), DistributionPoint):
        point = given.point.get(data["point"].id)
        return as_json(CONTEXT | point_json_ld(point, given)) if point else ""
    return ""


def window_json_ld(window: Window, given: Published) -> str:
    """Return a window as a service."""
    about, channels = CONTEXT | _service(window, given), _channels(window, given)
    return with_rows(about, "availableChannel", [channels]) if channels else as_json(about)


def _channels(window: Window, given: Published) -> str:
    """Return a window's numbers, which are the same in every language."""
    voices = (phone for phone in window.phones if phone.type == "voice")
    make = partial(",".join, (as_json(_channel(phone, window)) for phone in voices))
    return piece(given.edition.directory, "JSON-LD", window.id, make)


def _service(window: Window, given: Published) -> Json:
    organization = given.edition.directory.organization.get(window.organization or "")
    public = window.tier in PUBLIC
    kind = "GovernmentOrganization" if public else "Organization"
    runner = {"@type": kind, "name": organization.name} if organization else None
    return without_nothing({
        "@type": "GovernmentService" if public else "Service",
        "@id": f"urn:uuid:{given.id('service', window.id)}",
        "name": window.name,
        "description": given.say(window.description),
        "url": given.page(f"w/{window.id}/"),
        "sameAs": window.url,
        "serviceOperator" if public else "provider": runner,
        "areaServed": window.service_area and {"@type": "AdministrativeArea", "name": window.service_area},
        "audience": window.eligibility and {"@type": "Audience", "audienceType": given.say(window.eligibility)},
    })  # fmt: skip


def prepare(given: Published) -> None:
    """Say what is the same in every language, so that processes that part afterwards share it."""
    for window in given.windows:
        given.id("service", window.id)
        _channels(window, given)


def _channel(phone: Phone, window: Window) -> Json:
    contact = {
        "@type": "ContactPoint",
        "telephone": telephone(phone),
        "contactType": "customer service",
        "contactOption": "https://schema.org/TollFree" if phone.charge == "free" else None,
        "availableLanguage": _tags(phone.languages or window.languages),
        "hoursAvailable": hours(phone.schedules or window.schedules),
    }
    return {"@type": "ServiceChannel", "servicePhone": without_nothing(contact)}


def telephone(phone: Phone) -> str:
    """Return a number as schema.org wants it: "+81-44-…" where it can be dialled from abroad."""
    return f"+81-{phone.number[1:]}" if phone.kind in ("geographic", "ip", "mobile") else phone.number


def _tags(codes: tuple[str, ...]) -> list[str]:
    return [TAGS[code] for code in codes if code in SPOKEN_NAMES and code in TAGS]


def hours(rows: tuple[Schedule, ...]) -> list[Json]:
    """Return the weekly rows whose days and times are known."""
    return [without_nothing(_hours(row)) for row in rows if _can_be_said(row)]


def _can_be_said(row: Schedule) -> bool:
    odd = row.nth_week or row.weeks_per_month or row.bymonthday or row.dates or row.days_unknown or row.languages
    return bool(row.byday) and not odd and row.opens_at is not None and row.closes_at is not None


def _hours(row: Schedule) -> Json:
    opens, closes = row.opens_at or 0, row.closes_at or 0
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in _days(row)],
        "opens": clock_text(opens % DAY_MINUTES),
        "closes": "23:59" if closes == DAY_MINUTES else clock_text(closes % DAY_MINUTES),
        "validFrom": row.valid_from and row.valid_from.isoformat(),
        "validThrough": row.valid_to and row.valid_to.isoformat(),
    }


def _days(row: Schedule) -> list[Weekday]:
    """Return the row's days; 「毎日」 includes holidays unless its source denies it."""
    everyday = set(row.byday) >= EVERY_DAY and row.holidays in (None, "open")
    also = everyday or row.holidays == "open"
    return [day for day in WEEKDAYS if day in row.byday or (day == "祝" and also)]


def point_json_ld(point: DistributionPoint, given: Published) -> Json:
    """Return a place that hands out supplies."""
    feature = {"@type": "LocationFeatureSpecification", "name": point.what, "value": True}
    return without_nothing({
        "@type": "CivicStructure",
        "@id": f"urn:uuid:{given.id('service', point.id)}",
        "name": point.name,
        "description": given.say(point.description),
        "url": given.page(f"d/{point.id}/"),
        "address": point.address,
        "geo": point.latitude and {
            "@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude,
        },
        "amenityFeature": [feature] if point.availability == "active" else None,
        "openingHoursSpecification": hours(point.schedules),
    })  # fmt: skip
