"""The states of a request, and the only ways from one to another."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, update

from desk.accounts import Refused
from desk.codes import label
from desk.tables import callback

WAYS = {
    "new": ("claimed", "stopped", "done", "expired"),
    "claimed": ("due", "stopped", "done", "expired"),
    "due": ("done", "retry", "stopped", "expired"),
    "retry": ("due", "stopped", "done", "expired"),
    "done": ("purged",),
    "stopped": ("purged",),
    "expired": ("purged",),
    "purged": (),
}
OPEN = ("new", "claimed", "due", "retry")
CLOSED = ("done", "stopped", "expired")


def move(db: Connection, row: RowMapping, status: str, now: datetime, **more: object) -> None:
    """Bring a request into another state; Refused if no way leads there."""
    if status not in WAYS[row["status"]]:
        here, there = label("cb_status", row["status"]), label("cb_status", status)
        raise Refused(f"「{here}」から「{there}」にはできません。画面を開きなおして、今の状態を見てください。")
    if status in CLOSED:
        more = {"closed_at": now, "next_at": None, **more}
    db.execute(update(callback).where(callback.c.id == row["id"]).values(status=status, **more))
