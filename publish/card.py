"""A window as a list shows it: what it is, whose it is, when, how to reach it, where that is known from."""

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from directory.model import Window
from directory.parts import Phone, Source
from directory.words import marked
from publish.edition import Edition
from publish.labels import CHANNELS, CHARGES
from publish.week import in_short


@dataclass(frozen=True)
class Call:
    """A number to tap: as printed, as dialled, what it costs, what stands under it."""

    number: str
    tel: str
    free: bool
    charge: Markup
    notes: tuple[Markup, ...]


@dataclass(frozen=True)
class Card:
    """One window in a list."""

    id: str
    address: str
    title: Markup
    name: Markup
    hours: Markup
    calls: tuple[Call, ...]
    channels: tuple[tuple[str, Markup], ...]
    speaks: bool
    languages: Markup
    source: Markup
    filters: dict[str, str]


def call(phone: Phone, window: Window | None, edition: Edition) -> Call:
    """Return a number with what she should know before she taps it."""
    reader = edition.reader
    notes = [reader.t(text) for text in (phone.label, phone.reach) if text]
    if phone.mnemonic and edition.language.spoken == "ja":
        notes.append(reader.fact(phone.mnemonic))
    if phone.type == "voice" and window is not None and window.menu and edition.language.spoken != "ja":
        key = next((key for key in window.menu if key.line == "外国語"), None)
        notes += [reader.t(marked("つながったら「{press}」を押す（外国語）"), press=key.press)] if key else []
    dialled = phone.tel.replace("#", "%23")
    return Call(phone.number, dialled, phone.charge == "free", reader.t(CHARGES[phone.charge]), tuple(notes))


def card(window: Window, edition: Edition) -> Card:
    """Return a window as a list shows it; made once for all lists of an edition."""
    return _card(window.id, edition)


@cache
def _card(window_id: str, edition: Edition) -> Card:
    window = edition.directory.window[window_id]
    reader = edition.reader
    kinds = [CHANNELS[channel.kind] for channel in window.channels]
    return Card(
        id=window.id,
        address=f"w/{window.id}/",
        title=reader.t(window.description) if window.description else reader.fact(window.name),
        name=reader.fact(window.name),
        hours=in_short(window, reader, edition.today),
        calls=tuple(call(phone, window, edition) for phone in edition.phones(window)),
        channels=tuple((icon, reader.t(label)) for label, icon in kinds),
        speaks=edition.speaks_by_phone(window),
        languages=reader.languages(window.languages),
        source=source_line(window.source_of("phones"), edition),
        filters=filters(window, edition),
    )


def source_line(source: Source | None, edition: Edition) -> Markup:
    """Return where a fact comes from and how old that page is."""
    reader = edition.reader
    if source is None:
        return reader.t(marked("出典は分かりません"))
    publisher = reader.fact(source.publisher) if source.publisher else reader.t(marked("出典は分かりません"))
    day = reader.date(source.page_date) if source.page_date else reader.t(marked("日付は分かりません"))
    return publisher + reader.aside(day)


def filters(window: Window, edition: Edition) -> dict[str, str]:
    """Return what the list's filters look at, as data- attributes."""
    kinds = " ".join(channel.kind for channel in window.channels)
    written = {"chat", "line", "sns", "email", "fax", "letter", "web"}
    return {
        "free": "1" if any(phone.charge == "free" for phone in edition.phones(window)) else "",
        "silent": "1" if written & set(kinds.split()) else "",
        "women": "1" if window.call_facts.women_answer else "",
        "ward": window.ward or "",
        "langs": " ".join(window.languages),
    }
