"""How long what is kept: the free text goes first, years before the coded values that only count.

Nothing is purged by itself. A list says what would go; somebody looks at it, and then says so.
"""

from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Connection, func, or_, select, update

from desk import search_index
from desk.records.fields import WRITTEN
from desk.tables import contact, fact, narrative, revision

YEARS, FEWEST, MOST = 5, 1, 30


def years(db: Connection) -> int:
    """Return how many years after the last contact the free text is kept."""
    found = db.execute(select(fact.c.value).where(fact.c.name == "narrative_years")).scalar()
    return min(max(int(found or YEARS), FEWEST), MOST)


def border(db: Connection, now: datetime) -> datetime:
    """Return the day before which a last contact must lie: by fiscal years, as offices reckon."""
    year = now.year - years(db) - (now.month < 4)
    return datetime.combine(date(year, 4, 1), time())


def due(db: Connection, now: datetime) -> list[int]:
    """Return the contacts whose text it is time to purge: hers all together, when her last is old enough."""
    last = func.max(contact.c.started_at).over(partition_by=func.coalesce(contact.c.person_id, contact.c.contact_no))
    latest = select(contact.c.id, last.label("last")).subquery()
    written = select(narrative.c.contact_id).where(_any_text())
    question = select(latest.c.id).where(latest.c.last < border(db, now), latest.c.id.in_(written))
    return sorted(db.execute(question).scalars())


def purge(db: Connection, now: datetime) -> int:
    """Purge the free text that is due, from the record, its versions and the index; return of how many contacts."""
    ids = due(db, now)
    empty = dict.fromkeys(WRITTEN, "")
    db.execute(update(narrative).where(narrative.c.contact_id.in_(ids)).values(**empty))
    for row in db.execute(select(revision.c.id, revision.c.content).where(revision.c.contact_id.in_(ids))).all():
        content = {"values": row.content["values"], "prose": empty}
        db.execute(update(revision).where(revision.c.id == row.id).values(content=content))
    for number in ids:
        search_index.remove(db, number)
    return len(ids)


def _any_text() -> ColumnElement[bool]:
    return or_(*(narrative.c[name] != "" for name in WRITTEN))
