"""Every code that is on paper opens a quiet page in its language, on a plain host, in any letter case."""

import re
from functools import cache

import pytest

from directory.languages import BY_CODE
from publish.codes import opened
from publish.print.lots import Landing, landings, orders, spellings
from tests.site.test_weight import FIRST_WINDOW, first_view
from tests.site_built import PageFile, Site

LANDINGS = landings(orders())
CODES = [landing.code for landing in LANDINGS]


@pytest.fixture(params=LANDINGS, ids=CODES)
def landing(request: pytest.FixtureRequest) -> Landing:
    """Lend every code in turn."""
    found: Landing = request.param
    return found


@cache
def answer(site: Site, landing: Landing) -> PageFile:
    """Return what a plain host answers to a code."""
    return site.page(site.folder / f"b/{landing.code.lower()}/index.html")


def meant(site: Site, landing: Landing) -> PageFile:
    """Return the page that a code opens, at its own address in its language."""
    return site.pages[BY_CODE[landing.language].prefix + opened(landing)]


class TestEveryCode:
    def test_resolves_in_every_letter_case(self, site: Site, landing: Landing) -> None:
        """As the QR code holds it, as it is printed under it, and however else somebody types it."""
        found = {(site.folder / spelling / "index.html").read_bytes() for spelling in spellings(landing.code)}

        assert len(found) == 1

    def test_speaks_the_language_of_its_paper(self, site: Site, landing: Landing) -> None:
        """The page says what the page of its kind says, in that language."""
        page = answer(site, landing)

        assert f'<html lang="{BY_CODE[landing.language].tag}">' in page.html
        assert page.read.text == meant(site, landing).read.text

    def test_leads_where_the_page_it_shows_leads(self, site: Site, landing: Landing) -> None:
        """Links, the script, and the same page in the twelve other languages."""
        page, other = answer(site, landing), meant(site, landing)

        assert [page.target(link) for link in page.read.links if link != "#m"] == [
            other.target(link) for link in other.read.links if link != "#m"
        ]
        assert [page.target(load) for load in page.read.loads] == [other.target(load) for load in other.read.loads]

    def test_is_quiet(self, site: Site, landing: Landing) -> None:
        """A neutral title, no index, nothing to share, an exit that leaves no entry behind."""
        page = answer(site, landing)
        said = BY_CODE[landing.language].prefix

        assert "<title>" + title(site.pages[f"{said}b/1/"]) in page.html
        assert '<meta name="robots" content="noindex">' in page.html
        assert " data-quiet>" in page.html
        assert re.findall(r'property="og:|rel="canonical"|ld\+json|name="description"', page.html) == []

    def test_arrives_in_one_round_trip(self, site: Site, landing: Landing) -> None:
        """With its script at most fourteen kilobytes."""
        assert first_view(site, answer(site, landing)) <= FIRST_WINDOW


def title(page: PageFile) -> str:
    """Return a page's title."""
    return page.html.partition("<title>")[2].partition("</title>")[0]


def test_a_bookmarks_kind_resolves_in_capitals_too(site: Site) -> None:
    """/B/1/ is the same page as /b/1/."""
    for number in "123":
        assert (site.folder / f"B/{number}/index.html").read_text("utf-8") == site.pages[f"b/{number}/"].html


def test_nothing_else_stands_beside_the_codes(site: Site) -> None:
    """A code that nobody ordered is a page that is not there."""
    known = {spelling for code in CODES for spelling in spellings(code)} | {f"B/{number}" for number in "123"}
    known |= {f"b/{number}" for number in (1, 2, 3, orders().home, *(row.code for row in orders().flyer))}

    assert {path.relative_to(site.folder).as_posix() for path in site.folder.glob("[Bb]/*")} == known
