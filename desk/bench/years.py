"""Fill an office as forty years would: the made-up year of practice again and again, spread over the years before."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text

from desk import demo, retention
from desk.audit import Trail, head
from desk.office import Office
from desk.records.people import SIGNS
from desk.start import open_practice
from desk.tables import audit, callback, consent, contact, narrative, person, referral, referral_stage, revision

YEARS = 40
READS = 2  # entries in the log for each contact, besides its own
# Columns that say which row of another table is meant; a copy means the copy.
POINTS = {"contact_id", "person_id", "referral_id", "consent_id", "merged_into"}
COPIED = (person, contact, narrative, revision, consent, referral, referral_stage)
Row = Mapping[str, Any]


def fill(folder: Path, contacts: int) -> Office:
    """Return an office of practice with so many contacts, the oldest forty years old."""
    office = open_practice(folder)
    with office.database.writing() as db:
        rows = {table: [dict(row) for row in db.execute(select(table)).mappings()] for table in COPIED}
        words = [tuple(row) for row in db.execute(text("SELECT rowid, content FROM words"))]
        copies = max(1, round(contacts / len(rows[contact])))
        for number in range(1, copies):
            _copy(db, rows, words, number, timedelta(days=365 * (number * YEARS // copies)))
        _log(db, office.trail, contacts)
        _called_back(db, contacts // 20)
    return office


def _copy(db: Connection, rows: Mapping[Table, Sequence[Row]], words: list[Any], number: int, back: timedelta) -> None:
    """Add the made-up year once more, so long ago; what is too old to be kept is not written again."""
    step = number * 100_000
    names = {row["id"]: "".join(secrets.choice(SIGNS) for _ in range(8)) for row in rows[person]}
    kept = back < timedelta(days=365 * retention.YEARS)
    for table, found in rows.items():
        if kept or table is not revision:
            some = [_moved(table, row, step, names, back) for row in found]
            some = some if kept or table is not narrative else [_blank(row) for row in some]
            db.execute(insert(table), some)
    if kept:
        entries = [{"id": rowid + step, "content": content} for rowid, content in words]
        db.execute(text("INSERT INTO words (rowid, content) VALUES (:id, :content)"), entries)


def _moved(table: Table, row: Row, step: int, names: Mapping[str, str], back: timedelta) -> Row:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, date):
            found[name] = value - back
        elif name in POINTS or name == "id":
            found[name] = names.get(value, value) if isinstance(value, str) else value + step if value else value
        else:
            found[name] = value
    if table is person:  # two in a town choose the same name, not thousands
        found["call_name"] = f"{row['call_name']}{step // 100_000 % 40}"
    if table is contact:
        found["contact_no"] = f"{found['started_at'].year}-{step + row['id']}"
    if table is referral:
        found["slip_no"] = f"{step + row['id']}"
    return found


def _blank(row: Row) -> Row:
    return {name: value if name == "contact_id" else "" for name, value in row.items()}


def _log(db: Connection, trail: Trail, contacts: int) -> None:
    """Add reads and writes to the log, each vouching for those before it."""
    last, previous = head(db)
    _in_parts(db, audit, _entries(trail, last, previous, contacts * (READS + 1)))


def _entries(trail: Trail, last: int, previous: str, count: int) -> Iterator[Row]:
    start = datetime(demo.YEAR, 4, 1)  # noqa: DTZ001
    for n in range(1, count):
        moment, subject = start + timedelta(minutes=n), f"contact:{n // (READS + 1)}"
        entry = {"seq": last + n, "at": moment, "user_id": 1, "act": "read", "subject": subject, "detail": ""}
        digest = trail.digest(entry, previous)
        yield {**entry, "previous": previous, "digest": digest}
        previous = digest


def _called_back(db: Connection, number: int) -> None:
    """Add call-backs that are over and purged."""
    model = dict(db.execute(select(callback).limit(1)).mappings().one())
    model |= {"envelope_id": None, "status": "purged", "alert": False, "claimed_by": None, "next_at": None}
    days = (timedelta(days=20 + n % (365 * YEARS)) for n in range(number))
    rows = ({**model, "id": 1000 + n, "received_at": model["received_at"] - back} for n, back in enumerate(days))
    _in_parts(db, callback, rows)


def _in_parts(db: Connection, table: Table, rows: Iterator[Row], size: int = 5000) -> None:
    while part := [row for _, row in zip(range(size), rows, strict=False)]:
        db.execute(insert(table), part)
