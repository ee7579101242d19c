"""What holds for every page: who may see it, whose form it is, what the browser may do with it, what an error says."""

import hmac
import logging
from typing import Any

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from desk import access, choices, codes, sessions, watch
from desk.accounts import Refused, User
from desk.office import Office

LOG = logging.getLogger("desk")
COOKIE = "desk"
READS = ("GET", "HEAD")
OPENS = ("contacts.show", "people.show", "people.index", "callbacks.show")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SAID = {
    400: ("送られたものが読めません", "前の画面にもどって、もう一度してください。"),
    403: ("この画面は開けません", "あなたの役割では使えない画面です。必要なときは管理者に話してください。"),
    404: ("この画面はありません", "上のメニューから選びなおしてください。"),
    405: ("この画面はありません", "上のメニューから選びなおしてください。"),
    413: ("送られたものが大きすぎます", "ファイルを分けて、もう一度してください。"),
    423: ("画面が閉じています", "パスワードを入れると、続きから書けます。"),
    429: ("少しお待ちください", "回数が多すぎます。5分たってから、もう一度してください。"),
}
NOT_YET = "このままでは進めません"
FAILED = (
    "うまくいきませんでした",
    "書いたものは下書きに残っています。もう一度しても同じなら、時刻を管理者に伝えてください。",
)


def office() -> Office:
    """Return the desk that this page belongs to."""
    found: Office = current_app.extensions["office"]
    return found


def me() -> User:
    """Return who is looking."""
    found: User = g.session.user
    return found


def guard(app: Flask) -> None:
    """Put the guard before every page of an app."""
    app.before_request(_admit)
    app.after_request(_headers)
    app.register_error_handler(Exception, _failed)
    app.context_processor(_frame)


def _admit() -> AnyResponse | tuple[str, int] | None:
    g.session = None
    if request.endpoint in access.NOBODY_YET:
        return _own_form(None)
    with office().database.reading() as db:
        codes.use(choices.read(db))
        g.session = sessions.find(db, request.cookies.get(COOKIE, ""), office().time)
    if g.session is None:
        return redirect(url_for("door.login"), 303) if _is_page() else say(403)
    if not access.may(me().roles, request.endpoint or ""):
        return say(403 if request.endpoint else 404)
    return _unlocked() or _own_form(g.session.csrf) or _hurried()


def _unlocked() -> AnyResponse | tuple[str, int] | None:
    if g.session.locked and request.endpoint not in ("door.unlock", "door.logout"):
        back = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("door.unlock", next=back), 303) if _is_page() else say(423)
    if not g.session.locked and g.session.is_stale(office().time):
        with office().database.writing() as db:
            sessions.seen(db, g.session, office().time)
    return None


def _hurried() -> tuple[str, int] | None:
    """Hold somebody up who opens more records than a person can read."""
    if request.endpoint not in OPENS:
        return None
    with office().database.reading() as db:
        return say(429) if watch.too_fast(db, me().id, office().time) else None


def _is_page() -> bool:
    return request.method == "GET" and request.headers.get("X-Requested-With") != "fetch"


def _own_form(csrf: str | None) -> tuple[str, int] | None:
    """Refuse what another site's page sends in our user's name."""
    if request.method in READS:
        return None
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    same = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    origin = request.headers.get("Origin")
    ours = same and (origin is None or origin.partition("://")[2] == request.host)
    return None if ours and (csrf is None or hmac.compare_digest(csrf, given)) else say(400)


def _headers(response: Response) -> Response:
    if request.endpoint == "static":
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def say(status: int, why: str = "") -> tuple[str, int]:
    """Return a page that says what is wrong and what to do."""
    title, cure = SAID.get(status, FAILED)
    title = NOT_YET if why else title
    return render_template("said.html", title=title, cure=why or cure, status=status), status


def _failed(error: Exception) -> AnyResponse | tuple[str, int]:
    if isinstance(error, HTTPException) and error.code:
        return error.get_response() if error.code < 400 else say(error.code)
    if isinstance(error, Refused):
        return say(400, str(error))
    if isinstance(error, NoResultFound):
        return say(404)
    LOG.error("failed: %s at %s", type(error).__name__, request.endpoint)
    return say(500)


def _frame() -> dict[str, Any]:
    """Return what the frame of every page shows."""
    session = g.get("session")
    roles = session.user.roles if session and not session.locked else frozenset()
    return {
        "session": session,
        "practice": office().practice,
        "menu": [(endpoint, label) for endpoint, label in MENU if access.may(roles, endpoint)],
        "section": _section(request.endpoint or ""),
        "may": lambda endpoint: access.may(roles, endpoint),
        "csrf": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(session.csrf),
        "now": office().time,
    }


def _section(endpoint: str) -> str:
    """Return the screen of the menu that is open, or under which the open one stands."""
    if endpoint in dict(MENU):
        return endpoint
    part = "people" if endpoint == "contacts.show" else endpoint.partition(".")[0]
    return next((screen for screen, _ in MENU if screen.startswith(f"{part}.")), "")


MENU = (
    ("today.show", "今日"),
    ("callbacks.index", "折り返し"),
    ("contacts.begin", "電話中"),
    ("people.index", "人の流れ"),
    ("statistics.index", "集計"),
    ("importing.show", "取りこみ"),
    ("administration.users", "利用者"),
    ("administration.retention", "保存の期限"),
    ("lists.index", "選択肢"),
    ("log.entries", "ログ"),
)
