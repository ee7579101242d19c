"""Banner and card work on a page with a strict policy of its own, and bring nothing with them."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.banners import shelf
from publish.open_data.published import published
from publish.partner_kit import card_snippet, files
from publish.print import banner
from tests.site_built import DAY

GIVEN = published("ja", DAY)
SIZE = (468, 60)
WINDOW = next(window for window in GIVEN.windows if window.id == "national-yorisoi")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word; its pages have a policy that lets in pictures of this server only."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""

    def end_headers(self) -> None:
        """Add the partner's own policy."""
        host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        if self.path.endswith(".html"):
            self.send_header("Content-Security-Policy", f"default-src 'none'; img-src {host}; frame-src {host}")
        super().end_headers()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """Serve the kit and a partner's page that embeds it."""
    for name, text in files(DAY):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    picture = f"{banner.address('ja', SIZE)}.png"
    (tmp_path / picture).parent.mkdir(parents=True)
    (tmp_path / picture).write_bytes(shelf()[picture].read_bytes())
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    address = f"http://127.0.0.1:{running.server_port}/"
    snippets = banner.snippet(GIVEN.site, "ja", SIZE) + card_snippet(WINDOW, GIVEN)
    page = f"<!doctype html><title>x</title>{snippets.replace(GIVEN.site.url, address)}"
    frame = f'<iframe src="{address}kit/card/{WINDOW.id}.svg" width="360" height="200" title="x"></iframe>'
    (tmp_path / "page.html").write_text(page + frame, "utf-8")
    (tmp_path / "favicon.ico").touch()  # the browser asks for it by itself
    threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
    yield address
    running.shutdown()
    running.server_close()


def test_they_show_on_a_page_with_a_strict_policy(browser: Browser, host: str) -> None:
    """Both pictures are drawn, the frame too; nothing is refused, nothing else is asked for, no cookie is set."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url.removeprefix(host)))
    page.goto(f"{host}page.html")
    page.evaluate("Promise.all([...document.images].map(i => i.decode()))")
    widths = page.evaluate("[...document.images].map(i => i.naturalWidth)")
    framed = page.frames[1].locator("text").last.text_content()
    cookies = context.cookies()
    context.close()

    assert widths == [468, 360]
    assert framed == WINDOW.phones[0].number
    assert said == []
    assert set(asked) - {"favicon.ico"} == {"page.html", "banners/ja/468x60.png", f"kit/card/{WINDOW.id}.svg"}
    assert cookies == []
