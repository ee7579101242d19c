"""The windows of the public directory, as the desk needs them: the numbers for now, and where somebody can be sent.

Numbers are written once, in the directory. A mistake in it keeps the site from being built, but not the desk shut.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from directory.complaint import Refused
from directory.load import load
from directory.model import Window

# Who is called when there is no time, in this order.
NOW = {
    "national-police-110": "警察",
    "national-fire-119": "救急",
    "national-dv-navi-8008": "DV相談ナビ",
    "national-dv-plus": "DV相談＋",
}


@dataclass(frozen=True)
class Place:
    """A window to send somebody to."""

    id: str
    name: str
    phones: tuple[str, ...]


@cache
def _windows() -> tuple[Window, ...]:
    try:
        return load().windows
    except (Refused, OSError):
        return ()


def lifeline(today: date) -> list[tuple[str, str]]:
    """Return who can be called at once, as label and number; the police and an ambulance whatever happens."""
    by_id = {window.id: window for window in _windows()}
    found = {id_: by_id[id_].shown_phones(today) for id_ in NOW if id_ in by_id}
    pairs = [(NOW[id_], str(phones[0].number)) for id_, phones in found.items() if phones]
    return pairs or [("警察", "110"), ("救急", "119")]


def places(today: date) -> list[Place]:
    """Return the windows that can be reached today, by name."""
    open_now = [window for window in _windows() if window.reachable(today)]
    found = [Place(w.id, w.name, tuple(str(p.number) for p in w.shown_phones(today))) for w in open_now]
    return sorted(found, key=lambda place: place.name)
