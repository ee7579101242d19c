"""Forgetting: numbers, windows and words go a week after a request has ended. What was done stays, without them."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from desk.callbacks.states import CLOSED, move
from desk.tables import callback, fact, safe_contact

DAYS, FEWEST, MOST = 7, 1, 30


def days(db: Connection) -> int:
    """Return after how many days contacts are purged."""
    found = db.execute(select(fact.c.value).where(fact.c.name == "purge_days")).scalar()
    return min(max(int(found or DAYS), FEWEST), MOST)


def due(db: Connection, now: datetime) -> list[int]:
    """Return the requests whose contact it is time to forget."""
    question = select(callback.c.id).where(callback.c.status.in_(CLOSED))
    return list(db.execute(question.where(callback.c.closed_at <= now - timedelta(days=days(db)))).scalars())


def purge(db: Connection, now: datetime) -> int:
    """Forget the contacts whose time has come; return how many."""
    ids = due(db, now)
    db.execute(delete(safe_contact).where(safe_contact.c.callback_id.in_(ids)))
    for row in db.execute(select(callback).where(callback.c.id.in_(ids))).mappings().all():
        move(db, row, "purged", now, purged_at=now)
    gone = {"call_name": "", "last_end": None, "next_at": None, "code": ""}
    db.execute(update(callback).where(callback.c.id.in_(ids)).values(**gone))
    return len(ids)
