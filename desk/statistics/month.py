"""M1, the month on one sheet: what changed hands, what was urgent, whether call-backs found her."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, func, select

from desk.records.fields import URGENT
from desk.statistics import counts, facts
from desk.statistics.facts import People
from desk.statistics.table import Row, Table, share
from desk.tables import attempt, callback

TOP = 5


@dataclass(frozen=True)
class Month:
    """The figures of one month."""

    start: datetime
    contacts: int
    people: People
    aside: int
    top: tuple[Row, ...]
    routes: Table
    urgent: int
    callbacks: int
    spoken: int

    @property
    def spoke_rate(self) -> Decimal | None:
        """How many of those who waited for a call were spoken with, in percent."""
        return share(self.spoken, self.callbacks)


def month(db: Connection, year: int, number: int) -> Month:
    """Count one month of the calendar."""
    start = datetime(year, number, 1)  # noqa: DTZ001 (the wall's time)
    end = datetime(year + number // 12, number % 12 + 1, 1)  # noqa: DTZ001
    found = facts.load(db, start, end)
    counted = counts.counted(found)
    rows = counts.by_issue(found, ()).rows[:-1]
    top = tuple(sorted(rows, key=lambda row: -int(str(row.cells[0])))[:TOP])
    urgent = counts.how_many(counted, lambda fact: fact.urgency in URGENT)
    people, routes = facts.people(found), counts.by_route(found, ())
    waited, spoken = _callbacks(db, start, end)
    return Month(start, len(counted), people, len(found) - len(counted), top, routes, urgent, waited, spoken)


def _callbacks(db: Connection, start: datetime, end: datetime) -> tuple[int, int]:
    received = (callback.c.received_at >= start, callback.c.received_at < end)
    waited = db.execute(select(func.count()).select_from(callback).where(*received)).scalar_one()
    reached = select(func.count(attempt.c.callback_id.distinct())).join(
        callback, callback.c.id == attempt.c.callback_id
    )
    return waited, db.execute(reached.where(*received, attempt.c.result == "spoke_ok")).scalar_one()
