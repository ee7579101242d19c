"""`make links`: are the official pages still there, and do the numbers still stand on them?

Politely: one page at a time, a pause before each (longer where robots.txt asks for that), the name says who asks.
Tests read pages of their own machine.
"""

import html
import re
import time
import unicodedata
import urllib.error
import urllib.request
import urllib.robotparser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

from directory.model import Directory, Window
from directory.scalars import digits

PAUSE = 3.0  # seconds between two requests to one host
PATIENCE = 20  # seconds to wait for an answer
ENOUGH = 3  # servers that do not answer, the first ones asked: then it is us
LARGEST = 3_000_000  # bytes; a page with a number on it is smaller
CHARSET = re.compile(rb"(?i)charset=[\"']?([\w-]+)")
Fetch = Callable[[str], "Fetched"]


@dataclass(frozen=True)
class Fetched:
    """What a page answered: its text, or why there is none, or that not even its server answers."""

    text: str = ""
    trouble: str = ""
    reached: bool = True


class Unreached(Exception):
    """No server answers at all; the message says what to do, in Japanese."""


@dataclass
class Told:
    """What was found, in Japanese: pages that do not answer, numbers that no longer stand on theirs."""

    gone: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    seen: int = 0


def check_links(directory: Directory, today: date, fetch: Fetch) -> Told:
    """Read each page that numbers rest on, once, and return what no longer fits; raise Unreached where none answers."""
    told = Told()
    pages: dict[str, Fetched] = {}
    for window in directory.windows:
        for url in addresses(window) if window.reachable(today) else ():
            if url not in pages:
                pages[url] = fetch(url)
                _answering(pages)
            _compare(window, url, pages[url], today, told)
    told.seen = len(pages)
    return told


def _answering(pages: dict[str, Fetched]) -> None:
    hosts = {urlsplit(url).netloc for url in pages}
    if len(hosts) == ENOUGH and not any(page.reached for page in pages.values()):
        raise Unreached(f"ネットにつながりません（{'・'.join(sorted(hosts))}） → つながる所で、もう一度 make links")


def to_read(directory: Directory, today: date) -> int:
    """Return how many pages there are to read."""
    return len({url for window in directory.windows if window.reachable(today) for url in addresses(window)})


def addresses(window: Window) -> Iterator[str]:
    """Yield the official pages that a window's numbers rest on."""
    found = [
        s.url for s in window.sources if s.url and s.status == "sourced" and (not s.fields or "phones" in s.fields)
    ]
    yield from dict.fromkeys([*found, *([window.url] if window.url else [])])


def _compare(window: Window, url: str, page: Fetched, today: date, told: Told) -> None:
    if page.trouble:
        told.gone.append(f"{window.name}: {page.trouble} {url}")
        return
    if url == window.url and not any(source.url == url for source in window.sources):
        return  # its own front page need not carry the number
    numbers = figures(page.text)
    for phone in window.shown_phones(today):
        if digits(phone.number) not in numbers:
            told.missing.append(f"{window.name}: {phone.number} が頁に見当たりません {url}")


def figures(text: str) -> str:
    """Return a page's figures in a row, numbers joined whatever parts them: 044（811）8600 → 0448118600."""
    plain = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^>]+>", "", text)))
    return re.sub(r"(?<=\d)[\s()・‐‑‒–—―−ーｰ./-]+(?=\d)", "", plain)


def polite(name: str, wait: Callable[[float], None] = time.sleep) -> Fetch:
    """Return a fetch that asks under a name, waits before each page, and heeds robots.txt."""
    robots: dict[str, Fetched] = {}

    def fetch(url: str) -> Fetched:
        host = urlsplit(url).netloc
        if host not in robots:
            robots[host] = _get(urljoin(url, "/robots.txt"), name)
        if not robots[host].reached:
            return robots[host]
        rules = _rules(robots[host])
        if not rules.can_fetch(name, url):
            return Fetched(trouble="自動で読むことが断られています（人が見てください）")
        wait(max(PAUSE, float(rules.crawl_delay(name) or 0)))
        return _get(url, name)

    return fetch


def _rules(answer: Fetched) -> urllib.robotparser.RobotFileParser:
    """Return what a host's robots.txt asks for; where there is none, nothing."""
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(answer.text.splitlines())
    return rules


def _get(url: str, name: str) -> Fetched:
    request = urllib.request.Request(url, headers={"User-Agent": name})  # noqa: S310 (only http and https: the model)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            content, kind = answer.read(LARGEST), answer.headers.get_content_type()
            if not kind.startswith("text/") and kind != "application/xhtml+xml":
                return Fetched(trouble=f"文字の頁ではありません（{kind}。人が見てください）")
            return Fetched(content.decode(_charset(answer.headers.get_content_charset(), content), errors="replace"))
    except urllib.error.HTTPError as error:
        return Fetched(trouble=f"頁がありません（{error.code}）")
    except OSError:
        return Fetched(trouble="つながりません（ブラウザーで開けるか、人が見てください）", reached=False)
    except (HTTPException, LookupError, ValueError):
        return Fetched(trouble="プログラムでは読めません（人が見てください）")


def _charset(told: str | None, content: bytes) -> str:
    """Return what a page is written in, by its server, else by itself; Shift_JIS as Windows has it."""
    found = CHARSET.search(content[:2048])
    name = told or (found[1].decode() if found else "utf-8")
    return "cp932" if re.fullmatch(r"(?i)(x-|windows-)?(shift[_-]?jis|sjis|31j)", name) else name
