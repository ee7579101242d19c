"""Accounts: inviting, inviting again, closing. The administrator opens no record."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from desk import accounts
from desk import retention as rules
from desk.accounts import Refused
from desk.web.guard import me, office

PAGES = Blueprint("administration", __name__, url_prefix="/users")


def _page(wrong: str = "", invited: tuple[str, str] | None = None) -> str:
    with office().database.reading() as db:
        rows = accounts.everybody(db)
    return render_template("users.html", rows=rows, wrong=wrong, invited=invited, form=request.form)


@PAGES.get("")
def users() -> str:
    """Show all accounts."""
    return _page()


@PAGES.post("")
def invite() -> Any:
    """Invite somebody."""
    form = request.form
    try:
        with office().acting(me().id, "invite", f"user:{form.get('login', '')}") as db:
            words = accounts.invite(
                db, form.get("login", ""), form.get("name", ""), form.getlist("roles"), office().time
            )
    except Refused as why:
        return _page(str(why)), 400
    return _page(invited=(form["login"], words))


@PAGES.route("/retention", methods=["GET", "POST"])
def retention() -> Any:
    """Show how much free text is due to go, by number alone; posted, purge it."""
    now, gone = office().time, None
    with office().acting(me().id, "purge text" if request.method == "POST" else "list for purge") as db:
        if request.method == "POST":
            gone = rules.purge(db, now)
        due, years, before = rules.due(db, now), rules.years(db), rules.border(db, now)
    return render_template("retention.html", due=due, years=years, before=before, gone=gone)


@PAGES.post("/<login>/again")
def again(login: str) -> Any:
    """Invite somebody anew, who lost her password or telephone."""
    with office().acting(me().id, "invite again", f"user:{login}") as db:
        words = accounts.invite_again(db, login, office().time)
    return _page(invited=(login, words))


@PAGES.post("/<int:user_id>/close")
def close(user_id: int) -> AnyResponse:
    """Close an account, but not one's own."""
    if user_id == me().id:
        raise Refused("自分の利用は止められません。ほかの管理者に頼んでください。")
    with office().acting(me().id, "close account", f"user:{user_id}") as db:
        accounts.close(db, user_id)
    return redirect(url_for("administration.users"), 303)
