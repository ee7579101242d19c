"""In and out: signing in, taking over an invited account, the lock."""

from typing import Any

import pyotp
import qrcode
from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from markupsafe import Markup
from qrcode.image.svg import SvgPathFillImage
from werkzeug.wrappers import Response as AnyResponse

from desk import access, accounts, sessions
from desk.accounts import Refused, User
from desk.practice import codes_now
from desk.web.guard import COOKIE, me, office

PAGES = Blueprint("door", __name__)
WRONG = "利用者名、パスワード、確認コードのどれかが違います。続けて5回違うと、5分のあいだ入れません。"


@PAGES.get("/health")
def health() -> Response:
    """Say that the desk is there."""
    return Response(status=204)


@PAGES.route("/login", methods=["GET", "POST"])
def login() -> Any:
    """Let somebody in."""
    if request.method == "GET":
        return _login_page()
    form, now = request.form, office().time
    with office().database.writing() as db:
        user = accounts.sign_in(db, form.get("login", ""), form.get("password", ""), form.get("code", ""), now)
        office().trail.note(db, now, user.id if user else None, "sign-in" if user else "sign-in refused")
    return _enter(user) if user else (_login_page(WRONG), 403)


def _login_page(wrong: str = "") -> str:
    with office().database.reading() as db:
        practice = codes_now(db, office().time) if office().practice else []
    return render_template("login.html", wrong=wrong, login=request.form.get("login", ""), accounts=practice)


def _enter(user: User) -> AnyResponse:
    with office().database.writing() as db:
        token = sessions.begin(db, user.id, office().time)
    answer = redirect(url_for(access.home(user.roles)), 303)
    # Only on this machine itself is there no TLS; the cookie of an office's network never leaves it in the open.
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Strict", secure=request.is_secure)
    return answer


@PAGES.route("/setup", methods=["GET", "POST"])
def setup() -> Any:
    """Let somebody who was invited choose her password and take over her second factor."""
    form, now = request.form, office().time
    totp = form.get("totp") or pyotp.random_base32()
    if request.method == "GET":
        return _setup_page(totp)
    try:
        with office().database.writing() as db:
            row = accounts.invited(db, form.get("login", ""), form.get("words", ""), now)
            user = accounts.take_over(db, row, form.get("password", ""), totp, form.get("code", ""), now)
            office().trail.note(db, now, user.id, "account begun", f"user:{user.id}")
    except Refused as why:
        return _setup_page(totp, str(why)), 400
    return _enter(user)


def _setup_page(totp: str, wrong: str = "") -> str:
    form = request.form
    code = qrcode.QRCode(border=2)
    code.add_data(pyotp.TOTP(totp).provisioning_uri(name=form.get("login") or "tsunagari", issuer_name="tsunagari"))
    drawn = Markup(code.make_image(image_factory=SvgPathFillImage).to_string(encoding="unicode"))  # noqa: S704
    kept = {name: form.get(name, "") for name in ("login", "words")}
    return render_template("setup.html", totp=totp, qr=drawn, wrong=wrong, kept=kept, shortest=accounts.SHORTEST)


@PAGES.post("/logout")
def logout() -> AnyResponse:
    """Let somebody out."""
    with office().acting(me().id, "sign-out") as db:
        sessions.end(db, g.session)
    answer = redirect(url_for("door.login"), 303)
    answer.delete_cookie(COOKIE)
    return answer


@PAGES.post("/lock")
def lock() -> AnyResponse:
    """Lock the screen at once."""
    return _locked(locked=True)


def _locked(*, locked: bool) -> AnyResponse:
    with office().database.writing() as db:
        sessions.lock(db, g.session, locked=locked, now=office().time)
    return redirect(url_for("door.unlock") if locked else _back(), 303)


def _back() -> str:
    """Return the page to go back to: one of ours."""
    wanted = request.values.get("next", "")
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/"


@PAGES.route("/unlock", methods=["GET", "POST"])
def unlock() -> Any:
    """Open a locked screen again."""
    if request.method == "GET":
        return render_template("unlock.html", wrong="", back=_back())
    with office().database.writing() as db:
        right = accounts.knows_password(db, me().id, request.form.get("password", ""), office().time)
    if not right:
        return render_template("unlock.html", wrong="パスワードが違います。", back=_back()), 403
    return _locked(locked=False)


@PAGES.get("/")
def home() -> AnyResponse:
    """Go where one's day begins."""
    return redirect(url_for(access.home(me().roles)), 303)
