"""Pages as official sites really serve them, read from a server of this machine."""

import dataclasses
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from directory.load import load
from directory.model import Directory
from directory.parts import Phone, Source
from publish.links import PAUSE, Fetch, check_links, figures, polite
from tests.publish.test_links import WINDOW
from tests.site_built import DAY

NAME = "tsunagari-links (+https://example.org/)"
ROBOTS = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>電話　（０４４）０００－０００１①'
HTML = "text/html"
# Address: status, headers, body.
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/robots.txt": (200, {"Content-Type": "text/plain"}, ROBOTS.encode()),
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, "電話 044-000-0001".encode()),
    "/sjis": (200, {"Content-Type": HTML}, META.format("Shift_JIS").encode("cp932")),
    "/told": (200, {"Content-Type": "text/html; charset=x-sjis"}, META.format("utf-8").encode("cp932")),
    "/euc": (200, {"Content-Type": HTML}, "<meta charset=euc-jp>電話０４４−０００−０００１".encode("euc_jp")),
    "/odd": (200, {"Content-Type": "text/html; charset=klingon"}, b"x"),
    "/moved": (302, {"Location": "/page"}, b"moved"),
    "/round": (302, {"Location": "/round"}, b"moved"),
    "/leaflet": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 044-000-0001"),
    "/private/page": (200, {"Content-Type": HTML}, b"044-000-0001"),
}


@dataclass
class Town:
    """A town's server: what it was asked, by whom, how long was waited, and how many asked at once."""

    root: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    busy: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))
    crowded: bool = False

    def fetch(self) -> Fetch:
        """Return a fetch that notes how long it would wait."""
        return polite(NAME, self.waited.append)


@pytest.fixture
def town() -> Iterator[Town]:
    """Serve the pages."""
    place = Town()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            """Say nothing."""

        def do_GET(self) -> None:
            """Answer."""
            place.crowded |= not place.busy.acquire(blocking=False)
            place.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, body = PAGES.get(self.path, (404, {"Content-Type": HTML}, b"gone"))
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[:-1])
            place.busy.release()  # before the last byte goes out: who has it may ask again at once
            self.wfile.write(body[-1:])

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    place.root = f"http://127.0.0.1:{running.server_port}"
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield place
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize("address", ["/page", "/sjis", "/told", "/euc", "/moved"])
def test_a_number_is_found_in_every_way_of_writing_a_page(town: Town, address: str) -> None:
    """Shift_JIS said by the page or by the server, EUC, full-width figures, behind a redirect."""
    found = town.fetch()(town.root + address)

    assert found.trouble == ""
    assert "0440000001" in figures(found.text)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/nowhere", "頁がありません（404）"),
        ("/round", "頁がありません（302）"),
        ("/leaflet", "文字の頁ではありません（application/pdf。人が見てください）"),
        ("/odd", "プログラムでは読めません（人が見てください）"),
        ("/private/page", "自動で読むことが断られています（人が見てください）"),
    ],
)
def test_what_cannot_be_read_is_said(town: Town, address: str, said: str) -> None:
    """So that a person looks; a PDF is not taken for a page without the number."""
    assert town.fetch()(town.root + address).trouble == said


def test_a_page_that_robots_txt_closes_is_not_asked_for(town: Town) -> None:
    """Only robots.txt itself is."""
    town.fetch()(f"{town.root}/private/page")

    assert [path for path, _ in town.asked] == ["/robots.txt"]


def test_it_says_who_asks_waits_and_comes_alone(town: Town) -> None:
    """robots.txt once, as long between two pages as it wishes, one question at a time."""
    fetch = town.fetch()
    for address in ("/page", "/sjis"):
        fetch(town.root + address)

    assert town.asked == [("/robots.txt", NAME), ("/page", NAME), ("/sjis", NAME)]
    assert town.waited == [7.0, 7.0]
    assert not town.crowded


def test_windows_are_compared_with_the_pages_they_rest_on(town: Town) -> None:
    """One number stands on its page, one does not, one page is gone."""
    numbers = {"044-000-0001": "/page", "044-000-0002": "/page", "044-000-0003": "/nowhere"}
    windows = tuple(
        dataclasses.replace(
            WINDOW,
            id=f"rei-{number[-1]}",
            phones=(Phone(number=number, kind="geographic"),),
            sources=(Source(url=town.root + page, publisher="れい市", status="sourced"),),
        )
        for number, page in numbers.items()
    )
    directory = load()
    records = dataclasses.replace(directory.records, windows=windows)
    told = check_links(Directory(records, directory.site), DAY, town.fetch())

    assert [row.split()[1] for row in told.missing] == ["044-000-0002"]
    assert [row.split()[1] for row in told.gone] == ["頁がありません（404）"]
    assert told.seen == 2


def test_a_server_that_does_not_answer_is_asked_once_and_not_waited_for(town: Town) -> None:
    """Two of its pages are told, and neither costs three seconds."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{bound.getsockname()[1]}"
        fetch = town.fetch()

        assert [fetch(f"{nobody}/{page}").reached for page in "ab"] == [False, False]
        assert town.waited == []


def test_without_a_wish_the_pause_is_ours(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host without robots.txt is treated no worse."""
    monkeypatch.delitem(PAGES, "/robots.txt")
    town.fetch()(f"{town.root}/page")

    assert town.waited == [PAUSE]
