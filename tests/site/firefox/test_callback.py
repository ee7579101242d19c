"""The call-back form in Firefox: what the next at the machine can find."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Page, Playwright
from werkzeug.test import run_wsgi_app

from directory.languages import BY_CODE
from tests.formhandler.box import Box, serving
from tests.formhandler.tls import context as certificate
from tests.site.test_callback import (
    NAME,
    NUMBER,
    TYPED,
    WORD,
    box,
    fill,
    send,
    she_asks_in_each_language,
)

__all__ = ["box"]
# As in a person's Firefox; only that it does not take 15 seconds until it writes down what is on the screen.
PREFERENCES: dict[str, str | float | bool] = {
    "browser.sessionstore.resume_from_crash": True,
    "browser.sessionstore.interval": 200,
}
READERS = [BY_CODE[code] for code in ("ja", "ja-easy", "en", "th", "ne")]
Visit = Callable[[WSGIApplication], AbstractContextManager[tuple[Page, str]]]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def visited(request: pytest.FixtureRequest, playwright: Playwright, firefox: Path, tmp_path: Path) -> Visit:
    """Serve over TLS to a Firefox with a profile of its own, which keeps everything that a person's Firefox keeps."""

    @contextmanager
    def visit(app: WSGIApplication) -> Iterator[tuple[Page, str]]:
        tls, _ = certificate(tmp_path)
        with serving(app if request.param else without_script(app), tls) as server:
            context = playwright.firefox.launch_persistent_context(
                tmp_path / "profile",
                channel="moz-firefox",
                executable_path=firefox,
                ignore_https_errors=True,
                firefox_user_prefs=PREFERENCES,
            )
            yield context.new_page(), f"https://127.0.0.1:{server.port}"
            context.close()

    return visit


def test_from_the_empty_form_to_back(visited: Visit, box: Box) -> None:
    """From the empty form to the empty form, each request taken once and in its language."""
    with visited(box.app) as (page, site):
        she_asks_in_each_language(page, site, READERS)

    assert sorted(request.page for request in box.requests()) == sorted(language.code for language in READERS)
    assert {request.answers["word"] for request in box.requests()} == {WORD}


def test_nothing_stays_on_the_disk(visited: Visit, box: Box, tmp_path: Path) -> None:
    """After Firefox was closed no file of its profile holds a typed word, and no cookie of ours is left."""
    with visited(with_a_field(box.app)) as (page, site):
        write(page, site)
        wait_for_the_disk(page, tmp_path / "profile", "asanokatsuo")
        send(page)
        wait_for_the_disk(page, tmp_path / "profile", "yoinokatsuo")

    assert len(box.requests()) == 1
    assert on_disk(tmp_path / "profile") == []
    with sqlite3.connect(tmp_path / "profile" / "cookies.sqlite") as cookies:
        assert cookies.execute("SELECT name, host FROM moz_cookies").fetchall() == []


def test_nothing_unsent_stays_on_the_disk(visited: Visit, box: Box, tmp_path: Path) -> None:
    """A form that was filled in and closed with the browser is not written down either."""
    with visited(with_a_field(box.app)) as (page, site):
        write(page, site)
        wait_for_the_disk(page, tmp_path / "profile", "asanokatsuo")

    assert on_disk(tmp_path / "profile") == []


def test_a_form_like_any_other_would_be_found(visited: Visit, box: Box, tmp_path: Path) -> None:
    """A form that does not ask to be forgotten is on the disk once Firefox was closed: the test can see it."""
    with visited(with_a_field(box.app, ask=b'autocomplete="on"')) as (page, site):
        write(page, site)
        wait_for_the_disk(page, tmp_path / "profile", "asanokatsuo")

    assert {word for _, word in on_disk(tmp_path / "profile")} >= {NAME, WORD}


def write(page: Page, site: str) -> None:
    """Fill in the form by keyboard, for what is typed is remembered otherwise than what is set."""
    page.goto(f"{site}/callback/")
    fill(page)
    for name, text in TYPED.items():
        page.locator(f"#{name}").clear()
        page.locator(f"#{name}").press_sequentially(text)


def without_script(app: WSGIApplication) -> WSGIApplication:
    """Forbid every script; Playwright cannot turn them off in Firefox."""

    def changed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, ("Content-Security-Policy", "script-src 'none'")], *more)

        return app(environ, start)

    return changed


def with_a_field(app: WSGIApplication, ask: bytes = b'autocomplete="off"') -> WSGIApplication:
    """Put an ordinary field below the page, which does not ask to be forgotten; and let hers ask something else."""

    def changed(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body, status, headers = run_wsgi_app(app, environ | {"HTTP_ACCEPT_ENCODING": "identity"}, buffered=True)
        page = b"".join(body).replace(b'autocomplete="off"', ask)
        page = page.replace(b"</main>", b'<textarea id="last"></textarea></main>')
        headers["Content-Length"] = str(len(page))
        start_response(status, headers.to_wsgi_list())
        return [page]

    return changed


def wait_for_the_disk(page: Page, profile: Path, word: str) -> None:
    """Write into the ordinary field until Firefox has put it down, and with it all that it would of this page."""
    while not on_disk(profile, word):
        page.locator("#last").press_sequentially(word)


def on_disk(profile: Path, *words: str) -> list[tuple[str, str]]:
    """Return which files of a profile hold which words, or hers, in whatever way they are written."""
    return [
        (str(path.relative_to(profile)), word)
        for path in sorted(profile.rglob("*"))
        if path.is_file()
        for content in [unpacked(path.read_bytes())]
        for word in words or (NUMBER, NUMBER.replace("-", ""), NAME, WORD)
        if word.encode() in content or word.encode("utf-16-le") in content
    ]


def unpacked(content: bytes) -> bytes:
    """Return a file as it was before Firefox packed it: by LZ4, new bytes by turns with what stood some way before."""
    if not content.startswith(b"mozLz40\0"):
        return content
    packed, out = iter(content[12:]), bytearray()

    def length(told: int) -> int:
        more = 255 if told == 15 else 0
        while more == 255:
            more = next(packed)
            told += more
        return told

    for token in packed:
        out += bytes(islice(packed, length(token >> 4)))
        before = int.from_bytes(bytes(islice(packed, 2)), "little")
        for _ in range(length(token % 16) + 4 if before else 0):
            out.append(out[-before])
    return bytes(out)
