"""What cannot wait: handovers nobody has read, urgent records without a second name, what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from desk.accounts import Refused
from desk.records.fields import URGENT
from desk.tables import contact, handover

LINES = {"today_safety": 120, "next_event": 120, "do_not": 120, "how_to_greet": 120}


@dataclass(frozen=True)
class Today:
    """The day's list, by numbers; names appear after opening."""

    handovers: Sequence[RowMapping]
    urgent: Sequence[RowMapping]
    promised: Sequence[RowMapping]


def today(db: Connection, user_id: int, now: datetime) -> Today:
    """Return what waits for somebody today."""
    to_me = (handover.c.to_id == user_id) | handover.c.to_id.is_(None)
    unread = select(handover).where(handover.c.read_at.is_(None), to_me, handover.c.from_id != user_id)
    names = ("id", "contact_no", "person_id", "urgency", "counselor_id", "started_at", "next_due")
    columns = [contact.c[name] for name in names]
    alone = select(*columns).where(contact.c.urgency.in_(URGENT), contact.c.second_name.is_(None))
    due = select(*columns).where(contact.c.next_done.is_(False), contact.c.next_due <= now.date())
    return Today(
        db.execute(unread.order_by(handover.c.id)).mappings().all(),
        db.execute(alone.order_by(contact.c.started_at)).mappings().all(),
        db.execute(due.order_by(contact.c.next_due)).mappings().all(),
    )


def hand_over(
    db: Connection, person_id: str | None, from_id: int, to_id: int | None, lines: dict[str, str], now: datetime
) -> None:
    """Hand over in four lines, nothing else."""
    kept = {name: lines.get(name, "").strip()[:longest] for name, longest in LINES.items()}
    if not kept["today_safety"] or not kept["next_event"]:
        raise Refused("「今の安全」と「次に起きること」は必ず書いてください。")
    db.execute(
        insert(handover), {**kept, "person_id": person_id, "from_id": from_id, "to_id": to_id, "written_at": now}
    )


def take_over(db: Connection, number: int, user_id: int, now: datetime) -> None:
    """Say that somebody has read a handover."""
    unread = (handover.c.id == number, handover.c.read_at.is_(None))
    db.execute(update(handover).where(*unread).values(read_at=now, read_by=user_id))


def second(db: Connection, number: int, user_id: int) -> None:
    """Put a second name under an urgent record; it cannot be the same person's."""
    writer = db.execute(select(contact.c.counselor_id).where(contact.c.id == number)).scalar_one()
    if writer == user_id:
        raise Refused("記録した人とは別の人の名前がいります。")
    db.execute(update(contact).where(contact.c.id == number).values(second_name=user_id))


def finish(db: Connection, number: int) -> None:
    """Say that what was promised is done."""
    db.execute(update(contact).where(contact.c.id == number).values(next_done=True))
