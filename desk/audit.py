"""The log of who did what, reads too: an append-only chain in which each entry vouches for all before it. Ids only.

An entry's digest is made with the key of the records, so that who can write to the file but has not the key cannot mend
the chain. What the head was is also written to `audit.heads`, a line a day, so that cutting off the end is found.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, func, insert, select

from desk.tables import audit

FIRST = "0" * 64
Known = dict[int, str]


@dataclass(frozen=True)
class Trail:
    """Writes the log and vouches for it."""

    key: bytes
    heads: Path

    def note(
        self, db: Connection, at: datetime, user_id: int | None, act: str, subject: str = "", detail: str = ""
    ) -> None:
        """Write down one act."""
        seq, previous = head(db)
        entry = {"seq": seq + 1, "at": at, "user_id": user_id, "act": act, "subject": subject, "detail": detail}
        digest = self.digest(entry, previous)
        db.execute(insert(audit), {**entry, "previous": previous, "digest": digest})
        if seq and _day(db, seq) != at.date().isoformat():
            self._remember(seq, previous)

    def verify(self, db: Connection) -> str:
        """Return what is wrong with the log, in words for staff; nothing if it is whole."""
        previous, expected, known = FIRST, 1, self._known()
        rows = db.execute(select(audit).order_by(audit.c.seq), execution_options={"yield_per": 1000})
        for row in rows.mappings():
            if row["seq"] != expected or row["previous"] != previous or row["digest"] != self.digest(row, previous):
                return f"{expected}番目の記録が、書かれたときと変わっています。"
            if known.pop(expected, row["digest"]) != row["digest"]:
                return f"{expected}番目の記録が、その日の控えと違います。"
            previous, expected = row["digest"], expected + 1
        return f"控えにある{max(known)}番目までの記録がありません。" if known else ""

    def anchor(self, db: Connection) -> tuple[int, str]:
        """Write the head into the file of heads now, as a backup does; return it."""
        seq, digest = head(db)
        self._remember(seq, digest)
        return seq, digest

    def digest(self, entry: Mapping[str, object] | RowMapping, previous: str) -> str:
        """Return what an entry vouches with for itself and all before it."""
        parts = [entry[name] for name in ("seq", "user_id", "act", "subject", "detail")]
        text = json.dumps([previous, str(entry["at"]), *parts], ensure_ascii=False)
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()

    def _remember(self, seq: int, digest: str) -> None:
        with self.heads.open("a", encoding="ascii") as file:
            file.write(f"{seq} {digest}\n")

    def _known(self) -> Known:
        lines = self.heads.read_text("ascii").splitlines() if self.heads.exists() else []
        return {int(seq): digest for seq, _, digest in (line.partition(" ") for line in lines)}


def head(db: Connection) -> tuple[int, str]:
    """Return the number and the digest of the newest entry."""
    row = db.execute(select(audit.c.seq, audit.c.digest).order_by(audit.c.seq.desc()).limit(1)).first()
    return (row.seq, row.digest) if row else (0, FIRST)


def _day(db: Connection, seq: int) -> str:
    at: datetime = db.execute(select(audit.c.at).where(audit.c.seq == seq)).scalar_one()
    return at.date().isoformat()


def entries(db: Connection, *, subject: str = "", user_id: int | None = None, most: int = 200) -> Sequence[RowMapping]:
    """Return the newest entries, of one subject or of one user where asked."""
    question = select(audit).order_by(audit.c.seq.desc()).limit(most)
    if subject:
        question = question.where(audit.c.subject == subject)
    if user_id is not None:
        question = question.where(audit.c.user_id == user_id)
    return db.execute(question).mappings().all()


def visitors(db: Connection, subjects: Iterable[str]) -> Sequence[Row[Any]]:
    """Return who opened some records: user, act, how often, when first and last; the last to come first."""
    last = func.max(audit.c.at).label("last")
    question = select(
        audit.c.user_id, audit.c.act, func.count().label("times"), func.min(audit.c.at).label("first"), last
    )
    grouped = question.where(audit.c.subject.in_(list(subjects))).group_by(audit.c.user_id, audit.c.act)
    return db.execute(grouped.order_by(last.desc())).all()


def count(db: Connection) -> int:
    """Return how many entries there are: the newest bears that number."""
    return head(db)[0]
