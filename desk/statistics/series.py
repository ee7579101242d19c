"""Five years side by side, from the few values that it takes: years of records are not loaded for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from desk import codes
from desk.clock import fiscal_year, year_span
from desk.statistics.facts import People, joined_into, people, root
from desk.statistics.publishing import HIDDEN
from desk.statistics.suppression import LEAST
from desk.statistics.table import Cell, Row, Table
from desk.tables import contact

YEARS = 5
COLUMNS = ("延べ件数", "実人員", "うち初回", "うちDV", "（別掲）問い合わせ・無言等")
RULE = "延べ件数は相談を1件ずつ、実人員は記録のある方を1年に一人と、記録のない初めての方を一人と数える。"


@dataclass(frozen=True)
class Glance:
    """As much of a contact as five years need."""

    started_at: datetime
    call_outcome: str
    first_time: str
    dv_flag: bool
    person: str | None

    @property
    def counted(self) -> bool:
        """Whether it is one of the 延べ件数."""
        return codes.counted(self.call_outcome)


def series(db: Connection, year: int) -> Table:
    """Return the five years that end with one."""
    years = range(year - YEARS + 1, year + 1)
    by_year: dict[int, list[Glance]] = {number: [] for number in years}
    for glance in _glances(db, year_span(years[0])[0], year_span(year)[1]):
        by_year[fiscal_year(glance.started_at)].append(glance)
    rows = tuple(Row(f"{number}年度", _cells(found)) for number, found in by_year.items())
    n = sum(row.cells[0] for row in rows if isinstance(row.cells[0], int))
    notes = ("―は、その年度の記録がここにないことを示します",)
    return Table(
        "Y1", "5年の移り変わり", "件・人", COLUMNS, rows, f"5年で {n:,}件", RULE, notes, counts=(0, 1, 2, 3, 4)
    )


def for_public(table: Table) -> Table:
    """Return the five years without their small numbers; they stand in no sum here."""
    rows = (replace(row, cells=tuple(map(_hidden, row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows), base="5年の相談")


def _hidden(cell: Cell) -> Cell:
    return HIDDEN if isinstance(cell, int) and 0 < cell < LEAST else cell


def _glances(db: Connection, start: datetime, end: datetime) -> Iterable[Glance]:
    names = ("started_at", "call_outcome", "first_time", "dv_flag", "person_id")
    into = joined_into(db)
    within = (contact.c.started_at >= start, contact.c.started_at < end)
    for row in db.execute(select(*(contact.c[name] for name in names)).where(*within)):
        owner = root(row.person_id, into) if row.person_id else None
        yield Glance(row.started_at, row.call_outcome, row.first_time, row.dv_flag, owner)


def _cells(found: Sequence[Glance]) -> tuple[Cell, ...]:
    if not found:
        return (None,) * len(COLUMNS)
    counted = [glance for glance in found if glance.counted]
    who: People = people(found)
    first = sum(glance.first_time == "first" for glance in counted)
    return len(counted), who.total, first, sum(glance.dv_flag for glance in counted), len(found) - len(counted)
