"""What a printed code opens: a quiet page in the language of its paper, under every spelling of its address.

A bookmark's code opens the page of its kind (/b/1/), the flyer's that of a window (/b/23/), the sign's the home page
(/b/22/). These stand in every language; /B/H23/ is the Thai /b/23/ once more, for a plain host knows neither which
language H is nor that B is b. All spellings hold the same bytes: on a disk that does not tell capitals apart they fall
together, and nothing is lost.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from directory.languages import BY_CODE
from publish.edition import Edition
from publish.home_page import LANDINGS, home_page
from publish.ledger import Ledger, Made
from publish.page import Page
from publish.print.lots import Landing, landings, orders, spellings
from publish.print.orders import Kind
from publish.window_page import ended_page, window_page

UP = re.compile(r'(?<==")(?:\.\./)+')
HERE = "../../"  # from /b/…/ to the root


def code_pages(edition: Edition) -> Iterator[Page]:
    """Yield the quiet pages that the codes of the flyer and of the sign open."""
    found = orders()
    yield _quiet(home_page(edition), found.home)
    for row in found.flyer:
        yield _quiet(_about(row.window, edition), row.code)


def opened(landing: Landing) -> str:
    """Return the page that a code opens, below its language: "b/1/", "b/23/"."""
    row = landing.code[1:]  # what follows the letter of the language
    return f"b/{get_args(Kind).index(landing.kind) + 1 if landing.kind else row}/"


def tongues() -> dict[str, str]:
    """Return the language of each code's page by the folder it stands in, in lower case."""
    return {f"b/{landing.code.lower()}": landing.language for landing in landings(orders())}


def copies(made: Made, ledger: Ledger, folder: Path) -> None:
    """Add the files of every spelling of every code; what differs from its page goes into a folder."""
    for number, _ in enumerate(LANDINGS, 1):
        _copy(f"b/{number}/index.html", [f"B/{number}/index.html"], "", made, ledger, folder)
    for landing in landings(orders()):
        prefix = BY_CODE[landing.language].prefix
        names = [f"{spelling}/index.html" for spelling in spellings(landing.code)]
        _copy(f"{prefix}{opened(landing)}index.html", names, prefix, made, ledger, folder / landing.code)


def _copy(source: str, names: list[str], prefix: str, made: Made, ledger: Ledger, folder: Path) -> None:
    if source not in made.keys:
        return
    key = f"copy {made.keys[source]}"
    page = made.where(ledger.site, source)
    if all(ledger.holds(name, key) for name in names):
        page = ""
    elif prefix:
        page = _moved(Path(page), prefix, folder)
    for name in names:
        made.add(name, page, key)


def _quiet(page: Page, code: str) -> Page:
    return replace(page, address=f"b/{code}/", title="", description="", quiet=True)


def _about(window_id: str, edition: Edition) -> Page:
    """Return the page of a window; where nobody is reached there any more, what is said of that, or home."""
    window = edition.directory.window[window_id]
    if window in edition.windows:
        return window_page(window, edition)
    return ended_page(window, edition) if window in edition.ended else home_page(edition)


def _moved(page: Path, prefix: str, to: Path) -> str:
    """Write a page of a language as it stands at the root, its links led back into the language."""
    root = HERE + "../" * prefix.count("/")
    html = UP.sub(lambda up: HERE if up[0] == root else HERE + prefix, page.read_text("utf-8"))
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(html, "utf-8")
    return str(to)
