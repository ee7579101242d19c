"""How calling back goes: inside her times or not, spoken with at which call, who answered, how long she waited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Connection, RowMapping, select

from desk.callbacks.case import MOST
from desk.tables import attempt, callback

SPAN = timedelta(days=90)


@dataclass(frozen=True)
class Share:
    """So many of so many; with so few, the two numbers say more than a percentage."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part}／{self.whole}" if self.whole else "―"


@dataclass(frozen=True)
class Rates:
    """The four figures of calling back."""

    within_window: Share
    spoke_at: tuple[Share, ...]
    other_person: Share
    median_hours: float | None


def rates(db: Connection, now: datetime) -> Rates:
    """Return how calling back went in the last ninety days."""
    columns = (attempt.c.callback_id, attempt.c.at, attempt.c.in_window, attempt.c.result, callback.c.received_at)
    question = select(*columns).join(callback, callback.c.id == attempt.c.callback_id)
    rows = db.execute(question.where(attempt.c.at > now - SPAN).order_by(attempt.c.id)).mappings().all()
    told = [row for row in rows if row["result"]]
    order = _in_order(rows)
    firsts = [(row["at"] - row["received_at"]).total_seconds() / 3600 for row in order[0]]
    return Rates(
        Share(sum(row["in_window"] for row in rows), len(rows)),
        tuple(Share(sum(row["result"] == "spoke_ok" for row in calls), len(calls)) for calls in order),
        Share(sum(row["result"] == "other_person" for row in told), len(told)),
        round(median(firsts), 1) if firsts else None,
    )


def _in_order(rows: Iterable[RowMapping]) -> list[list[RowMapping]]:
    """Return the first calls, the second and the third."""
    found: list[list[RowMapping]] = [[] for _ in range(MOST)]
    seen: dict[int, int] = {}
    for row in rows:
        number = seen.get(row["callback_id"], 0)
        found[number].append(row)
        seen[row["callback_id"]] = number + 1
    return found
