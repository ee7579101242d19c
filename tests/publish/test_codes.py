"""Every code that is on paper opens a quiet page in its language, on a plain host, in any letter case."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from directory.languages import BY_CODE
from publish.changes import changes
from publish.codes import code_pages, opened
from publish.deploy import NotDeployed
from publish.edition import edition
from publish.print.lots import Landing, landings, orders, spellings
from publish.publishing import answered
from tests.publish.test_weight import FIRST_WINDOW, first_view
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


def test_a_window_that_is_over_is_still_said_to_be_over() -> None:
    """The code of 2026 outlives its window: the page says so and whom to call now."""
    late = edition("ja", date(2099, 1, 1))

    assert {page.template for page in code_pages(late)} <= {"home.html", "window.html", "ended.html"}
    assert len(list(code_pages(late))) == len(orders().flyer) + 1


class TestForEver:
    """A code that was once published is answered ever after."""

    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """Lend a release that answers two codes."""
        for spelling in (*spellings("7KMX"), *spellings("H23")):
            (tmp_path / "old" / spelling).mkdir(parents=True)
        return tmp_path / "old"

    def test_a_site_that_lost_one_is_not_deployed(self, old: Path, tmp_path: Path) -> None:
        """The line was deleted; the complaint names the code and what to write."""
        (tmp_path / "new/B/H23").mkdir(parents=True)

        with pytest.raises(NotDeployed, match=r"（7KMX） → data/lots.yaml に行をもどし"):
            answered(old, tmp_path / "new")

    def test_a_site_that_has_them_all_is(self, old: Path) -> None:
        """And so is the first one of all."""
        answered(old, old)
        answered(None, old)

    def test_the_summary_of_a_deploy_counts_each_page_once(self, site: Site, tmp_path: Path) -> None:
        """What a code opens is a copy; sixteen spellings are not sixteen changes."""
        (tmp_path / "b/7kmx").mkdir(parents=True)
        (tmp_path / "b/7kmx/index.html").write_text("x", "utf-8")
        (tmp_path / "b/1").mkdir()
        (tmp_path / "b/1/index.html").write_text("x", "utf-8")

        assert "ページが変わります: 日本語 × 1ページ" in changes(site.folder, tmp_path, {})
