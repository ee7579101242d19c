"""The day's list."""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection

from desk import accounts, facts, watch
from desk.access import LEAD
from desk.accounts import Refused
from desk.callbacks import calling, case, purge
from desk.records import drafts, search_calls, today
from desk.web.guard import me, office

PAGES = Blueprint("today", __name__, url_prefix="/today")


@PAGES.get("")
def show() -> str:
    """Show what cannot wait: numbers only."""
    now, keys = office().time, office().database.keys
    with office().database.writing() as db:
        purge.purge(db, now)
        calling.refresh(db, keys, now)
        waiting = [found for found in case.still_open(db, keys) if _of_today(found, now)]
        found, mine, names = today.today(db, me().id, now), drafts.of(db, me().id), accounts.names(db)
        for_lead = (_signs(db, now), search_calls.waiting(db, now)) if LEAD in me().roles else ([], [])
    return render_template(
        "today.html",
        waiting=waiting,
        today=found,
        drafts=mine,
        names=names,
        signs=for_lead[0],
        searching=for_lead[1],
    )


def _signs(db: Connection, now: datetime) -> list[watch.Sign]:
    """Return what the lead has yet to look at; her own days another must look at."""
    return [sign for sign in watch.signs(db, now) if not facts.get(db, sign.key)]


def _of_today(found: case.Case, now: datetime) -> bool:
    at = found.row["next_at"]
    return found.row["alert"] or at is None or at.date() <= now.date()


def _act(act: str, subject: str, work: Any) -> Any:
    with office().acting(me().id, act, subject) as db:
        work(db)
    return redirect(url_for("today.show"), 303)


@PAGES.post("/handover/<int:number>")
def take_over(number: int) -> Any:
    """Say that a handover was read."""
    return _act("take over", f"handover:{number}", lambda db: today.take_over(db, number, me().id, office().time))


@PAGES.post("/second/<int:number>")
def second(number: int) -> Any:
    """Put one's name under an urgent record of somebody else's."""
    return _act("second name", f"contact:{number}", lambda db: today.second(db, number, me().id))


@PAGES.post("/finish/<int:number>")
def finish(number: int) -> Any:
    """Say that what was promised is done."""
    return _act("finish", f"contact:{number}", lambda db: today.finish(db, number))


@PAGES.post("/looked")
def looked() -> Any:
    """Say that the lead has looked at a day on which somebody opened many records; not at her own."""
    wanted = request.form.get("sign", "")

    def work(db: Connection) -> None:
        sign = next((one for one in watch.signs(db, office().time) if one.key == wanted), None)
        if sign is None or sign.user_id == me().id:
            raise Refused("自分の分は、ほかの主任か監査の人に見てもらってください。")
        facts.put(db, sign.key, f"{me().id} {office().time.isoformat()}")

    return _act("watch looked at", wanted, work)
