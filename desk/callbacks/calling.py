"""Calling: one counsellor claims, only inside a time she gave, three times at most; how it went decides what follows.

The button is locked outside her windows. On the day of her last window a reason and a second name can still open it;
after that day nothing can.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, insert, update

from desk.accounts import Refused
from desk.callbacks.case import APART, MOST, Case, still_open
from desk.callbacks.states import move
from desk.codes import code, values
from desk.record_key import Keys
from desk.tables import attempt, callback

FEWEST_SIGNS = 5  # of a reason: 「はい」 is none
ALERTS = frozenset({"other_person", "spoke_noword"})
LONGEST_NOTE = 80
NUMBER = re.compile(r"\+?\d(?:[-() ]?\d){7,}")


@dataclass(frozen=True)
class Override:
    """Why somebody is called outside her windows, and who else says so."""

    reason: str = ""
    second_id: int | None = None


@dataclass(frozen=True)
class Result:
    """How a call went."""

    result: str
    seconds: int = 0
    said: str = "none"
    note: str = ""


def refresh(db: Connection, keys: Keys, now: datetime) -> None:
    """Let the clock do its part: what is due becomes due, what is over ends."""
    for case in still_open(db, keys):
        row, status = case.row, case.row["status"]
        if row["last_end"] is None or now >= day_after(row["last_end"]):
            over = row["last_end"] is not None or now - row["received_at"] > timedelta(days=14)
            if over:
                move(db, row, "expired", now, ended_by="希望の時間が過ぎた")
        elif status in ("claimed", "retry") and not row["alert"] and may_call(case, now):
            move(db, row, "due", now)
        elif status == "due" and case.window(now) is None and not _talking(case):
            move(db, row, "retry", now, next_at=case.next_time(now))


def day_after(end: datetime) -> datetime:
    """Return the midnight after a time."""
    return datetime.combine(end.date() + timedelta(days=1), time())


def may_call(case: Case, now: datetime) -> bool:
    """Whether a call is allowed now without asking anybody."""
    return case.window(now) is not None and not case.spent and case.next_time(now) == now


def _talking(case: Case) -> bool:
    """Whether a call was begun whose result is not yet told."""
    return bool(case.attempts) and not case.attempts[-1]["result"]


def claim(db: Connection, case: Case, user_id: int, now: datetime) -> None:
    """Give a request to one counsellor; Refused if another was quicker."""
    if case.row["claimed_by"] not in (None, user_id):
        raise Refused("先にほかの人が担当になりました。一覧にもどって、別の方をお願いします。")
    if case.row["status"] == "new":
        move(db, case.row, "claimed", now, claimed_by=user_id)
    db.execute(update(callback).where(callback.c.id == case.row["id"]).values(claimed_by=user_id))


def hand_back(db: Connection, case: Case, user_id: int, *, lead: bool) -> None:
    """Let somebody else claim it: she who has it says so, or the lead."""
    if case.row["claimed_by"] != user_id and not lead:
        raise Refused("担当の人か主任だけが、担当を外せます。")
    db.execute(update(callback).where(callback.c.id == case.row["id"]).values(claimed_by=None))


def locked(case: Case, user_id: int, now: datetime) -> str:
    """Return why nobody may call now whatever she says, or nothing."""
    row = case.row
    if row["claimed_by"] != user_id:
        return "担当になってから、かけてください。"
    if row["status"] not in ("claimed", "due", "retry") or not case.contact.get("tel"):
        return "このお願いは終わっています。"
    if row["alert"]:
        return "主任が見るまで、かけません。"
    if _talking(case):
        return "前の電話がどうだったかを、先に書いてください。"
    if case.spent:
        return f"かけるのは{MOST}回までです。"
    if case.attempts and now < case.attempts[-1]["at"] + APART:
        return "前の電話から20分たってから、かけます。"
    return ""


def press(
    db: Connection, case: Case, user_id: int, now: datetime, showing: str, ready: Sequence[str], over: Override
) -> None:
    """Begin a call, which shows her number; Refused unless everything that keeps her safe holds."""
    if why := locked(case, user_id, now):
        raise Refused(why)
    inside = case.window(now) is not None
    if not inside:
        _check(over, user_id)
    if showing == "show" and case.row["caller_id"] == "withhold":
        raise Refused("番号を出さずにかける約束です。184をつけてください。")
    if case.row["status"] != "due":
        move(db, case.row, "due", now)
    entry = {"callback_id": case.row["id"], "at": now, "by": user_id, "caller_id_used": showing, "in_window": inside}
    reason = {} if inside else {"override_reason": over.reason.strip(), "second_id": over.second_id}
    db.execute(insert(attempt), {**entry, "preflight": list(ready), **reason})


def _check(over: Override, user_id: int) -> None:
    if len(over.reason.strip()) < FEWEST_SIGNS or over.second_id in (None, user_id):
        raise Refused("希望の時間の外です。かけるときは、理由と、もう一人の名前を入れてください。")


def told(db: Connection, case: Case, user_id: int, now: datetime, result: Result) -> None:
    """Write down how a call went, and what follows from it."""
    if not _talking(case) or case.attempts[-1]["by"] != user_id:
        raise Refused("この電話の結果は、もう書いてあります。")
    if result.result not in values("cb_attempt_result"):
        raise Refused("電話がどうだったかを、一つ選んでください。")
    if result.result == "voicemail_left" and case.row["voicemail"] == "never":
        raise Refused(
            "留守番電話には何も残さない約束です。残してしまったときは、主任に話してから「別の人が出た」を選んでください。"
        )
    entry = vars(result) | {"note": _without_number(result.note)[:LONGEST_NOTE]}
    db.execute(update(attempt).where(attempt.c.id == case.attempts[-1]["id"]).values(**entry))
    _follow(db, case, now, result.result)


def _without_number(note: str) -> str:
    """Return a note without what may be a telephone number: the log of calls outlives hers."""
    return NUMBER.sub("（番号）", unicodedata.normalize("NFKC", note).strip())


def _follow(db: Connection, case: Case, now: datetime, result: str) -> None:
    then = case.next_time(now)
    if result == "spoke_ok":
        move(db, case.row, "done", now, ended_by="話せた")
    elif code("cb_attempt_result", result).more["closes"]:
        move(db, case.row, "stopped", now, ended_by=code("cb_attempt_result", result).ja)
    elif result in ALERTS:
        move(db, case.row, "retry", now, alert=True, next_at=None)
    elif case.spent or then is None:
        why = f"{MOST}回かけた" if case.spent else "希望の時間が残っていない"
        move(db, case.row, "stopped", now, ended_by=why)
    else:
        move(db, case.row, "retry", now, next_at=then)


def decide(db: Connection, case: Case, now: datetime, *, again: bool) -> None:
    """Let the lead decide about a request after somebody else answered."""
    if not case.row["alert"] or case.row["status"] not in ("retry", "due"):
        raise Refused("主任が決めるお願いではありません。")
    then = case.next_time(now)
    if again and then and not case.spent:
        db.execute(update(callback).where(callback.c.id == case.row["id"]).values(alert=False, next_at=then))
    else:
        move(db, case.row, "stopped", now, ended_by="主任が止めた")


def stop(db: Connection, case: Case, now: datetime, *, why: str) -> None:
    """End a request without another call."""
    move(db, case.row, "stopped", now, ended_by=why)


def rang(db: Connection, case: Case, now: datetime) -> None:
    """End a request because she rang herself."""
    move(db, case.row, "done", now, ended_by="本人から")
