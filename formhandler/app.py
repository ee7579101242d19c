"""The Flask side. Every POST is answered 303: a page after a POST would stay on the disk of the machine she used."""

import logging
import secrets
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import parse_qs

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.languages import BY_CODE, LANGUAGES, SOURCE, Language
from formhandler import addresses, page_token
from formhandler.desk_door import desk_door
from formhandler.headers import POLICY, from_our_page, with_headers
from formhandler.intake import JST, Intake, Posted
from formhandler.keeper import Keeper
from formhandler.notice import Notice, mail
from formhandler.pages import Page, Pages
from formhandler.request import POINT
from formhandler.settings import Settings, from_environment
from formhandler.site_files import site_files
from formhandler.store import Store, Unavailable

LOG = logging.getLogger("formhandler")
LARGEST = 40_960  # bytes of a form: three times the longest that our page can send, percent-encoded
COOKIE = "k"
FORM_TYPE = "application/x-www-form-urlencoded"
FOLDERS = ",".join(f'"{language.code}"' for language in LANGUAGES if language.prefix)
View = Callable[[Language, str], Response]


def create_app(settings: Settings | None = None, store: Store | None = None) -> Flask:
    """Return the drop box; Unfit, with the cure, if it would lose or leak."""
    settings = settings or from_environment()
    built = Pages(settings.site)
    store = store or open_store(settings)
    keeper = Keeper(store)
    keeper.start()
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, PROPAGATE_EXCEPTIONS=False)
    app.logger.disabled = True  # what Flask writes of an error may hold what was typed
    DropBox(settings, built, store, keeper).register(app)
    notice = Notice(store, mail(settings.mail).send) if settings.mail else None
    if notice:
        notice.start()
    desk_door(app, store, settings.signers, lambda: keeper.state() | mail_state(notice))
    if settings.serve_site:
        site_files(app, settings.site)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    return app


def mail_state(notice: Notice | None) -> dict[str, object]:
    """Return what the desk is told of the mail: none, working or failing."""
    if notice is None:
        return {"mail": "none"}
    return {"mail": "failing" if notice.failing else "working"}


def open_store(settings: Settings) -> Store:
    """Return the store that the settings name."""
    if settings.database:
        from formhandler.store_postgres import PostgresStore  # noqa: PLC0415 (its library is loaded only where used)

        return PostgresStore(settings.database)
    from formhandler.store_sqlite import SqliteStore  # noqa: PLC0415

    return SqliteStore(settings.state / "box.sqlite3")


class DropBox:
    """The routes of the public side."""

    def __init__(self, settings: Settings, built: Pages, store: Store, keeper: Keeper) -> None:
        self._settings = settings
        self._pages = built
        self._store = store
        self._intake = Intake(settings.secret, settings.recipients, store, lambda: keeper.today)

    def register(self, app: Flask) -> None:
        """Add the routes of every language, and what holds for every answer."""
        for method, name, view in self._routes():
            for rule in (f"/{name}", f"/<any({FOLDERS}):code>/{name}"):
                seen = partial(_in_language, view, name)
                app.add_url_rule(rule, f"{method} {rule}", seen, methods=[method], provide_automatic_options=False)
        app.add_url_rule("/health", "health", self.health, provide_automatic_options=False)
        app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[assignment, method-assign]
        app.register_error_handler(Exception, self._failed)

    def _routes(self) -> list[tuple[str, str, View]]:
        forms = [("GET", name, self.form) for name in (addresses.FORM, addresses.BACK)]
        answers = [("GET", name, self.answer) for name in addresses.ANSWERS]
        return [*forms, *answers, ("POST", addresses.FORM, self.call), ("POST", addresses.BACK, self.back)]

    def form(self, language: Language, name: str) -> Response:
        """Serve a form with a token of its own; without a time that can be asked for, the telephone numbers."""
        secret, now = self._settings.secret, time.time()
        page = self._pages.page(language, name)
        offered = self._intake.slots.open(
            page.windows, page.capacity, datetime.fromtimestamp(now, JST).replace(tzinfo=None)
        )
        if name == addresses.FORM and not offered:
            return _to(language, addresses.TELEPHONE)
        token = page_token.mint(secret, now)
        point = request.args.get("p", "")
        fill = {"token": token.text, "code": page_token.spaced(page_token.code(secret, token.nonce))}
        fill["point"] = point if POINT.fullmatch(point) else ""
        return _html(page, page.served(offered, **fill))

    def call(self, language: Language, name: str) -> Response:
        """Take a request for a call."""
        page = self._pages.page(language, name)
        return self._take(language, lambda posted: self._intake.call(posted, page.windows, page.capacity))

    def back(self, language: Language, _: str) -> Response:
        """Take a wish to be called no more; the answer and the work are the same whatever the code."""
        return self._take(language, self._intake.take_back)

    def answer(self, language: Language, name: str) -> Response:
        """Serve one of the three answers, and take back the cookie that kept the filled form out of the cache."""
        page = self._pages.page(language, name)
        response = _html(page, page.html)
        self._cookie(response, "", 0)
        return response

    def health(self) -> Response:
        """Say whether requests are being kept, and nothing else."""
        try:
            self._store.trusted_day()
        except Unavailable:
            return Response(status=503)
        return Response(status=204)

    def _take(self, language: Language, take: Callable[[Posted], bool]) -> Response:
        headers = request.headers
        ours = from_our_page(headers.get("Sec-Fetch-Site"), headers.get("Origin"), request.host)
        if not ours or request.mimetype != FORM_TYPE:
            return self._away(language, addresses.TELEPHONE)
        # what is no UTF-8 stays readable for the desk
        form = parse_qs(request.get_data(as_text=True), keep_blank_values=True, errors="backslashreplace")
        posted = Posted(form, language.code, request.remote_addr or "", time.time(), time.monotonic())
        try:
            return self._away(language, addresses.TAKEN if take(posted) else addresses.BUSY)
        except Unavailable as error:
            LOG.error("not kept: %s", error)
            return self._away(language, addresses.TELEPHONE)

    def _away(self, language: Language, name: str) -> Response:
        """Answer 303, with a cookie that nobody reads: setting it keeps Back from showing the filled form."""
        response = _to(language, name)
        self._cookie(response, secrets.token_hex(8), None)
        return response

    def _cookie(self, response: Response, value: str, age: int | None) -> None:
        secure = not self._settings.plain_http
        response.set_cookie(COOKIE, value, max_age=age, secure=secure, httponly=True, samesite="Strict")

    def _failed(self, error: Exception) -> Response:
        """Whatever went wrong: after a POST the telephone numbers, otherwise a page that has them."""
        status = error.code or 500 if isinstance(error, HTTPException) else 500
        if status == 500:
            LOG.error("failed: %s", type(error).__name__)
        code = request.path.split("/")[1]
        language = BY_CODE.get(code, BY_CODE[SOURCE])
        if request.method == "POST":
            return self._away(language, addresses.TELEPHONE)
        page = self._pages.page(language, addresses.TELEPHONE)
        return _html(page, page.html, 503 if status == 500 else status)


def _in_language(view: View, name: str, code: str = SOURCE) -> Response:
    return view(BY_CODE[code], name)


def _to(language: Language, name: str) -> Response:
    return Response(status=303, headers={"Location": f"/{language.prefix}{name}"})


def _html(page: Page, html: str, status: int = 200) -> Response:
    return Response(html, status, {POLICY: page.policy}, mimetype="text/html")
