"""The built site behind a server of its own, and browsers of several kinds to open it with."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from directory.load import load
from publish.serve import server
from tests.conftest import SILENT
from tests.site_built import Site

SITE = load().site
BEFORE = "http://before.example/"  # where she was before she came
SAFE = {SITE.exit_url, *SITE.exit_urls.values()}


# A browser answers no question while a page is about to give way to another. So the page tells by itself what it shows
# two frames after it set out for another site: by then it has been painted, and the line is still silent.
TELLS = """window.navigation.addEventListener("navigate", (event) => {
  const look = () => ({
    blank: !document.documentElement.innerText.trim() && !document.body.getClientRects().length
      && document.elementFromPoint(innerWidth / 2, 20) === document.documentElement,
    ground: getComputedStyle(document.documentElement).backgroundColor,
    title: document.title,
    typed: [...document.querySelectorAll("input,textarea,select")].some((f) => f.checked || f.value.trim()),
  });
  if (new URL(event.destination.url).origin === location.origin) return;
  const atOnce = look();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    console.info("shows", JSON.stringify({ atOnce, later: look() }))));
});"""


class Line:
    """The line to the weather: nobody answers until the test says so."""

    def __init__(self, context: BrowserContext) -> None:
        """Take every request for a safe page."""
        context.add_init_script(TELLS)
        self.context = context
        self.held: list[Route] = []
        self.asked: list[str] = []
        self.reply: dict[str, Any] = {}
        context.route(lambda url: url in SAFE, self._take)

    def _take(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if self.reply:
            route.fulfill(**self.reply)
        else:
            self.held.append(route)

    def times_asked(self) -> int:
        """Return how often the weather was asked for, once it has been."""
        while not self.asked:
            self.context.cookies()  # a question to the browser, during which the request arrives
        return len(self.asked)

    def answer(self) -> None:
        """Let the weather's page come, now and from now on."""
        self.reply = {"content_type": "text/html", "body": "<title>weather</title><h1>fine</h1>"}
        self._let_go(self.reply)

    def hang_up(self) -> None:
        """End the waiting without a page, as the browser's stop button does."""
        while not self.held:
            self.context.cookies()  # a question to the browser, during which the request arrives
        self._let_go({"status": 204})

    def close(self) -> None:
        """Hold nothing more."""
        self.reply = {"status": 204}
        self._let_go(self.reply)

    def _let_go(self, reply: dict[str, Any]) -> None:
        for route in self.held:
            route.fulfill(**reply)
        self.held.clear()


Hold = Callable[[BrowserContext], Line]


class Visit(Protocol):
    """Opens a browser of its own on the site; what is said of it is as in Playwright's `new_context`."""

    def __call__(self, browser: Browser, **said: object) -> BrowserContext:
        """Return a new context whose addresses begin at the site's root."""


@pytest.fixture(scope="session")
def root(site: Site) -> Iterator[str]:
    """Where the site answers, without the slash at the end."""
    running = server(site.folder, 0)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def visit(root: str) -> Iterator[Visit]:
    """Open contexts on the site and close them after the test."""
    opened: list[BrowserContext] = []

    def open_one(browser: Browser, **said: object) -> BrowserContext:
        wish = {"locale": "ja-JP", "viewport": {"width": 390, "height": 844}} | said
        opened.append(browser.new_context(base_url=root, **wish))  # type: ignore[arg-type]
        opened[-1].set_default_timeout(20_000)
        return opened[-1]

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def hold(visit: Visit) -> Iterator[Hold]:  # noqa: ARG001 (its contexts outlive the lines)
    """Hold a context's line to the weather; a browser does not close while a line is held."""
    lines: list[Line] = []

    def hold_one(context: BrowserContext) -> Line:
        lines.append(Line(context))
        return lines[-1]

    yield hold_one
    for line in lines:
        line.close()


@pytest.fixture
def context(browser: Browser, visit: Visit) -> BrowserContext:
    """A phone with script."""
    return visit(browser)


@pytest.fixture
def line(context: BrowserContext, hold: Hold) -> Line:
    """The phone's line to the weather."""
    return hold(context)


@pytest.fixture
def page(context: BrowserContext, line: Line) -> Page:  # noqa: ARG001 (the line lies ready)
    """A tab that shows another site's page, from which she comes."""
    context.route(f"{BEFORE}**", lambda route: route.fulfill(content_type="text/html", body="<title>before</title>"))
    tab = context.new_page()
    tab.goto(BEFORE)
    return tab


@pytest.fixture(scope="session")
def keeping(browser: Browser) -> Iterator[Browser]:
    """Lend a browser that keeps a left page alive for Back, as every browser does outside a test."""
    flags = [*SILENT, "--no-sandbox"] if os.geteuid() == 0 else SILENT
    chrome = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=flags, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield chrome
    chrome.close()
