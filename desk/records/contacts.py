"""Keeping a contact: each saving is a version of its own, and two who write at once lose nobody's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from desk import clock, search_index
from desk.records.form import Read
from desk.tables import contact, narrative, revision

Kept = dict[str, Any]


@dataclass(frozen=True)
class Writer:
    """Who writes, and when."""

    user_id: int
    name: str
    now: datetime


def add(db: Connection, read: Read, who: Writer, **more: Any) -> int:
    """Keep a new contact; return its id."""
    values = {**read.values, "contact_no": next_number(db, read.values["started_at"]), "counselor_id": who.user_id}
    number: int = db.execute(insert(contact).values(**{**values, **more}).returning(contact.c.id)).scalar_one()
    db.execute(insert(narrative), {"contact_id": number, **read.prose})
    _remember(db, number, 1, who, _kept(read))
    search_index.put(db, number, " ".join(read.prose.values()))
    return number


def next_number(db: Connection, started: datetime) -> str:
    """Return the next number of a year: nothing stands in it but year and order."""
    year = clock.fiscal_year(started)
    of_year = (contact.c.contact_no > f"{year}-00000", contact.c.contact_no <= f"{year}-99999")
    last = db.execute(select(func.max(contact.c.contact_no)).where(*of_year)).scalar()
    return f"{year}-{int(last[5:]) + 1 if last else 1:05}"


def change(db: Connection, number: int, read: Read, who: Writer, base: int) -> None:
    """Keep a change that began from version `base`; what others have written since stands beside it."""
    now, theirs = find(db, number), current(db, number)
    mine = _kept(read)
    version = now["version"]
    kept = mine if version == base else _joined(_version(db, number, base), theirs, mine, who)
    if kept["prose"] == theirs["prose"] and kept["values"] == theirs["values"]:
        return
    values = {name: _thaw(name, value) for name, value in kept["values"].items()}
    db.execute(update(contact).where(contact.c.id == number).values(**values, version=version + 1))
    db.execute(update(narrative).where(narrative.c.contact_id == number).values(**kept["prose"]))
    _remember(db, number, version + 1, who, kept)
    search_index.put(db, number, " ".join(kept["prose"].values()))


def _joined(base: Kept, theirs: Kept, mine: Kept, who: Writer) -> Kept:
    """Join two changes of one version: what only one of us changed is taken, words that both changed stand together."""
    values = {
        name: theirs["values"].get(name) if value == base["values"].get(name) else value
        for name, value in mine["values"].items()
    }
    prose = {}
    for name, words in mine["prose"].items():
        before, others = base["prose"].get(name, ""), theirs["prose"].get(name, "")
        both = words != before and others not in (before, words)
        mark = f"［{who.name} {who.now:%H:%M} に同時に書いた分］"
        prose[name] = f"{others}\n\n{mark}\n{words}" if both else others if words == before else words
    return {"values": values, "prose": prose}


def find(db: Connection, number: int) -> RowMapping:
    """Return a contact."""
    return db.execute(select(contact).where(contact.c.id == number)).mappings().one()


def words(db: Connection, number: int) -> RowMapping:
    """Return the free text of a contact."""
    return db.execute(select(narrative).where(narrative.c.contact_id == number)).mappings().one()


def current(db: Connection, number: int) -> Kept:
    """Return a contact as it stands, in the form in which versions are kept."""
    return _version(db, number, find(db, number)["version"])


def versions(db: Connection, number: int) -> list[RowMapping]:
    """Return who wrote the versions of a contact, and when."""
    question = select(revision.c.version, revision.c.at, revision.c.by).where(revision.c.contact_id == number)
    return list(db.execute(question.order_by(revision.c.version)).mappings())


def _version(db: Connection, number: int, version: int) -> Kept:
    where = (revision.c.contact_id == number, revision.c.version == version)
    found: Kept = db.execute(select(revision.c.content).where(*where)).scalar_one()
    return found


def _remember(db: Connection, number: int, version: int, who: Writer, content: Kept) -> None:
    entry = {"contact_id": number, "version": version, "at": who.now, "by": who.user_id, "content": content}
    db.execute(insert(revision), entry)


TIMES = ("started_at", "ended_at")


def _kept(read: Read) -> Kept:
    values = {name: _freeze(value) for name, value in read.values.items()}
    return {"values": values, "prose": dict(read.prose)}


def _freeze(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _thaw(name: str, value: Any) -> Any:
    if name in TIMES:
        return datetime.fromisoformat(value)
    return datetime.fromisoformat(value).date() if name == "next_due" and value else value
