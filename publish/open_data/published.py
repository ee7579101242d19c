"""What may leave the house as data: records cleaned once, so that no format can let out what another hides.

Left out are windows and places that are not public, that are over, or that nobody can reach; of the others the numbers
that may not be shown, what is only planned, notes to staff, quotations, and the names of those who checked.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from directory.load import DATA
from directory.model import Directory, DistributionPoint, Organization, Window, shown
from directory.parts import Schedule, Source
from directory.vocabulary import OpenData, Reuse, Site
from publish.edition import Edition, edition
from publish.open_data.identity import identity
from publish.reader import Reader

Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Published:
    """One language's edition as data."""

    edition: Edition

    @property
    def site(self) -> Site:
        """The site's settings."""
        return self.edition.directory.site

    @property
    def terms(self) -> OpenData:
        """The namespace, the licence, where the city lies."""
        return self.site.open_data

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows that may be published, cleaned."""
        return _windows(self.edition.directory, self.edition.today)

    @property
    def points(self) -> tuple[DistributionPoint, ...]:
        """The places that may be published and are not over, cleaned."""
        return _points(self.edition.directory, self.edition.today)

    @property
    def records(self) -> tuple[Window | DistributionPoint, ...]:
        """The windows, then the places."""
        return *self.windows, *self.points

    @cached_property
    def window(self) -> dict[str, Window]:
        """The windows by id."""
        return {window.id: window for window in self.windows}

    @cached_property
    def point(self) -> dict[str, DistributionPoint]:
        """The places by id."""
        return {point.id: point for point in self.points}

    @cached_property
    def organizations(self) -> tuple[Organization, ...]:
        """The organizations behind what is published."""
        named = {window.organization for window in self.windows}
        named |= {name for point in self.points for name in (*point.donors, *point.partners)}
        return tuple(o for o in self.edition.directory.records.organizations if o.id in named)

    def id(self, kind: str, *names: str) -> str:
        """Return the id of a thing of a kind."""
        return identity(self.terms.namespace, kind, *names)

    def say(self, sentence: str | None) -> str | None:
        """Return a sentence of the data in the edition's language."""
        return _said(self.edition.reader, sentence) if sentence else None

    def page(self, address: str) -> str:
        """Return the full address of a page in the edition's language."""
        return self.site.url + self.edition.language.prefix + address

    def reuse(self, source: Source) -> Reuse | None:
        """Return the licence that the publisher of a source gives, if it gives one."""
        named = f"{source.publisher or ''} {source.url or ''}"
        return next((reuse for reuse in self.terms.reuse if reuse.publisher in named), None)


def published(code: str, today: date, data: Path = DATA) -> Published:
    """Return what a language publishes as data on a day."""
    return published_of(edition(code, today, data))


@cache
def published_of(edition: Edition) -> Published:
    """Return what an edition publishes as data; cleaned once."""
    return Published(edition)


def without_nothing(row: Json) -> Json:
    """Return an object without what is not known."""
    return {key: value for key, value in row.items() if value is not None and value != [] and value != ()}


@cache
def _said(reader: Reader, sentence: str) -> str | None:
    return reader.attr(sentence) or None


def as_json(content: object) -> str:
    """Return JSON, compact, with the keys in the order they were given."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def with_rows(about: Json, name: str, rows: Iterable[str]) -> str:
    """Return an object as JSON, and as its last member a list of rows that are JSON already."""
    return f'{as_json(about)[:-1]},"{name}":[{",".join(rows)}]}}'


def _over(point: DistributionPoint, today: date) -> bool:
    return point.availability == "past" or (point.valid_to is not None and point.valid_to.last < today)


@cache
def _windows(directory: Directory, today: date) -> tuple[Window, ...]:
    reachable = (window for window in directory.windows if window.reachable(today))
    return tuple(_window(window, today) for window in reachable if window.public)


@cache
def _points(directory: Directory, today: date) -> tuple[DistributionPoint, ...]:
    return tuple(_point(point, today) for point in directory.points if point.public and not _over(point, today))


def _window(window: Window, today: date) -> Window:
    phones = tuple(p for p in window.phones if shown(p, today))
    return replace(
        window,
        phones=tuple(replace(p, note=None, assured_by=None, schedules=_rows(p.schedules)) for p in phones),
        channels=tuple(replace(c, schedules=_rows(c.schedules)) for c in window.channels),
        schedules=_rows(window.schedules),
        sources=_sources(window.sources),
        field_status={},
        todo=(),
        caution=None,
        assured_by=None,
    )


def _point(point: DistributionPoint, today: date) -> DistributionPoint:
    phones = tuple(replace(p, note=None, assured_by=None) for p in point.phones if shown(p, today))
    rows = _rows(point.schedules)
    sources = _sources(point.sources)
    return replace(point, phones=phones, schedules=rows, sources=sources, caution=None, assured_by=None)


def _rows(rows: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    return tuple(row for row in rows if not row.planned)


def _sources(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(replace(source, quote=None) for source in sources)
