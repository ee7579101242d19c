"""The log, for who watches: what was done, by whom, whether the chain is whole, who opened a record. Ids only."""

from flask import Blueprint, render_template, request

from desk import accounts, audit
from desk.web.guard import me, office

PAGES = Blueprint("log", __name__, url_prefix="/log")


@PAGES.get("")
def entries() -> str:
    """Show the newest entries."""
    wanted = request.args.get("subject", "")[:40]
    with office().acting(me().id, "read log", detail=wanted) as db:
        rows, people, total = audit.entries(db, subject=wanted), accounts.names(db), audit.count(db)
    return render_template("log.html", rows=rows, people=people, total=total, subject=wanted, verdict=None)


@PAGES.get("/verify")
def verify() -> str:
    """Follow the whole chain and say whether it is whole."""
    with office().database.reading() as db:
        verdict = office().trail.verify(db)
        rows, people, total = audit.entries(db), accounts.names(db), audit.count(db)
    return render_template("log.html", rows=rows, people=people, total=total, subject="", verdict=verdict)


@PAGES.get("/record/<subject>")
def who_opened(subject: str) -> str:
    """Show who opened one record."""
    with office().acting(me().id, "read log", detail=subject) as db:
        rows, people = audit.entries(db, subject=subject), accounts.names(db)
    return render_template("log.html", rows=rows, people=people, total=len(rows), subject=subject, verdict=None)
