"""The lists that records are coded with: the administrator adds a choice or retires one, and touches no code."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from desk import choices, codes
from desk.accounts import Refused
from desk.web.guard import me, office

PAGES = Blueprint("lists", __name__, url_prefix="/lists")


@PAGES.get("")
def index() -> str:
    """Show the lists that an office may add to."""
    return render_template("lists.html", lists=choices.LISTS)


@PAGES.get("/<name>")
def show(name: str) -> str:
    """Show one list."""
    return _page(name)


def _page(name: str, wrong: str = "") -> str:
    if name not in choices.LISTS:
        raise NotFound
    found = {"name": name, "title": choices.LISTS[name], "rows": codes.codes(name), "built_in": codes.built_in(name)}
    return render_template("list.html", **found, stays=choices.STAYS, wrong=wrong, form=request.form)


@PAGES.post("/<name>")
def add(name: str) -> Any:
    """Add a choice."""
    form = request.form
    try:
        with office().acting(me().id, "add choice", f"list:{name}"[:40]) as db:
            choices.add(db, name, form.get("ja", ""), form.get("like", ""), me().id, office().time)
    except Refused as why:
        return _page(name, str(why)), 400
    return redirect(url_for("lists.show", name=name), 303)


@PAGES.post("/<name>/<value>")
def retire(name: str, value: str) -> AnyResponse:
    """Take a choice from the forms, or bring it back."""
    retired = request.form.get("back") != "yes"
    act = "retire choice" if retired else "bring choice back"
    with office().acting(me().id, act, f"list:{name}"[:40], value[:40]) as db:
        choices.retire(db, name, value, me().id, office().time, retired=retired)
    return redirect(url_for("lists.show", name=name), 303)
