"""Watching over reading: who opened unusually many records, old ones, or in the night. By number alone, never by what.

A sign is no accusation: whoever has stood in for three colleagues has opened many. It is for people to look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from sqlalchemy import Connection, func, select

from desk.tables import audit, contact

SHOWN = timedelta(days=7)
USUAL = timedelta(days=28)  # what the desk usually does is taken from these days
FEWEST, TIMES = 30, 3  # records a day: at least so many, and so many times what is usual
OLD, OLD_FEWEST = timedelta(days=90), 15
NIGHT, MORNING, NIGHT_FEWEST = 22, 6, 3
# Nobody reads a hundred records in five minutes; a program does.
SPAN, MOST_OPENED, MOST_SOUGHT = timedelta(minutes=5), 100, 200

MANY, AT_NIGHT, LONG_AGO = "many", "night", "old"
WORDS = {
    MANY: "ふだんより多くの記録を開きました",
    AT_NIGHT: "夜10時から朝6時のあいだに記録を開きました",
    LONG_AGO: "90日より前の相談を多く開きました",
}


@dataclass(frozen=True)
class Opened:
    """One opening of a record."""

    user_id: int
    at: datetime
    subject: str


@dataclass(frozen=True)
class Sign:
    """Somebody's day that is worth a look."""

    user_id: int
    day: date
    what: str
    count: int

    @property
    def key(self) -> str:
        """What it is known by once somebody has looked at it."""
        return f"watch {self.what} {self.user_id} {self.day}"

    @property
    def words(self) -> str:
        """What there is to look at."""
        return f"{WORDS[self.what]}（{self.count}件）"


def signs(db: Connection, now: datetime) -> list[Sign]:
    """Return what is worth a look in the last seven days, the newest first."""
    opened = _opened(db, now - USUAL)
    night = [one for one in opened if one.at.hour >= NIGHT or one.at.hour < MORNING]
    found = _unusual(_days(opened, MANY))
    found += [sign for sign in _days(night, AT_NIGHT) if sign.count >= NIGHT_FEWEST]
    found += [sign for sign in _days(_old(db, opened), LONG_AGO) if sign.count >= OLD_FEWEST]
    shown = [sign for sign in found if sign.day > (now - SHOWN).date()]
    return sorted(shown, key=lambda sign: (sign.day, sign.user_id, sign.what), reverse=True)


def _opened(db: Connection, since: datetime) -> list[Opened]:
    """Return each record that somebody opened on a day, once, at the first time."""
    day = func.date(audit.c.at)
    question = select(audit.c.user_id, func.min(audit.c.at).label("at"), audit.c.subject)
    kind = audit.c.subject.like("contact:%") | audit.c.subject.like("person:%")
    question = question.where(audit.c.at >= since, audit.c.act == "read", kind)
    rows = db.execute(question.group_by(audit.c.user_id, day, audit.c.subject))
    return [Opened(row.user_id, row.at, row.subject) for row in rows]


def _days(opened: Iterable[Opened], what: str) -> list[Sign]:
    counted: dict[tuple[int, date], int] = {}
    for one in opened:
        day = one.user_id, one.at.date()
        counted[day] = counted.get(day, 0) + 1
    return [Sign(user_id, day, what, count) for (user_id, day), count in counted.items()]


def _unusual(days: Sequence[Sign]) -> list[Sign]:
    """Return the days with many records: beside all other days, so that a day never makes itself usual."""
    many = [sign for sign in days if sign.count >= FEWEST]
    return [sign for sign in many if sign.count >= TIMES * median([d.count for d in days if d is not sign] or [0])]


def _old(db: Connection, opened: Sequence[Opened]) -> list[Opened]:
    """Return the openings of contacts that lay long back then."""
    numbers = {int(one.subject[8:]) for one in opened if one.subject.startswith("contact:")}
    rows = db.execute(select(contact.c.id, contact.c.started_at).where(contact.c.id.in_(numbers)))
    began = {f"contact:{row.id}": row.started_at for row in rows}
    return [one for one in opened if one.subject in began and began[one.subject] < one.at - OLD]


def too_fast(db: Connection, user_id: int, now: datetime) -> bool:
    """Whether somebody has opened or sought more in five minutes than a person reads."""
    mine = (audit.c.at > now - SPAN, audit.c.user_id == user_id, audit.c.act.in_(("read", "search")))
    # Counted here and not by the database, which would go through the whole log to find what differs.
    rows = db.execute(select(audit.c.act, audit.c.subject).where(*mine)).all()
    opened = {row.subject for row in rows if row.act == "read"}
    return len(opened) >= MOST_OPENED or sum(row.act == "search" for row in rows) >= MOST_SOUGHT
