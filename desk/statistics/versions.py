"""Figures that were given out do not change silently: each is a version, and a later one says what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from desk.accounts import Refused
from desk.statistics.table import Table, shown
from desk.tables import published

Cells = Mapping[str, list[str]]


@dataclass(frozen=True)
class Change:
    """A cell that is not what it was."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Edition:
    """A table as it was once given out, and what it corrects of the one before."""

    number: int
    at: datetime
    content: Cells
    columns: tuple[str, ...]
    changes: tuple[Change, ...]


def cells(table: Table) -> dict[str, list[str]]:
    """Return a table as it is kept: its rows by their labels, numbered where a label comes twice."""
    found: dict[str, list[str]] = {}
    for number, row in enumerate(table.rows):
        label = row.label if row.label not in found else f"{row.label} ({number})"
        found[label] = [shown(cell) for cell in row.cells]
    return found


def of(db: Connection, year: int, table: Table) -> list[Edition]:
    """Return the editions of a year's table, the oldest first, each with its corrections."""
    return editions(db, year, {table.id: table})[table.id]


def editions(db: Connection, year: int, tables: Mapping[str, Table]) -> dict[str, list[Edition]]:
    """Return the editions of a year's tables."""
    where = (published.c.period == str(year), published.c.table_id.in_(tables))
    found: dict[str, list[Edition]] = {name: [] for name in tables}
    for row in db.execute(select(published).where(*where).order_by(published.c.version)):
        earlier, columns = found[row.table_id], tables[row.table_id].columns
        changes = differences(earlier[-1].content, row.content, columns) if earlier else []
        earlier.append(Edition(row.version, row.at, row.content, columns, tuple(changes)))
    return found


def since(given: list[Edition], table: Table) -> list[Change]:
    """Return what has changed since a table was last given out."""
    return differences(given[-1].content, cells(table), table.columns) if given else []


def differences(before: Cells, after: Cells, columns: tuple[str, ...]) -> list[Change]:
    """Return what differs between a table as it was and as it is, rows that are gone too."""
    labels = dict.fromkeys((*after, *before))
    nothing = ["―"] * len(columns)
    return [
        Change(label, column, old, new)
        for label in labels
        for column, old, new in zip(columns, before.get(label, nothing), after.get(label, nothing), strict=False)
        if old != new
    ]


def give_out(db: Connection, year: int, table: Table, now: datetime) -> int:
    """Keep a table as it is given out; return its version. Refused if nothing has changed since the last."""
    earlier = of(db, year, table)
    if earlier and not since(earlier, table):
        raise Refused(f"第{len(earlier)}版と同じです。新しい版にする必要はありません。")
    entry = {"period": str(year), "table_id": table.id, "version": len(earlier) + 1, "at": now}
    db.execute(insert(published), {**entry, "content": cells(table)})
    return len(earlier) + 1
