"""Figures that were given out do not change silently: each is a version, and a later one says what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select

from desk.accounts import Refused
from desk.statistics.table import Table, shown
from desk.tables import published

Cells = dict[str, list[str]]


@dataclass(frozen=True)
class Change:
    """A cell that is not what it was."""

    row: str
    column: str
    before: str
    after: str


def cells(table: Table) -> Cells:
    """Return a table as it is kept: its rows by their labels, numbered where a label comes twice."""
    found: Cells = {}
    for number, row in enumerate(table.rows):
        label = row.label if row.label not in found else f"{row.label} ({number})"
        found[label] = [shown(cell) for cell in row.cells]
    return found


def of(db: Connection, year: int, table_id: str) -> Sequence[RowMapping]:
    """Return the versions of a year's table, the oldest first."""
    where = (published.c.period == str(year), published.c.table_id == table_id)
    return db.execute(select(published).where(*where).order_by(published.c.version)).mappings().all()


def differences(before: Cells, table: Table) -> list[Change]:
    """Return what differs between a version and a table as it is counted now."""
    now = cells(table)
    return [
        Change(row, column, old, new)
        for row, values in now.items()
        for column, old, new in zip(table.columns, before.get(row, ["―"] * len(values)), values, strict=False)
        if old != new
    ]


def give_out(db: Connection, year: int, table: Table, now: datetime) -> int:
    """Keep a table as it is given out; return its version. Refused if nothing has changed since the last."""
    earlier = of(db, year, table.id)
    if earlier and not differences(earlier[-1]["content"], table):
        raise Refused(f"第{len(earlier)}版と同じです。新しい版にする必要はありません。")
    entry = {"period": str(year), "table_id": table.id, "version": len(earlier) + 1, "at": now}
    db.execute(insert(published), {**entry, "content": cells(table)})
    return len(earlier) + 1
