"""How long what is kept: the free text goes first, years before the coded values that only count.

Nothing is purged by itself. A list says what would go; somebody looks at it, and then says so.
"""

from datetime import date, datetime, time

from sqlalchemy import Connection, func, select, text, update

from desk import search_index
from desk.records.fields import WRITTEN as FIELDS
from desk.tables import WRITTEN, contact, fact, narrative, revision

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
    day, later = border(db, now), contact.alias("later")
    # Nearly all are old, but few of the old are still written: beginning with those must not tempt the planner.
    old = func.coalesce(contact.c.started_at, day) < day
    again = select(later.c.id).where(later.c.person_id == contact.c.person_id, later.c.started_at >= day)
    written = select(contact.c.id).join(narrative, narrative.c.contact_id == contact.c.id).where(text(f"({WRITTEN})"))
    return sorted(db.execute(written.where(old, ~again.exists())).scalars())


def purge(db: Connection, now: datetime) -> int:
    """Purge the free text that is due, from the record, its versions and the index; return of how many contacts."""
    ids = due(db, now)
    empty = dict.fromkeys(FIELDS, "")
    db.execute(update(narrative).where(narrative.c.contact_id.in_(ids)).values(**empty))
    for row in db.execute(select(revision.c.id, revision.c.content).where(revision.c.contact_id.in_(ids))).all():
        content = {"values": row.content["values"], "prose": empty}
        db.execute(update(revision).where(revision.c.id == row.id).values(content=content))
    for number in ids:
        search_index.remove(db, number)
    return len(ids)
