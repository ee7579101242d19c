"""The call-back form in a real Chromium with its back-forward cache on: what the next at the machine can find."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, Page

from directory.languages import LANGUAGES, Language
from formhandler.intake import JST
from formhandler.request import telephone
from tests.conftest import SILENT
from tests.formhandler.box import Box, open_box, serving
from tests.formhandler.tls import context as certificate
from tests.site_built import DAY, Site

NUMBER, NAME, WORD = "090-0000-7319", "Zzhanakozz", "qqkujiraqq"
# What a person's Chromium does and one that is driven by tests does not: keep also a page that says no-store.
KEEPING = ["--enable-features=CacheControlNoStoreEnterBackForwardCache"]
TYPED = {"tel": NUMBER, "call_name": NAME, "word": WORD}
MORNING = datetime(DAY.year, DAY.month, DAY.day, 8, tzinfo=JST).timestamp()


@pytest.fixture
def box(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """Lend a drop box that serves the built site, on the morning of the day it was built for."""
    start = time.monotonic()
    clock = SimpleNamespace(time=lambda: MORNING + time.monotonic() - start, monotonic=time.monotonic)
    monkeypatch.setattr("formhandler.app.time", clock)
    monkeypatch.setattr("formhandler.gate.Gate.enter", lambda *_, **__: True)
    monkeypatch.setattr("formhandler.slots.Slots.enter", lambda *_: True)
    box = open_box(tmp_path, site=site.folder, serve_site=True)
    yield box
    box.store.close()


@contextmanager
def visited(browser: Browser, app: WSGIApplication, folder: Path, *, script: bool) -> Iterator[tuple[Page, str]]:
    """Serve over TLS to a browser with a profile of its own, which keeps everything that a person's browser keeps."""
    tls, trusted = certificate(folder)
    flags = [*SILENT, *KEEPING, f"--ignore-certificate-errors-spki-list={trusted}"]
    with serving(app, tls) as server:
        context = browser.browser_type.launch_persistent_context(
            folder / "profile",
            executable_path=shutil.which("chromium"),
            args=[*flags, "--no-sandbox"] if os.geteuid() == 0 else flags,
            ignore_default_args=["--disable-back-forward-cache"],
            java_script_enabled=script,
        )
        yield context.new_page(), f"https://127.0.0.1:{server.port}"
        context.close()


