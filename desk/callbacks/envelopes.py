"""Taking envelopes in: each once, whatever breaks on the way. What cannot be opened is set aside, never dropped.

Receipts are given only for what the transaction has kept; until then the drop box keeps it too, and sends it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from desk.callbacks.case import about, windows_of
from desk.callbacks.states import OPEN, move
from desk.office import Office
from desk.tables import callback, envelope, safe_contact
from formhandler.request import Request, Unreadable, from_json
from formhandler.sealing import Refused, open_envelope
from formhandler.store import Receipt, Row

SEALED = ("tel", "word", "stop_word", "agreed_phrase")
PLAIN = ("call_name", "channel", "phone_shared", "name_mode", "caller_id", "other_answers", "voicemail", "danger")
LISTS = ("care_needs", "topic")
FOREIGN = "この窓口の鍵では開きません。別の窓口あてか、途中でこわれています。"
UNREADABLE = "開きましたが、中を読めません。このプログラムより新しい書式かもしれません。"
TWICE = "同じ番号で中身の違う封筒が先に届いています。"


@dataclass(frozen=True)
class Intake:
    """Opens envelopes with the desk's identities and puts what they hold on the list."""

    office: Office
    identities: Sequence[str]

    def take(self, rows: list[Row]) -> Iterable[Receipt]:
        """Keep rows durably, all or none; return a receipt for each."""
        with self.office.acting(None, "take envelopes", detail=str(len(rows))) as db:
            for row in rows:
                self._keep(db, row, self.office.time)
        return [row.receipt for row in rows]

    def _keep(self, db: Connection, row: Row, now: datetime) -> None:
        before = db.execute(select(envelope.c.digest).where(envelope.c.id == row.id.hex())).scalar()
        if before == row.digest:
            return
        if before is not None:
            _store(db, row, now, id=f"{row.id.hex()}-{row.digest[:16]}", aside=TWICE, content=row.envelope)
            return
        try:
            request = from_json(open_envelope(row.envelope, self.identities))
        except Refused:
            _store(db, row, now, aside=FOREIGN, content=row.envelope)
        except Unreadable:
            _store(db, row, now, aside=UNREADABLE, content=row.envelope)
        else:
            self._enter(db, row, request, now)

    def again(self, user_id: int) -> int:
        """Try once more to open what was set aside, now that another key may be there; return how many opened."""
        opened = 0
        with self.office.acting(user_id, "open again") as db:
            question = select(envelope).where(envelope.c.aside.in_((FOREIGN, UNREADABLE)))
            for kept in db.execute(question).mappings().all():
                row = Row(bytes.fromhex(kept["id"]), kept["day"], kept["key_set"], kept["content"])
                try:
                    request = from_json(open_envelope(row.envelope, self.identities))
                except (Refused, Unreadable):
                    continue
                db.execute(delete(envelope).where(envelope.c.id == kept["id"]))
                self._enter(db, row, request, self.office.time)
                opened += 1
        return opened

    def _enter(self, db: Connection, row: Row, request: Request, now: datetime) -> None:
        if request.kind == "take-back":
            _store(db, row, now, taken_back=request.code)
            take_back(db, request.code, now)
            return
        _store(db, row, now)
        number = _list(db, row, request, now)
        content = {name: request.answers[name] for name in SEALED} | {"windows": list(request.answers["window"])}
        sealed = self.office.database.keys.seal(content, about(number))
        db.execute(insert(safe_contact), {"callback_id": number, "sealed": sealed})
        if request.code and db.execute(select(envelope.c.id).where(envelope.c.taken_back == request.code)).first():
            take_back(db, request.code, now)


def _store(db: Connection, row: Row, now: datetime, **more: object) -> None:
    kept = {"id": row.id.hex(), "digest": row.digest, "day": row.day, "key_set": row.key_set, "taken_at": now}
    # A batch of one keeps a conflict visible at its own row.
    if not db.execute(select(envelope.c.id).where(envelope.c.id == more.get("id", kept["id"]))).first():
        db.execute(insert(envelope), {**kept, **more})


def _list(db: Connection, row: Row, request: Request, now: datetime) -> int:
    answers = request.answers
    spans = windows_of(answers["window"])
    values = {name: str(answers[name]) for name in PLAIN} | {name: list(answers[name]) for name in LISTS}
    values |= {"language": str(answers["language"]), "code": request.code, "point": request.point}
    found = db.execute(
        insert(callback)
        .values(
            **values,
            envelope_id=row.id.hex(),
            received_at=now,
            flags=list(request.flags),
            next_at=spans[0][0] if spans else None,
            last_end=spans[-1][1] if spans else None,
        )
        .returning(callback.c.id)
    )
    return int(found.scalar_one())


def take_back(db: Connection, code: str, now: datetime) -> None:
    """Stop the open requests with this code: she wishes no call any more."""
    question = select(callback).where(callback.c.code == code, callback.c.status.in_(OPEN))
    for row in db.execute(question).mappings().all() if code else ():
        move(db, row, "stopped", now, ended_by="本人が取り消した")


def set_aside(db: Connection) -> list[tuple[str, datetime, str]]:
    """Return id, time and reason of the envelopes that could not be put on the list."""
    question = select(envelope.c.id, envelope.c.taken_at, envelope.c.aside).where(envelope.c.aside != "")
    return [(row.id, row.taken_at, row.aside) for row in db.execute(question.order_by(envelope.c.taken_at.desc()))]
