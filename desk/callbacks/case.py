"""A request as the desk works with it: its choices, its sealed part while there is one, the calls made so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desk.callbacks.states import OPEN
from desk.record_key import Keys
from desk.tables import attempt, callback, safe_contact
from formhandler.request import span

MOST = 3
APART = timedelta(minutes=20)
Window = tuple[datetime, datetime]


@dataclass(frozen=True)
class Case:
    """One request; `contact` is empty once it was purged."""

    row: RowMapping
    contact: dict[str, Any]
    attempts: tuple[RowMapping, ...]

    @property
    def windows(self) -> list[Window]:
        """The times she gave, in their order."""
        return windows_of(self.contact.get("windows", ()))

    @property
    def number(self) -> str:
        """Her number in the groups in which it is dialled: 090-0000-0101."""
        tel = str(self.contact.get("tel", ""))
        first = 2 if tel.startswith(("03", "06")) else 3
        return "-".join((tel[:first], tel[first:-4], tel[-4:])) if tel else ""

    @property
    def masked(self) -> str:
        """Her number with only its ends: 090-****-12."""
        tel = str(self.contact.get("tel", ""))
        return f"{tel[:3]}-****-{tel[-2:]}" if tel else ""

    def window(self, now: datetime) -> Window | None:
        """The time she gave that it is now."""
        return next((span for span in self.windows if span[0] <= now < span[1]), None)

    def next_time(self, now: datetime) -> datetime | None:
        """When she may next be called: inside a window, at least 20 minutes after the last call."""
        last = self.attempts[-1]["at"] + APART if self.attempts else now
        earliest = max(now, last)
        return next((max(start, earliest) for start, end in self.windows if earliest < end), None)

    def over(self, now: datetime) -> bool:
        """Whether none of the times she gave is left."""
        return bool(self.windows) and self.next_time(now) is None

    @property
    def spent(self) -> bool:
        """Whether she was called as often as she may be."""
        return len(self.attempts) >= MOST


def windows_of(texts: Iterable[str]) -> list[Window]:
    """Return the readable ones of windows such as 2026-11-25T10:00/10:30."""
    found = []
    for text in texts:
        try:
            found.append(span(text))
        except ValueError:
            continue
    return sorted(found)


def read(db: Connection, keys: Keys, callback_id: int) -> Case | None:
    """Return one request."""
    return next(iter(_cases(db, keys, [callback_id])), None)


def still_open(db: Connection, keys: Keys) -> list[Case]:
    """Return the requests that wait for something: those in danger first, then those that are due."""
    rows = db.execute(select(callback.c.id).where(callback.c.status.in_(OPEN))).scalars().all()
    order = {"due": 0, "retry": 1, "claimed": 1, "new": 1}
    return sorted(
        _cases(db, keys, rows),
        key=lambda case: (case.row["danger"] != "yes", order[case.row["status"]], str(case.row["next_at"] or "~")),
    )


def _cases(db: Connection, keys: Keys, ids: Iterable[int]) -> list[Case]:
    wanted = list(ids)
    rows = db.execute(select(callback).where(callback.c.id.in_(wanted))).mappings().all()
    parts = db.execute(select(safe_contact).where(safe_contact.c.callback_id.in_(wanted)))
    sealed: dict[int, bytes] = {part.callback_id: part.sealed for part in parts}
    made = db.execute(select(attempt).where(attempt.c.callback_id.in_(wanted)).order_by(attempt.c.id)).mappings().all()
    return [
        Case(
            row,
            keys.open(sealed[row["id"]], about(row["id"])) if row["id"] in sealed else {},
            tuple(call for call in made if call["callback_id"] == row["id"]),
        )
        for row in rows
    ]


def about(callback_id: int) -> str:
    """Return what a sealed contact is bound to."""
    return f"callback:{callback_id}"
