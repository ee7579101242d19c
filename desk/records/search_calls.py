"""Calls of somebody who looks for a person: he is told nothing, the lead looks, and her record bears a red band."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from desk import codes
from desk.accounts import Refused
from desk.records import people
from desk.tables import contact, search_call

REPLY = "お名前の方がいらしたかどうかは、どなたについてもお答えしていません。"
RECENT = timedelta(days=30)
OUTCOMES = [code.value for code in codes.codes("call_outcome") if code.more.get("alert")]


def _unseen() -> Select[Any]:
    question = select(contact.c.id, contact.c.contact_no, contact.c.started_at)
    looked_at = select(search_call.c.contact_id)
    return question.where(contact.c.call_outcome.in_(OUTCOMES), contact.c.id.not_in(looked_at))


def waiting(db: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Return the calls of the last weeks that no lead has looked at; older ones came in with old records."""
    recent = contact.c.started_at > now - RECENT
    return db.execute(_unseen().where(recent).order_by(contact.c.started_at)).all()


def waits(db: Connection, contact_id: int) -> bool:
    """Whether a contact is such a call that no lead has looked at."""
    return db.execute(_unseen().where(contact.c.id == contact_id)).first() is not None


def look(db: Connection, contact_id: int, person_id: str, by: int, now: datetime) -> None:
    """Say whom a call was about, or that it was about nobody we know."""
    if not waits(db, contact_id):
        raise Refused("この電話は、もう確かめてあります。")
    if person_id and people.find(db, person_id) is None:
        raise Refused("その記録番号の方はいません。番号を確かめてください。")
    db.execute(insert(search_call), {"contact_id": contact_id, "person_id": person_id or None, "at": now, "by": by})


def about(db: Connection, numbers: Sequence[str]) -> Sequence[Row[Any, Any]]:
    """Return the calls in which a person was looked for, the newest first."""
    question = select(contact.c.id, contact.c.started_at).join(search_call, search_call.c.contact_id == contact.c.id)
    return db.execute(question.where(search_call.c.person_id.in_(numbers)).order_by(contact.c.started_at.desc())).all()
