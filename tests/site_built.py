"""The whole site, built once for a test run, and its pages read."""

import os
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from directory.languages import BY_CODE, LANGUAGES, SOURCE, Language

DAY = date(2026, 11, 24)  # an ordinary Tuesday
ROOT = "https://example.org/"
# What a printed code opens is a page once more, at the code's address; tests/publish/test_codes.py looks at these.
COPIES = re.compile(r"[Bb]/\w*[A-Za-z]|B/")


@dataclass
class Read(HTMLParser):
    """What the tests look at in a page."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        """Start the parser."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, what is loaded, ids."""
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        loaded = found.get("src") or (found.get("href") if tag == "link" and found.get("rel") == "stylesheet" else None)
        if loaded:
            self.loads.append(loaded)

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += data


@dataclass(frozen=True)
class PageFile:
    """One built page."""

    path: Path
    address: str

    @cached_property
    def html(self) -> str:
        """The page as it was written."""
        return self.path.read_text("utf-8")

    @cached_property
    def read(self) -> Read:
        """The page, read."""
        reader = Read()
        reader.feed(self.html)
        return reader

    @property
    def language(self) -> Language:
        """The language its address says."""
        first = self.address.split("/")[0]
        return BY_CODE[first] if first in BY_CODE else BY_CODE[SOURCE]

    def target(self, link: str) -> str:
        """Return where a link of this page leads, below the site's root."""
        return urldefrag(urljoin(ROOT + self.address, link))[0].removeprefix(ROOT)


@dataclass(frozen=True)
class Site:
    """All built pages by address."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, PageFile]:
        """Every HTML page by its address ("en/w/…/"), once."""
        found = (self.page(path) for path in sorted(self.folder.rglob("*.html")))
        return {page.address: page for page in found if not COPIES.match(page.address)}

    def page(self, path: Path) -> PageFile:
        """Return the page of a file."""
        return PageFile(path, path.relative_to(self.folder).as_posix().removesuffix("index.html"))

    def in_every_language(self, address: str) -> list[PageFile]:
        """Return a page in all languages; a missing one is an error."""
        return [self.pages[language.prefix + address] for language in LANGUAGES]


def built(folder: Path) -> Site:
    """Build the site of the real data into a folder."""
    from publish.build import build  # noqa: PLC0415 (mkdocs is slow to import; most tests do without)

    os.environ["TODAY"] = DAY.isoformat()
    return Site(build(folder, DAY))
