"""What is being written: on the disk before the page says so, every few seconds, until it is saved or thrown away."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from desk.accounts import Refused
from desk.tables import draft

GONE = "この下書きはもうありません。保存したか、捨てたものです。"
Content = dict[str, list[str]]


def begin(db: Connection, user_id: int, now: datetime, content: Content, contact_id: int | None = None) -> str:
    """Begin to write; return the draft's id. A change of a contact that was begun before goes on."""
    mine = (draft.c.user_id == user_id, draft.c.contact_id == contact_id)
    before = db.execute(select(draft.c.id).where(*mine)).scalar() if contact_id else None
    if before:
        return str(before)
    id_ = secrets.token_hex(8)
    row = {"id": id_, "user_id": user_id, "contact_id": contact_id, "began_at": now, "saved_at": now}
    db.execute(insert(draft), {**row, "content": content})
    return id_


def find(db: Connection, id_: str, user_id: int) -> RowMapping:
    """Return somebody's own draft; Refused if it is not hers or not there."""
    row = db.execute(select(draft).where(draft.c.id == id_, draft.c.user_id == user_id)).mappings().first()
    if row is None:
        raise Refused(GONE)
    return row


def keep(db: Connection, id_: str, user_id: int, now: datetime, form: Mapping[str, Sequence[str]], count: int) -> int:
    """Keep what has been written so far; an older page that answers late changes nothing. Return what is kept."""
    row = find(db, id_, user_id)
    if count <= row["count"]:
        return int(row["count"])
    fixed = {name: row["content"][name] for name in ("version", "callback", "person") if name in row["content"]}
    content = {name: list(values) for name, values in form.items() if name not in ("csrf", "count")} | fixed
    db.execute(update(draft).where(draft.c.id == id_).values(content=content, count=count, saved_at=now))
    return count


def of(db: Connection, user_id: int) -> Sequence[RowMapping]:
    """Return what somebody has begun and not finished."""
    return db.execute(select(draft).where(draft.c.user_id == user_id).order_by(draft.c.began_at)).mappings().all()


def throw_away(db: Connection, id_: str, user_id: int) -> None:
    """Forget a draft."""
    db.execute(delete(draft).where(draft.c.id == id_, draft.c.user_id == user_id))


def number(content: Mapping[str, Any], name: str) -> int | None:
    """Return a number that a draft was begun with."""
    found = next(iter(content.get(name, ())), "")
    return int(found) if str(found).isdecimal() else None