def fill(page: Page) -> None:
    """Fill in the form as a person does."""
    folded = page.locator("form.callback details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    for name, text in TYPED.items():
        page.locator(f"#{name}").fill(text)
    page.locator("#window-1").select_option(index=1)
    page.locator("[name=voicemail][value=name_only]").check()


def shown(page: Page) -> list[str]:
    """Return what stands in the fields that were typed into."""
    return [value for name in TYPED if (value := page.locator(f"#{name}").input_value())]


def send(page: Page) -> None:
    """Press the button."""
    page.locator("form.callback button").click()
    page.wait_for_load_state()


def back(page: Page) -> None:
    """Go back; a page that was kept is not loaded again."""
    page.go_back(wait_until="commit")
    page.wait_for_timeout(300)


def on_disk(folder: Path) -> list[tuple[str, str]]:
    """Return which files of a profile hold which typed words."""
    found = []
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found += [
            (str(path.relative_to(folder)), word)
            for word in (NUMBER, NUMBER.replace("-", ""), NAME, WORD)
            if word.encode() in content or word.encode("utf-16-le") in content
        ]
    return found


def she_asks_in_each_language(page: Page, site: str, languages: Iterable[Language]) -> None:
    """From the empty form to the empty form, again and again; no cookie is left."""
    for language in languages:
        page.goto(f"{site}/{language.prefix}callback/3/")
        page.goto(f"{site}/{language.prefix}callback/")
        she_is_told_of_a_mistake(page)
        she_sends_and_goes_back(page, language)
    assert page.context.cookies() == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_empty_form_to_back(browser: Browser, box: Box, tmp_path: Path, script: bool) -> None:
    """In every language, with and without script: from the empty form to the empty form."""
    with visited(browser, box.app, tmp_path, script=script) as (page, site):
        she_asks_in_each_language(page, site, LANGUAGES)

    asked = {request.page: request for request in box.requests()}
    assert len(box.requests()) == len(asked) == len(LANGUAGES)
    for code, request in asked.items():
        assert (request.answers["word"], request.answers["language"]) == (WORD, code)
        assert request.answers["voicemail"] == "name_only"
        assert not {"token:none", "window:not-offered", "tel"} & set(request.flags)


def she_is_told_of_a_mistake(page: Page) -> None:
    """The browser itself stops a number that is none, and what was typed stays in the fields."""
    fill(page)
    page.locator("#tel").fill("12")
    send(page)

    assert page.url.endswith("/callback/")
    assert page.locator("input:invalid").get_attribute("name") == "tel"
    assert page.locator("#word").input_value() == WORD


def she_sends_and_goes_back(page: Page, language: Language) -> None:
    """She sees thanks; reload sends nothing again, Back shows nothing of what was typed or chosen."""
    page.locator("#tel").fill(NUMBER)
    send(page)
    assert page.url.endswith(f"/{language.prefix}callback/1/")
    page.reload()
    back(page)

    assert page.url.endswith(f"/{language.prefix}callback/")
    assert shown(page) == []
    assert page.locator("[name=voicemail]:checked").get_attribute("value") == "never"
    page.reload()


def test_browser_and_server_agree_on_numbers(browser: Browser, box: Box, tmp_path: Path) -> None:
    """What the browser lets pass is what the server can read as a number, in whatever digits it is typed."""
    good = [NUMBER, "09000000000", "０９０－００００－００００", "०९०-००००-००००", "๐๙๐ ๐๐๐๐ ๐๐๐๐", "+81 90-0000-0000"]
    with visited(browser, box.app, tmp_path, script=True) as (page, site):
        page.goto(f"{site}/callback/")
        for typed in [*good, "090-0000-00", "90-0000-0000", "はい", "", "090-0000-0000-0"]:
            page.locator("#tel").fill(typed)

            assert page.locator("#tel:valid").count() == (typed in good)
            assert (telephone(typed) is not None) == (typed in good)


def test_leaving_without_sending_empties_the_form(browser: Browser, box: Box, tmp_path: Path) -> None:
    """With script a form that was filled and left shows nothing when she, or another, comes back, and can be sent."""
    with visited(browser, without_cookie(box.app), tmp_path, script=True) as (page, site):
        for language in LANGUAGES[:5]:
            page.goto(f"{site}/{language.prefix}callback/3/")
            page.goto(f"{site}/{language.prefix}callback/")
            fill(page)
            page.goto(f"{site}/{language.prefix}callback/2/")
            back(page)

            assert page.url.endswith("/callback/")
            assert shown(page) == []
            fill(page)
            send(page)
    assert len(box.requests()) == 5
    assert not [request for request in box.requests() if "token:none" in request.flags]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_nothing_stays_on_the_disk(browser: Browser, box: Box, tmp_path: Path, script: bool) -> None:
    """After the browser was closed no file of its profile holds a typed word, and no cookie of ours is left."""
    left = visit(browser, box.app, tmp_path, script=script)

    assert left == []
    assert len(box.requests()) == 1
    with sqlite3.connect(next((tmp_path / "profile").rglob("Cookies"))) as cookies:
        assert cookies.execute("SELECT name, host_key FROM cookies").fetchall() == []


def test_a_page_after_a_post_would_be_found(browser: Browser, box: Box, tmp_path: Path) -> None:
    """The same visit to a box that answers 200 to a POST leaves what she typed on the disk: the test can see it."""
    left = visit(browser, answering_200(box.app), tmp_path, script=True)

    assert {word for _, word in left} >= {NAME, WORD}


def test_back_would_show_it_without_the_cookie(browser: Browser, box: Box, tmp_path: Path) -> None:
    """Without the cookie that is set and deleted, Back shows the filled form: the test can see that, too."""
    seen = 0
    with visited(browser, without_cookie(box.app), tmp_path, script=False) as (page, site):
        for language in LANGUAGES:  # Chromium keeps a page only if it finds the time; once is enough to see it
            page.goto(f"{site}/{language.prefix}callback/3/")
            page.goto(f"{site}/{language.prefix}callback/")
            fill(page)
            try:
                she_sends_and_goes_back(page, language)
            except AssertionError as error:
                seen += WORD in str(error)
                break

    assert seen == 1


def visit(browser: Browser, app: WSGIApplication, folder: Path, *, script: bool) -> list[tuple[str, str]]:
    """Send a request, stay a while, close the browser; return what the profile holds of it."""
    with visited(browser, app, folder, script=script) as (page, site):
        page.goto(f"{site}/callback/")
        fill(page)
        send(page)
        page.wait_for_timeout(3500)  # Chromium writes its session every 2.5 seconds
    return on_disk(folder / "profile")


def answering_200(app: WSGIApplication) -> WSGIApplication:
    """Answer a POST with a page, as most programs do."""

    def changed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return app(environ, start_response)
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "no-store")])
        return [b"<!doctype html><title>x</title>thanks"]

    return changed


def without_cookie(app: WSGIApplication) -> WSGIApplication:
    """Leave the cookie out of every answer."""

    def changed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [item for item in headers if item[0] != "Set-Cookie"], *more)

        return app(environ, start)

    return changed
