"""A window as a list shows it: what it is, whose it is, when, how to reach it, where that is known from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from markupsafe import Markup

from directory.model import Directory, Window
from directory.parts import Phone, Source
from directory.words import marked
from publish.edition import Edition
from publish.labels import CHANNELS, CHARGES
from publish.week import Table, in_short, tables

# Ways to talk, as she chooses between them; the last is for those who cannot hear well.
WAYS = {
    "voice": {"phone", "transfer", "three-way-call", "phone-interpretation"},
    "chat": {"chat", "online", "web-interview"},
    "sns": {"line", "sns"},
    "person": {"face-to-face", "escort"},
    "written": {"fax", "text", "email", "letter"},
}

# What stands in brackets; where there is little room, it is left to the window's own page.
ASIDE = re.compile(r"\s*[（(][^（）()]*[）)]")


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
    brief: Markup
    tables: tuple[Table, ...]
    hours: Markup
    calls: tuple[Call, ...]
    channels: tuple[tuple[str, Markup], ...]
    speaks: bool
    languages: Markup
    source: Markup

    @property
    def signs(self) -> frozenset[str]:
        """The icons that its row shows."""
        return frozenset({"phone", "globe"} | {drawn for drawn, _ in self.channels})


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
    name, hours = reader.fact(window.name), tables(window, reader, edition.today)
    title = reader.t(window.description) if window.description else name
    return Card(
        id=window.id,
        address=f"w/{window.id}/",
        title=title,
        name=name,
        brief=Markup(ASIDE.sub("", name if reader.japanese else title)),
        tables=hours,
        hours=in_short(hours, reader),
        calls=tuple(call(phone, window, edition) for phone in edition.phones(window)),
        channels=tuple((icon, reader.t(label)) for label, icon in kinds),
        speaks=edition.speaks_by_phone(window),
        languages=spoken(window, edition),
        source=source_line(window.source_of("phones"), edition),
    )


def spoken(window: Window, edition: Edition) -> Markup:
    """Return in short who is understood: the reader's own language if it is, else every language there is."""
    own = edition.language.spoken
    if own in window.languages:
        return Markup() if own == "ja" else edition.reader.languages((own,))
    return edition.reader.languages(window.languages)


def source_line(source: Source | None, edition: Edition) -> Markup:
    """Return where a fact comes from and how old that page is."""
    reader = edition.reader
    if source is None:
        return reader.t(marked("出典は分かりません"))
    publisher = reader.fact(source.publisher) if source.publisher else reader.t(marked("出典は分かりません"))
    day = reader.date(source.page_date) if source.page_date else reader.t(marked("日付は分かりません"))
    return publisher + reader.aside(day)


def codes(window: Window, edition: Edition) -> list[str]:
    """Return what the filters look at, a letter and a word each: ways to talk (c), ward (w), languages (l), topics (t).

    `f` alone is toll-free, `q` women answer, `k` a channel by its own name, for the words people search by.
    """
    return _codes(edition.directory, window.id, edition.today)


def codes_of_all(windows: Iterable[Window], edition: Edition) -> frozenset[str]:
    """Return what a filter of these windows may look at."""
    return _codes_of_all(edition.directory, tuple(window.id for window in windows), edition.today)


@cache
def _codes_of_all(directory: Directory, window_ids: tuple[str, ...], today: date) -> frozenset[str]:
    return frozenset(code for window_id in window_ids for code in _codes(directory, window_id, today))


@cache
def _codes(directory: Directory, window_id: str, today: date) -> list[str]:
    """Read them once for all languages."""
    window = directory.window[window_id]
    kinds = [channel.kind for channel in window.channels]
    phones = window.shown_phones(today)
    written = [phone.type for phone in phones if phone.type != "voice"]
    ways = [way for way, members in WAYS.items() if members.intersection((*kinds, *written))]
    free = any(phone.charge == "free" for phone in phones if phone.type == "voice")
    found = [f"c{way}" for way in ways] + [f"k{kind}" for kind in kinds]
    found += [f"w{window.ward}"] if window.ward else []
    found += [f"l{code}" for code in window.languages] + [f"t{topic}" for topic in window.topics]
    return found + ["f"] * free + ["q"] * bool(window.call_facts.women_answer)
