"""The parts of an HSDS service: phones, languages, places, words of our vocabularies."""

import re
from collections.abc import Iterator
from functools import cache

from directory.languages import SPOKEN_NAMES
from directory.model import DistributionPoint, Window
from directory.parts import Phone, Source
from directory.words import marked
from publish.labels import CHANNELS, CHARGES, TIERS
from publish.open_data.published import Json, Published, without_nothing

ABROAD = ("geographic", "ip", "mobile")  # the others cannot be dialled from outside Japan: they keep the national form
ISO = {"ja-easy": "ja"}  # やさしい日本語 is a variant of Japanese; ISO 639 has no code for it
SLUG = "slug"  # a word of programs, the same in every language
VOCABULARIES = {
    "topics": marked("窓口の分野"),
    "wards": marked("市の区"),
    "tiers": marked("窓口の種類"),
    "records": SLUG,
}
POSTAL = re.compile(r"〒(\d{3}-\d{4})\s*(.+)")
CITY = re.compile(r"(?P<state>\S{2,3}[都道府県])?(?P<city>\S+?市\S+?区|\S+?[市区町村])(?P<rest>.+)")


def international(phone: Phone) -> str:
    """Return a number as E.123 writes it ("+81 44-000-0000") where it can be dialled from abroad."""
    return f"+81 {phone.number[1:]}" if phone.kind in ABROAD else phone.number


def phones(record: Window | DistributionPoint, owner: str, given: Published) -> list[Json]:
    """Return a record's numbers."""
    return [without_nothing(_phone(phone, record.id, owner, given)) for phone in record.phones]


def _phone(phone: Phone, record: str, owner: str, given: Published) -> Json:
    name = given.id("phone", record, phone.number)
    notes = (phone.label, CHARGES[phone.charge] if phone.type == "voice" else None, phone.reach)
    return {
        "id": name,
        "service_id": owner,
        "number": international(phone),
        "type": phone.type,
        "description": "; ".join(said for note in notes if (said := given.say(note))) or None,
        "languages": languages(phone.languages, "phone_id", name, given),
        "x_kind": phone.kind,
        "x_charge": phone.charge,
        "x_label": given.say(phone.label),
        "x_reach": given.say(phone.reach),
        "x_mnemonic": phone.mnemonic,
        "x_valid_from": phone.valid_from and phone.valid_from.text,
        "x_valid_to": phone.valid_to and phone.valid_to.text,
        "x_assured_date": phone.assured_date and phone.assured_date.isoformat(),
    }


def languages(codes: tuple[str, ...], key: str, owner: str, given: Published) -> list[Json]:
    """Return the languages that a service or a number is answered in."""
    return [_language(code, key, owner, given) for code in codes]


def _language(code: str, key: str, owner: str, given: Published) -> Json:
    row = {"id": given.id("language", owner, code), key: owner, "name": SPOKEN_NAMES[code], "code": ISO.get(code, code)}
    return row | ({"x_code": code} if code in ISO else {})


def window_languages(window: Window, owner: str, given: Published) -> list[Json]:
    """Return a window's languages, with the weekdays or the number of days where a language has its own."""
    rows = languages(window.languages, "service_id", owner, given)
    own = dict(window.languages_by_day.items())
    counts = dict(window.languages_days_per_week.items())
    for code, row in zip(window.languages, rows, strict=True):
        if code in own:
            row["note"] = "・".join(own[code])
            row["x_days"] = list(own[code])
        if code in counts:
            row["x_days_per_week"] = counts[code]
    return rows


def channels(window: Window, owner: str, given: Published) -> list[Json]:
    """Return the web addresses of a window's channels (chat, LINE, forms) as additional URLs."""
    return [
        without_nothing({
            "id": given.id("url", window.id, str(number), channel.kind),
            "service_id": owner,
            "label": given.say(CHANNELS[channel.kind][0]),
            "url": channel.url,
        })
        for number, channel in enumerate(window.channels)
        if channel.url
    ]  # fmt: skip


