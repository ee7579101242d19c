"""The log, for who watches: what was done, by whom, whether the chain is whole, who opened a record. Ids only."""

from typing import Any

from flask import Blueprint, render_template, request

from desk import accounts, audit, watch
from desk.web.guard import me, office

PAGES = Blueprint("log", __name__, url_prefix="/log")


def _page(subject: str = "", verdict: str | None = None) -> Any:
    with office().acting(me().id, "read log", detail=subject) as db:
        rows, people = audit.entries(db, subject=subject), accounts.names(db)
        total, signs = audit.count(db), watch.signs(db, office().time)
    return render_template(
        "log.html", rows=rows, people=people, total=total, subject=subject, verdict=verdict, signs=signs
    )


@PAGES.get("")
def entries() -> Any:
    """Show the newest entries."""
    return _page(request.args.get("subject", "")[:40])


@PAGES.get("/verify")
def verify() -> Any:
    """Follow the whole chain and say whether it is whole."""
    with office().database.reading() as db:
        verdict = office().trail.verify(db)
    return _page(verdict=verdict)


@PAGES.get("/record/<subject>")
def who_opened(subject: str) -> Any:
    """Show who opened one record."""
    return _page(subject[:40])
