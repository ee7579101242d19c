"""Keeping what a workbook brought: all rows in one transaction, each old number once."""

from sqlalchemy import Connection, insert, select

from desk.importing.sheet import Entry, Sheet
from desk.records import contacts, people
from desk.records.contacts import Writer
from desk.tables import brought

CONTACT, PERSON = "contact", "person"


def numbers(db: Connection) -> dict[str, str]:
    """Return the old numbers of contacts that were brought in before."""
    return _known(db, CONTACT)


def _known(db: Connection, kind: str) -> dict[str, str]:
    rows = db.execute(select(brought.c.number, brought.c.target).where(brought.c.kind == kind))
    return {row.number: row.target for row in rows}


def keep(db: Connection, sheet: Sheet, who: Writer) -> int:
    """Keep every row, the oldest first; return how many. A sheet with faults is not kept at all."""
    if sheet.troubles:
        raise ValueError("a sheet with faults")
    known = _known(db, PERSON)
    for entry in sorted(sheet.entries, key=lambda one: one.contact.values["started_at"]):
        person = _person(db, entry, known) if entry.person else None
        number = contacts.add(db, entry.contact, who, person_id=person)
        _remember(db, CONTACT, entry.number, str(number))
    return len(sheet.entries)


def _person(db: Connection, entry: Entry, known: dict[str, str]) -> str:
    """Return the record of a row's person: begun with what is said of her, or added to where it was silent."""
    said = {name: value for name, value in people.read(entry.of_person).items() if value}
    if entry.person not in known:
        known[entry.person] = people.begin(db, **said)
        _remember(db, PERSON, entry.person, known[entry.person])
    else:
        people.fill_in(db, known[entry.person], said)
    return known[entry.person]


def _remember(db: Connection, kind: str, number: str, target: str) -> None:
    db.execute(insert(brought), {"kind": kind, "number": number, "target": target})