def place(record: Window | DistributionPoint, owner: str, given: Published) -> list[Json]:
    """Return where a service is given, if that may be said and is known."""
    if not record.public or (isinstance(record, Window) and not record.address):
        return []
    name = given.id("location", record.id)
    located = {
        "id": name,
        "location_type": "physical",
        "name": record.name,
        "description": record.address,
        "transportation": record.transportation,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "addresses": _address(record, name, given),
        "x_address": record.address,
    }
    key = given.id("service_at_location", record.id)
    return [{"id": key, "service_id": owner, "location_id": name, "location": without_nothing(located)}]


def _address(record: Window | DistributionPoint, location: str, given: Published) -> list[Json]:
    """Return the address in parts; HSDS demands a postal code, so without one the text of the place must do."""
    postal = POSTAL.match(record.address or "")
    parts = CITY.match(postal[2]) if postal else None
    if not postal or not parts or not (parts["state"] or parts["city"].startswith(given.terms.city)):
        return []
    return [{
        "id": given.id("address", record.id),
        "location_id": location,
        "address_1": parts["rest"].strip(),
        "city": parts["city"],
        "state_province": parts["state"] or given.terms.prefecture,
        "postal_code": postal[1],
        "country": "JP",
        "address_type": "physical",
    }]  # fmt: skip


def vocabulary_terms(given: Published) -> Iterator[Json]:
    """Yield every word of our vocabularies as a taxonomy term."""
    for topic in given.site.topics:
        yield term("topics", topic.id, topic.label, given)
    for ward in given.site.wards:
        yield term("wards", ward.id, ward.label, given) | {"x_code": ward.code}
    for code, label in TIERS.items():
        yield term("tiers", code, label, given)
    yield term("records", "slug", SLUG, given)


@cache
def term(vocabulary: str, code: str, label: str, given: Published) -> Json:
    """Return one word of a vocabulary as a taxonomy term; made once, nobody may change it."""
    said = given.say(label)
    return {
        "id": given.id("taxonomy_term", vocabulary, code),
        "code": f"{vocabulary}:{code}",
        "name": said,
        "description": said,
        "taxonomy": vocabulary,
        "taxonomy_id": given.id("taxonomy", vocabulary),
        "language": given.edition.language.tag,
    }


def attributes(record: Window | DistributionPoint, owner: str, given: Published) -> list[Json]:
    """Return what our vocabularies say of a record, its short name among it."""
    site = given.site
    terms = [term("records", "slug", SLUG, given)]
    if isinstance(record, Window):
        labels = {topic.id: topic.label for topic in site.topics}
        terms += [term("topics", topic, labels[topic], given) for topic in record.topics]
        terms += [term("tiers", record.tier, TIERS[record.tier], given)]
    terms += [term("wards", ward.id, ward.label, given) for ward in site.wards if ward.id == record.ward]
    return [_attribute(found, record.id, owner, given) for found in terms]


def _attribute(found: Json, slug: str, owner: str, given: Published) -> Json:
    code = str(found["code"])
    return {
        "id": given.id("attribute", slug, code),
        "link_id": owner,
        "link_entity": "service",
        "taxonomy_term_id": found["id"],
        "label": code.partition(":")[2] if code == "records:slug" else code.partition(":")[0],
        "value": slug if code == "records:slug" else code.partition(":")[2],
        "taxonomy_term": found,
    }


def sources(found: tuple[Source, ...], given: Published) -> list[Json]:
    """Return where a record's facts come from, with the licence where its publisher gives one."""
    return [without_nothing(_source(source, given)) for source in found]


def _source(source: Source, given: Published) -> Json:
    reuse = given.reuse(source)
    return {
        "url": source.url,
        "publisher": source.publisher,
        "page_date": source.page_date,
        "seen_date": source.seen_date and source.seen_date.isoformat(),
        "status": source.status,
        "fields": list(source.fields),
        "licence": reuse and reuse.licence,
        "credit": reuse and reuse.credit,
    }
