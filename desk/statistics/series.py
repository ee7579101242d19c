"""Five years side by side, from the few values that it takes: years of records are not loaded for it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from desk.clock import fiscal_year, year_span
from desk.statistics.facts import Glance, People, glance, people
from desk.statistics.publishing import HIDDEN
from desk.statistics.suppression import LEAST
from desk.statistics.table import Cell, Row, Table

YEARS = 5
COLUMNS = ("延べ件数", "実人員", "うち記録のある方", "うち初回", "うちDV", "（別掲）問い合わせ・無言等")
RULE = "延べ件数は相談を1件ずつ、実人員は記録のある方を1年に一人と、記録のない初めての方を一人と数える。"


def series(db: Connection, year: int) -> Table:
    """Return the five years that end with one."""
    years = range(year - YEARS + 1, year + 1)
    by_year: dict[int, list[Glance]] = {number: [] for number in years}
    for one in glance(db, year_span(years[0])[0], year_span(year)[1]):
        by_year[fiscal_year(one.started_at)].append(one)
    rows = tuple(Row(f"{number}年度", _cells(found)) for number, found in by_year.items())
    n = sum(row.cells[0] for row in rows if isinstance(row.cells[0], int))
    notes = ("―は、その年度の記録がここにないことを示します",)
    return Table(
        "Y1", "5年の移り変わり", "件・人", COLUMNS, rows, f"5年で {n:,}件", RULE, notes, counts=tuple(range(6))
    )


def for_public(table: Table) -> Table:
    """Return the five years without their small numbers, and without persons who are few beside those with a record."""
    rows = (replace(row, cells=tuple(map(_hidden, _few_apart(row.cells)))) for row in table.rows)
    return replace(table, rows=tuple(rows), base="5年の相談")


def _few_apart(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """T12 tells how many have a record; what is left of all persons may not be few."""
    persons, known = cells[1], cells[2]
    apart = isinstance(persons, int) and isinstance(known, int) and 0 < persons - known < LEAST
    return (cells[0], HIDDEN, *cells[2:]) if apart else cells


def _hidden(cell: Cell) -> Cell:
    return HIDDEN if isinstance(cell, int) and 0 < cell < LEAST else cell


def _cells(found: Sequence[Glance]) -> tuple[Cell, ...]:
    if not found:
        return (None,) * len(COLUMNS)
    counted = [one for one in found if one.counted]
    who: People = people(found)
    first = sum(one.first_time == "first" for one in counted)
    return len(counted), who.total, who.known, first, sum(one.dv_flag for one in counted), len(found) - len(counted)
