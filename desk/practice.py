"""Practice: accounts whose passwords are no secret, so that a newcomer can try every role on made-up records."""

from datetime import datetime

import pyotp
from sqlalchemy import Connection, insert, select

from desk import access, accounts, clock
from desk.tables import fact, user

PASSWORD = "practice-only-2025"  # noqa: S105 (of worth only where every record is made up)
PEOPLE = (
    ("sato", "佐藤（練習）", [access.COUNSELLOR]),
    ("suzuki", "鈴木（練習）", [access.COUNSELLOR]),
    ("tanaka", "田中（練習）", [access.LEAD]),
    ("shukei", "集計（練習）", [access.STATISTICIAN]),
    ("kenshu", "研修（練習）", [access.TRAINER]),
    ("kanri", "管理（練習）", [access.ADMINISTRATOR]),
    ("kansa", "監査（練習）", [access.AUDITOR]),
)


def add_people(db: Connection) -> list[int]:
    """Add the accounts of practice; return the numbers of those who keep records."""
    password = accounts.HASHER.hash(PASSWORD)
    rows = [
        {"login": login, "name": name, "roles": roles, "password": password, "totp": pyotp.random_base32()}
        for login, name, roles in PEOPLE
    ]
    db.execute(insert(user), rows)
    found = db.execute(select(user.c.id, user.c.roles).order_by(user.c.id))
    return [row.id for row in found if {access.COUNSELLOR, access.LEAD} & set(row.roles)]


def codes_now(db: Connection, now: datetime) -> list[tuple[str, str, str]]:
    """Return login, name and the six figures of this half minute, of an office that was begun for practice only."""
    if db.execute(select(fact.c.value).where(fact.c.name == "practice")).scalar() != "True":
        return []
    known = {login for login, _, _ in PEOPLE}
    rows = db.execute(select(user.c.login, user.c.name, user.c.totp).where(user.c.active).order_by(user.c.id))
    return [(r.login, r.name, pyotp.TOTP(r.totp).at(clock.epoch(now))) for r in rows if r.login in known and r.totp]
