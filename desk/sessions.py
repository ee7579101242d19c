"""Who sits at the desk now. A session locks when nobody touches it; what was being written waits behind the lock."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from desk.accounts import User, user_of
from desk.tables import session

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
# Seen is written at most so often: each writing waits for the disk.
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """Somebody's sitting; `locked`: her password is asked before anything is shown."""

    digest: str
    user: User
    csrf: str
    locked: bool
    seen_at: datetime

    def is_stale(self, now: datetime) -> bool:
        """Whether it is time to write down that somebody is here."""
        return now - self.seen_at > SEEN_EVERY


def begin(db: Connection, user_id: int, now: datetime) -> str:
    """Begin a sitting; return what the cookie holds."""
    token = secrets.token_urlsafe(32)
    row = {"digest": _digest(token), "user_id": user_id, "csrf": secrets.token_urlsafe(32)}
    db.execute(insert(session), {**row, "began_at": now, "seen_at": now})
    db.execute(delete(session).where(session.c.began_at < now - LONGEST))
    return token


def find(db: Connection, token: str, now: datetime) -> Session | None:
    """Return the sitting that a cookie belongs to, locked if nobody touched it for long."""
    row = db.execute(select(session).where(session.c.digest == _digest(token))).first()
    if not row or now - row.began_at > LONGEST:
        return None
    locked = row.locked or now - row.seen_at > IDLE
    return Session(row.digest, user_of(db, row.user_id), row.csrf, locked, row.seen_at)


def seen(db: Connection, found: Session, now: datetime) -> None:
    """Keep a sitting open."""
    db.execute(update(session).where(session.c.digest == found.digest).values(seen_at=now))


def lock(db: Connection, found: Session, *, locked: bool, now: datetime) -> None:
    """Lock a sitting, or open it again."""
    db.execute(update(session).where(session.c.digest == found.digest).values(locked=locked, seen_at=now))


def end(db: Connection, found: Session) -> None:
    """End a sitting."""
    db.execute(delete(session).where(session.c.digest == found.digest))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
