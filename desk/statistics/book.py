"""The tables of a year together, made in one go from one state of the records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from desk.clock import year_span
from desk.statistics import counts, facts, kpis, ladder, lives
from desk.statistics.facts import Fact, Glance, People
from desk.statistics.kpis import Kpi
from desk.statistics.table import Table

Maker = Callable[[Sequence[Fact], Sequence[Glance]], Table]
MAKERS: dict[str, Maker] = {
    "T1": counts.by_month,
    "T2": counts.by_issue,
    "T2b": counts.by_every_issue,
    "T3": counts.by_age,
    "T4": lives.violence,
    "T4b": lives.needs,
    "T5": lives.shelter,
    "T6": counts.by_response,
    "T7": counts.by_hour,
    "T8": counts.by_route,
    "T9": counts.by_ward,
    "T10": counts.by_length,
    "T12": lives.situations,
}
# The same in fewer classes, for a published copy of which too much would be hidden.
COARSER: dict[str, Maker] = {
    "T1": counts.by_quarter,
    "T3": counts.by_decade,
    "T8": counts.by_kind_of_route,
    "T10": counts.by_half_hour,
}
ORDER = ("T1", "T2", "T2b", "T3", "T4", "T4b", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12")


@dataclass(frozen=True)
class Book:
    """A year's figures; `coarser` are some of its tables in fewer classes, `earlier` is T1 of the year before."""

    year: int
    tables: Mapping[str, Table]
    coarser: Mapping[str, Table]
    contacts: int
    people: People
    monthly_people: int
    kpis: tuple[Kpi, ...]
    earlier: Table | None = None


def book(db: Connection, year: int) -> Book:
    """Count a fiscal year."""
    now, before = facts.year(db, year), facts.glance(db, *year_span(year - 1))
    span = year_span(year)
    climbs = ladder.climbs(db, *span)
    made = {name: make(now, before) for name, make in MAKERS.items()} | {"T11": ladder.ladder(climbs)}
    tables = {name: made[name] for name in ORDER}
    coarser = {name: make(now, before) for name, make in COARSER.items()} | {"T11": ladder.by_kind(climbs)}
    found = kpis.of_span(db, now, climbs, span)
    counted = len(counts.counted(now))
    return Book(
        year, tables, coarser, counted, facts.people(now), facts.monthly_people(now), found, counts.by_month(before, ())
    )


def table(db: Connection, year: int, name: str) -> Table:
    """Count one table of a fiscal year."""
    if name == "T11":
        return ladder.ladder(ladder.climbs(db, *year_span(year)))
    return MAKERS[name](facts.year(db, year), facts.glance(db, *year_span(year - 1)) if name == "T2" else ())


def four(db: Connection, year: int) -> tuple[Kpi, ...]:
    """Return the programme's figures of a fiscal year, without its tables."""
    span = year_span(year)
    return kpis.of_span(db, facts.glance(db, *span), ladder.climbs(db, *span), span)
