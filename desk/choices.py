"""The office's own choices: added to a list beside one that they count like, and retired rather than deleted.

What an old record says keeps its meaning: a stored value is never given another label, and never goes away. Retiring
one only takes it from the forms.
"""

import unicodedata
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from desk import codes
from desk.accounts import Refused
from desk.codes import Own
from desk.tables import choice

LONGEST = 30
# The lists that an office may add to, as staff call them. In the others each value has its own rule in the program.
LISTS = {
    "main_issue": "主訴・関連",
    "response": "対応",
    "intake_route": "何で知ったか",
    "referral_dest": "紹介先",
    "referral_stop": "紹介が止まった理由",
    "safety_flag": "気にとめる事実",
    "care_needs": "配慮",
    "language": "ことば",
    "employment_type": "働き方",
}
# What forms begin with, and what is said when nothing was: it stays on offer.
STAYS = frozenset({"not_asked", "declined", "unknown", "other", "ja"})


def read(db: Connection) -> tuple[Own, ...]:
    """Return all that the office has added or retired."""
    rows = db.execute(select(choice).order_by(choice.c.id))
    return tuple(Own(row.list, row.value, row.ja, row.like, row.retired) for row in rows)


def add(db: Connection, name: str, ja: str, like: str, by: int, now: datetime) -> str:
    """Add a choice that counts like one of the list's own; return the value under which it is stored."""
    label = " ".join(ja.split())
    if name not in LISTS or not 1 <= len(label) <= LONGEST:
        raise Refused(f"選択肢のことばを{LONGEST}字までで入れてください。")
    if like not in codes.built_in(name):
        raise Refused("どれと同じに数えるかを選んでください。")
    if _same(label) in {_same(code.ja) for code in codes.codes(name)}:
        raise Refused("同じことばの選択肢が、もうあります。やめたものなら「もどす」を押してください。")
    number = len([own for own in read(db) if own.list == name and own.ja]) + 1
    entry = {"list": name, "value": f"own_{number}", "ja": label, "like": like, "at": now, "by": by}
    db.execute(insert(choice), entry)
    codes.use(read(db))
    return f"own_{number}"


def _same(label: str) -> str:
    """Return a label as a reader sees it, whatever the width of its signs."""
    return "".join(unicodedata.normalize("NFKC", label).split())


def retire(db: Connection, name: str, value: str, by: int, now: datetime, *, retired: bool) -> None:
    """Take a choice from the forms, or bring it back; what was recorded with it stays as it is."""
    if name not in LISTS or value not in codes.values(name) or value in STAYS:
        raise Refused("この選択肢は、いつも使えるようにしてあります。")
    where = (choice.c.list == name, choice.c.value == value)
    done = db.execute(update(choice).where(*where).values(retired=retired).returning(choice.c.id)).first()
    if done is None:
        db.execute(insert(choice), {"list": name, "value": value, "retired": retired, "at": now, "by": by})
