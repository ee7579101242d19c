"""One language's edition of the site on one day: what is published, in which order, said by which reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from directory.document import read
from directory.furigana import Readings
from directory.languages import Language
from directory.load import DATA, load
from directory.model import Directory, DistributionPoint, Window
from directory.parts import Phone
from directory.words import words
from publish.reader import Reader

TIERS = ("city", "prefecture", "national", "private")
SPEAKING = ("phone", "transfer", "three-way-call")


@cache
def readings(data: Path = DATA) -> Readings:
    """Return the readings of Japanese words: data/readings.yaml."""
    document = read(data / "readings.yaml").tree
    rows = document.items() if isinstance(document, dict) else ()
    return Readings((word, reading) for word, reading in rows if isinstance(reading, str))


@dataclass(frozen=True, eq=False)
class Edition:
    """The directory as one language shows it on one day."""

    directory: Directory
    reader: Reader
    today: date

    @property
    def language(self) -> Language:
        """The edition's language."""
        return self.reader.language

    @property
    def exit_url(self) -> str:
        """Where 「すぐ閉じる」 goes: a page about the weather, without anything personal."""
        site = self.directory.site
        return site.exit_urls.get(self.language.code.lower(), site.exit_url)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows that somebody can reach today, in file order."""
        return tuple(window for window in self.directory.windows if window.reachable(self.today))

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The ids of these windows."""
        return frozenset(window.id for window in self.windows)

    @cached_property
    def ended(self) -> tuple[Window, ...]:
        """The windows that are over; their addresses stay and say so."""
        return tuple(window for window in self.directory.windows if window.ended(self.today))

    @cached_property
    def points(self) -> tuple[DistributionPoint, ...]:
        """The distribution points that may be shown."""
        return tuple(point for point in self.directory.points if point.public)

    @cached_property
    def assured(self) -> bool:
        """Whether a person has checked everything shown."""
        days = [window.assured_date for window in self.windows] + [point.assured_date for point in self.points]
        return None not in days

    def phones(self, window: Window) -> tuple[Phone, ...]:
        """Return a window's numbers to speak to, toll-free first."""
        voices = [phone for phone in window.shown_phones(self.today) if phone.type == "voice"]
        return tuple(sorted(voices, key=lambda phone: (not self._understood(phone), phone.charge != "free")))

    def _understood(self, phone: Phone) -> bool:
        return not phone.languages or self.language.spoken in phone.languages

    def speaks(self, window: Window) -> bool:
        """Say whether somebody answers in the reader's language by any channel."""
        return self.language.spoken in window.languages

    def speaks_by_phone(self, window: Window) -> bool:
        """Say whether somebody answers the telephone in the reader's language."""
        for channel in window.channels:
            if channel.kind in SPEAKING and channel.languages:
                return self.language.spoken in channel.languages
        return self.speaks(window)

    def ranked(self, windows: Iterable[Window], first: Iterable[str] = ()) -> list[Window]:
        """Return windows as a reader needs them: her language, the list's own first ones, toll-free, near."""
        lead = {window_id: place for place, window_id in enumerate(first)}

        def rank(window: Window) -> tuple[bool, int, bool, int]:
            foreign, costs, tier = self._ranks[window.id]
            return foreign, lead.get(window.id, 99), costs, tier

        return sorted(windows, key=rank)

    @cached_property
    def _ranks(self) -> dict[str, tuple[bool, bool, int]]:
        """Whether a window does not speak her language, whether none of its numbers is free, how far away it is."""
        return {
            w.id: (not self.speaks(w), all(p.charge != "free" for p in self.phones(w)), TIERS.index(w.tier))
            for w in self.directory.windows
        }

    def about(self, topics: Iterable[str]) -> list[Window]:
        """Return the windows for any of some topics."""
        found = _about(self.directory, frozenset(topics))
        return [window for window in self.windows if window.id in found]

    def in_ward(self, ward: str) -> list[Window]:
        """Return the windows that stand in a ward."""
        return [window for window in self.windows if window.ward == ward]


@cache
def edition(code: str, today: date, data: Path = DATA) -> Edition:
    """Return the edition of a language, from the data folder; read once."""
    return Edition(load(data), Reader(words(code), readings(data)), today)


@cache
def _about(directory: Directory, topics: frozenset[str]) -> frozenset[str]:
    """Find them once for all languages."""
    return frozenset(window.id for window in directory.windows if not topics.isdisjoint(window.topics))
