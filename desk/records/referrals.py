"""The ladder from 「案内した」 to 「つながった」: a step is added, never taken back, and says how we know."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from desk.accounts import Refused
from desk.codes import code, values
from desk.records.contacts import Writer
from desk.tables import consent, referral, referral_stage

NEEDS_CONSENT, NEEDS_EVIDENCE = 3, 4


@dataclass(frozen=True)
class Ladder:
    """A referral and the steps taken."""

    row: RowMapping
    steps: tuple[RowMapping, ...]

    @property
    def rank(self) -> int:
        """How far it has come."""
        return max((rank(step["stage"]) for step in self.steps), default=0)


def rank(stage: str) -> int:
    """Return how far up a stage stands."""
    return int(code("referral_stage", stage).more["rank"])


def begin(db: Connection, person_id: str, dest: str, who: Writer, window_id: str = "") -> int:
    """Begin a referral at 「必要がありそう」; its slip has six figures that mean nothing."""
    if dest not in values("referral_dest"):
        raise Refused("紹介先を選んでください。")
    slip = f"{secrets.randbelow(10**6):06}"
    while db.execute(select(referral.c.id).where(referral.c.slip_no == slip)).first():
        slip = f"{secrets.randbelow(10**6):06}"
    row = insert(referral).values(person_id=person_id, dest=dest, slip_no=slip, window_id=window_id)
    number: int = db.execute(row.returning(referral.c.id)).scalar_one()
    _add(db, number, "s0_need", "", who)
    return number


def step(db: Connection, number: int, stage: str, who: Writer, evidence: str = "") -> None:
    """Add a step; Refused if it goes back, or lacks her consent or how we know."""
    ladder = find(db, number)
    if stage not in values("referral_stage") or rank(stage) <= ladder.rank:
        raise Refused("段はもどせません。次の段を選んでください。")
    if rank(stage) >= NEEDS_CONSENT and not agreed(db, ladder.row["person_id"]):
        raise Refused("相手に連絡する前に、「紹介先に名前と要点を伝える」同意を記録してください。")
    if rank(stage) >= NEEDS_EVIDENCE and evidence not in values("referral_evidence"):
        raise Refused("つながったことを何で確かめたかを選んでください。")
    _add(db, number, stage, evidence, who)
    db.execute(update(referral).where(referral.c.id == number).values(stopped=""))


def slip_returned(db: Connection, slip: str, who: Writer) -> int:
    """Take a slip's number that a destination has given back: she came. Return the referral."""
    number = db.execute(select(referral.c.id).where(referral.c.slip_no == _figures(slip))).scalar()
    if number is None:
        raise Refused("その紹介番号はありません。数字を確かめてください。")
    if find(db, number).rank < NEEDS_EVIDENCE:
        step(db, number, "s4_connected", who, "dest_slip")
    return int(number)


def _figures(slip: str) -> str:
    """Return a slip's six figures as they were typed or read out: full width, with blanks."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", slip) if sign.isdecimal())


def stopped(db: Connection, number: int, why: str) -> None:
    """Say why a referral goes no further for now."""
    if why not in values("referral_stop"):
        raise Refused("止まった理由を選んでください。")
    db.execute(update(referral).where(referral.c.id == number).values(stopped=why))


def find(db: Connection, number: int) -> Ladder:
    """Return a referral."""
    row = db.execute(select(referral).where(referral.c.id == number)).mappings().one()
    return Ladder(row, _steps(db, number))


def of(db: Connection, people: Sequence[str]) -> list[Ladder]:
    """Return the referrals of a person's records."""
    rows = db.execute(select(referral).where(referral.c.person_id.in_(people)).order_by(referral.c.id)).mappings().all()
    return [Ladder(row, _steps(db, row["id"])) for row in rows]


def _steps(db: Connection, number: int) -> tuple[RowMapping, ...]:
    question = select(referral_stage).where(referral_stage.c.referral_id == number).order_by(referral_stage.c.id)
    return tuple(db.execute(question).mappings())


def _add(db: Connection, number: int, stage: str, evidence: str, who: Writer) -> None:
    entry = {"referral_id": number, "stage": stage, "evidence": evidence, "at": who.now, "by": who.user_id}
    db.execute(insert(referral_stage), entry)


def agree(db: Connection, person_id: str, scope: str, how: str, now: datetime) -> None:
    """Write down that she has agreed to something."""
    if scope not in values("consent_scope") or how not in ("口頭", "書面", "画面"):
        raise Refused("同意の中身と方法を選んでください。")
    db.execute(insert(consent), {"person_id": person_id, "scope": scope, "how": how, "given_at": now})


def withdraw(db: Connection, person_id: str, number: int, now: datetime) -> None:
    """Write down that she has taken a consent back; Refused if it is not hers, or was taken back before."""
    hers = (consent.c.id == number, consent.c.person_id == person_id, consent.c.withdrawn_at.is_(None))
    if db.execute(update(consent).where(*hers).values(withdrawn_at=now).returning(consent.c.id)).first() is None:
        raise Refused("この同意は、もう取り消してあります。画面を開きなおしてください。")


def agreements(db: Connection, people: Sequence[str]) -> Sequence[RowMapping]:
    """Return what a person has agreed to."""
    return db.execute(select(consent).where(consent.c.person_id.in_(people)).order_by(consent.c.id)).mappings().all()


def agreed(db: Connection, person_id: str, scope: str = "share_dest") -> bool:
    """Whether she agrees to something now."""
    where = (consent.c.person_id == person_id, consent.c.scope == scope, consent.c.withdrawn_at.is_(None))
    return db.execute(select(consent.c.id).where(*where)).first() is not None
