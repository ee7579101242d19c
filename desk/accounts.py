"""Who works at the desk: a name of her own, a password (argon2id) and six figures from her telephone (TOTP).

An account begins with an invitation, told once; with it she chooses a password and takes over the second factor. The
first administrator begins in the same way. Nothing said to who cannot get in tells what was wrong.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from desk import access, clock
from desk.tables import session, user

HASHER = PasswordHasher()
SHORTEST = 12
TRIES = 5
CLOSED = timedelta(minutes=5)
INVITED = timedelta(days=3)
STEP = 30  # seconds that six figures hold


class Refused(ValueError):
    """What cannot be done with an account. Staff read the text."""


@dataclass(frozen=True)
class User:
    """Somebody who has signed in."""

    id: int
    login: str
    name: str
    roles: frozenset[str]


def invite(db: Connection, login: str, name: str, roles: Iterable[str], now: datetime) -> str:
    """Make an account that waits for its owner; return the invitation, which is shown once."""
    given = sorted(set(roles))
    if why := access.unfit(given):
        raise Refused(why)
    if not login.isascii() or not login.isalnum() or not 2 <= len(login) <= 30 or not name.strip():
        raise Refused("利用者名は英数字2〜30字、表示名は必ず入れてください。")
    if db.execute(select(user.c.id).where(user.c.login == login)).first():
        raise Refused("同じ利用者名があります。別の名にしてください。")
    db.execute(insert(user), {"login": login, "name": name.strip()[:30], "roles": given})
    return invite_again(db, login, now)


def invite_again(db: Connection, login: str, now: datetime) -> str:
    """Let somebody begin anew, who lost her password or her telephone; return the new invitation."""
    words = "-".join(secrets.token_hex(2) for _ in range(4))
    values = {"invitation": _digest(words), "invited_until": now + INVITED, "password": "", "totp": ""}
    found = db.execute(update(user).where(user.c.login == login).values(active=True, **values).returning(user.c.id))
    end_sessions(db, found.scalar_one())
    return words


def invited(db: Connection, login: str, words: str, now: datetime) -> RowMapping:
    """Return the account that an invitation is for; Refused if it is none."""
    row = db.execute(select(user).where(user.c.login == login, user.c.active)).mappings().first()
    waits = row and row["invitation"] and now <= row["invited_until"]
    if row and waits and hmac.compare_digest(row["invitation"], _digest(words.strip())):
        return row
    raise Refused("利用者名か招待のことばが違うか、期限が切れています。管理者に新しい招待を頼んでください。")


def take_over(db: Connection, row: RowMapping, password: str, totp: str, code: str, now: datetime) -> User:
    """Give an invited account its password and second factor."""
    if len(password) < SHORTEST:
        raise Refused(f"パスワードは{SHORTEST}字以上にしてください。長い文でもかまいません。")
    if row["login"].lower() in password.lower():
        raise Refused("パスワードに利用者名を入れないでください。")
    step = _step(totp, code, now, 0)
    if not step:
        raise Refused("確認コードが違います。携帯電話の時計が合っているか見て、新しい6けたを入れてください。")
    values = {"password": HASHER.hash(password), "totp": totp, "invitation": "", "last_code": step, "failed": 0}
    db.execute(update(user).where(user.c.id == row["id"]).values(**values))
    return _user(row)


def sign_in(db: Connection, login: str, password: str, code: str, now: datetime) -> User | None:
    """Return who signs in; None for anything wrong, after the same work."""
    row, nobody = db.execute(select(user).where(user.c.login == login, user.c.active)).mappings().first(), _nobody()
    right = _password_fits(row["password"] if row else nobody, password)
    if not row or not row["totp"] or (row["closed_until"] and now < row["closed_until"]):
        return None
    step = _step(row["totp"], code, now, row["last_code"]) if right else 0
    if not step:
        _failed(db, row, now)
        return None
    db.execute(update(user).where(user.c.id == row["id"]).values(failed=0, closed_until=None, last_code=step))
    return _user(row)


def knows_password(db: Connection, user_id: int, password: str, now: datetime) -> bool:
    """Whether somebody who has signed in types her password again, to open a locked screen."""
    row = db.execute(select(user).where(user.c.id == user_id, user.c.active)).mappings().one()
    if row["closed_until"] and now < row["closed_until"]:
        return False
    if _password_fits(row["password"], password):
        db.execute(update(user).where(user.c.id == user_id).values(failed=0))
        return True
    _failed(db, row, now)
    return False


def close(db: Connection, user_id: int) -> None:
    """Close an account; what it did stays under its name."""
    db.execute(update(user).where(user.c.id == user_id).values(active=False, password="", totp="", invitation=""))
    end_sessions(db, user_id)


def end_sessions(db: Connection, user_id: int) -> None:
    """Sign somebody out everywhere."""
    db.execute(delete(session).where(session.c.user_id == user_id))


def everybody(db: Connection) -> list[RowMapping]:
    """Return all accounts."""
    return list(db.execute(select(user).order_by(user.c.active.desc(), user.c.id)).mappings())


def colleagues(db: Connection) -> dict[int, str]:
    """Return the names of those who keep records."""
    rows = [row for row in everybody(db) if row["active"]]
    return {row["id"]: row["name"] for row in rows if {access.COUNSELLOR, access.LEAD} & set(row["roles"])}


def names(db: Connection) -> dict[int, str]:
    """Return everybody's name, also of those who have left."""
    return {row.id: row.name for row in db.execute(select(user.c.id, user.c.name))}


def none_yet(db: Connection) -> bool:
    """Whether the desk has no account at all."""
    return not db.execute(select(func.count()).select_from(user)).scalar_one()


def _user(row: RowMapping) -> User:
    return User(row["id"], row["login"], row["name"], frozenset(row["roles"]))


def user_of(db: Connection, user_id: int) -> User:
    """Return somebody by her number."""
    return _user(db.execute(select(user).where(user.c.id == user_id)).mappings().one())


@cache
def _nobody() -> str:
    """Return a password of nobody's: who has no account waits as long for the answer as who has."""
    return HASHER.hash(secrets.token_hex(16))


def _password_fits(kept: str, typed: str) -> bool:
    try:
        return HASHER.verify(kept, typed)
    except (VerificationError, InvalidHashError):
        return False


def _failed(db: Connection, row: RowMapping, now: datetime) -> None:
    failed = row["failed"] + 1
    until = now + CLOSED if failed >= TRIES else None
    db.execute(update(user).where(user.c.id == row["id"]).values(failed=failed % TRIES, closed_until=until))


def _step(totp: str, typed: str, now: datetime, last: int) -> int:
    """Return which half minute the figures are of, one either side of now and later than the last used; 0 if none."""
    figures = "".join(sign for sign in typed if sign.isdecimal())
    generator, current = pyotp.TOTP(totp), clock.epoch(now) // STEP
    steps = (step for step in (current, current - 1, current + 1) if step > last)
    return next((step for step in steps if hmac.compare_digest(generator.generate_otp(step), figures)), 0)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
