"""Copying all of a desk's records from one database into another that is empty: SQLite to PostgreSQL and back."""

from sqlalchemy import Connection, Table, func, insert, select, text

from desk import search_index
from desk.database import Database
from desk.tables import METADATA, narrative

AT_ONCE = 500  # rows


class Occupied(ValueError):
    """A database that holds something already: nothing is ever written over. Staff read the text."""


def copy(source: Database, target: Database) -> None:
    """Copy everything, or nothing: one state of the source, one transaction in the target."""
    with source.reading() as old, target.writing() as new:
        for table in METADATA.sorted_tables:
            if new.execute(select(table).limit(1)).first():
                raise Occupied("写す先に、もう記録があります。空のデータベースを指定してください。")
        for table in METADATA.sorted_tables:
            _copy(old, new, table)
        for row in new.execute(select(narrative)).mappings().all():
            words = (str(value) for name, value in row.items() if name != "contact_id")
            search_index.put(new, row["contact_id"], " ".join(words))


def _copy(old: Connection, new: Connection, table: Table) -> None:
    rows = old.execute(select(table).order_by(*table.primary_key)).mappings()
    for part in rows.partitions(AT_ONCE):
        new.execute(insert(table), [dict(row) for row in part])
    if new.dialect.name == "postgresql" and "id" in table.columns:
        _go_on(new, table)


def _go_on(new: Connection, table: Table) -> None:
    """Let PostgreSQL number on from where the copied rows end."""
    last = new.execute(select(func.max(table.c.id))).scalar()
    if isinstance(last, int):
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
        new.execute(sequence, {"name": table.name, "last": last})
