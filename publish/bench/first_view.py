"""How soon home can be read on a slow line with a slow phone, beside the same content in Material as it comes.

Chromium takes away speed as its developer tools' "Slow 3G" does (2 s to and fro, 50 KB/s), and three quarters of the
processor. Whatever asks another host is refused at once: that flatters Material, whose fonts lie elsewhere.
"""

import gzip
import mimetypes
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from publish.bench.building import MATERIAL, QUIET
from publish.bench.city import DAY
from publish.bench.cost import measured
from publish.bench.rivals import material
from publish.build import build
from publish.serve import Handler

SLOW = {"offline": False, "latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4  # times, the processor
TIMES = 3
SOON, TWICE = 2_500, 2  # milliseconds; times as fast as Material
LIGHT, FEW = 14, 2  # KB; requests
PAGES = {"はじめの頁": "", "しおりの頁": "b/1/", "窓口": "w/kawasaki-dv-center/", "一覧": "w/", "Home (th)": "th/"}
# When the largest thing in sight was painted.
PAINTED = """() => new Promise((say) => {
  new PerformanceObserver((list) => say(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => say(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity), 3000);
})"""


class Compressing(Handler):
    """Serves a folder as a web server in front of it would: compressed."""

    def do_GET(self) -> None:  # noqa: N802 (the library's name)
        """Answer with a file, as gzip."""
        with suppress(BrokenPipeError):  # the browser has closed the page
            self._answer()

    def _answer(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass
class View:
    """What the first view of a page cost."""

    painted: float = 0
    kilobytes: float = 0
    requests: int = 0
    elsewhere: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        hosts = f"・ほかの所へ {len(self.elsewhere)} か所" if self.elsewhere else ""
        return f"{self.painted / 1000:.1f} 秒・{self.kilobytes:.1f} KB・{self.requests} 回{hosts}"


def report() -> Iterator[str]:
    """Yield the lines of the bench."""
    with tempfile.TemporaryDirectory(prefix="tsunagari-") as name, sync_playwright() as playwright:
        folder = Path(name)
        build(folder / "site", DAY)
        material(folder / "site", folder / "material")
        measured(MATERIAL, folder / "material", QUIET)
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield from _compared(browser, folder)
        browser.close()


def _compared(browser: Browser, folder: Path) -> Iterator[str]:
    yield f"\n遅い回線（Slow 3G）と {SLOWER} 分の1の速さの端末で、はじめの頁が読めるまで（{TIMES} 回の中央）"
    with _served(folder / "site") as root:
        views = {name: seen(browser, root + address) for name, address in PAGES.items()}
    with _served(folder / "material" / "site") as root:
        theirs = seen(browser, f"{root}ja/" if (folder / "material/site/ja").is_dir() else root)
    for name, view in views.items():
        light = view.kilobytes <= LIGHT and view.requests <= FEW and not view.elsewhere
        yield f"  {name}: {view}{'' if light else f'（目標 {LIGHT} KB・{FEW} 回・ほかの所 0）'}"
    ours = next(iter(views.values()))
    yield f"  Material のはじめの頁: {theirs}"
    kept = ours.painted <= SOON and theirs.painted >= TWICE * ours.painted
    yield f"  Material の {theirs.painted / ours.painted:.1f} 倍速い{'' if kept else '（目標 2.5 秒まで、2 倍）'}"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def seen(browser: Browser, address: str) -> View:
    """Return what it costs to see a page for the first time, the middle one of a few times."""
    views = [_seen_once(browser, address) for _ in range(TIMES)]
    return next(view for view in views if view.painted == median(one.painted for one in views))


def _seen_once(browser: Browser, address: str) -> View:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="ja-JP")
    page, view = context.new_page(), View()
    _watch(page, view, urlsplit(address).netloc)
    page.goto(address, wait_until="load", timeout=90_000)
    view.painted = page.evaluate(PAINTED)
    context.close()
    return view


def _watch(page: Page, view: View, own: str) -> None:
    """Make the line and the phone slow, count what comes, refuse what would come from elsewhere."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def came(event: dict[str, Any]) -> None:
        view.kilobytes += event["encodedDataLength"] / 1024
        view.requests += 1

    def asked(event: dict[str, Any]) -> None:
        host = urlsplit(event["request"]["url"]).netloc
        if host and host != own:
            view.elsewhere.add(host)

    tools.on("Network.loadingFinished", came)
    tools.on("Network.requestWillBeSent", asked)
    page.context.route(lambda url: urlsplit(url).netloc not in ("", own), lambda route: route.abort())
