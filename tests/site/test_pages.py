"""The built site, every page of it: what must be true wherever she lands."""

import re
from html import escape

import html5lib
import pytest
import yaml

from directory.languages import LANGUAGES
from directory.load import load
from directory.model import HIDDEN_PHONES
from publish.banners import lacking, shelf
from publish.edition import edition
from tests.site_built import DAY, ROOT, PageFile, Site

DIRECTORY = load()
MACHINE = "この言葉は機械が訳しました。まだ人が確かめていません。"
TAGS_AS_TEXT = r"&lt;/?(?:h[1-6]|p|ul|li|a|div|span|ruby)\b"
SAMPLES = re.compile(r"<pre.*?</pre>", re.DOTALL)
QUIET = (
    "b/1/",
    "b/2/",
    "b/3/",
    "b/22/",
    "b/23/",
    "b/34/",
    "callback/",
    "callback/0/",
    "callback/1/",
    "callback/2/",
    "callback/3/",
)


class TestAddresses:
    """Every page has its address, in every language."""

    def test_every_window_that_can_be_reached_has_a_page_in_all_languages(self, site: Site) -> None:
        """At least 55 of the windows can be reached, and each has thirteen pages that name it."""
        reachable = [window for window in DIRECTORY.windows if window.reachable(DAY)]

        assert len(reachable) >= 55
        for window in reachable:
            for page in site.in_every_language(f"w/{window.id}/"):
                for phone in window.shown_phones(DAY):
                    assert phone.number in page.html, (page.address, phone.number)

    def test_every_public_distribution_point_has_a_page_in_all_languages(self, site: Site) -> None:
        """25 places, thirteen pages each."""
        public = [point for point in DIRECTORY.points if point.public]

        assert len(public) == 25
        assert all(site.in_every_language(f"d/{point.id}/") for point in public)

    @pytest.mark.parametrize(
        "address",
        ["", "w/", "need/", "area/", "supplies/", "language/", "callback/", "callback/0/", "callback/3/", "about/",
         "privacy/", "call/", "limits/", "partners/", "b/1/", "b/2/", "b/3/", "topic/harm/", "area/takatsu/",
         "need/home/"],
    )  # fmt: skip
    def test_the_promised_addresses_exist_in_all_languages(self, site: Site, address: str) -> None:
        """Partners link to these; they are the same behind each language's prefix."""
        assert len(site.in_every_language(address)) == len(LANGUAGES)

    def test_names_without_any_way_to_reach_them_have_no_page(self, site: Site) -> None:
        """Drafts stay in the file."""
        drafts = [w for w in DIRECTORY.windows if not w.reachable(DAY) and not w.ended(DAY)]

        assert len(drafts) == 22
        assert not [w.id for w in drafts if f"w/{w.id}/" in site.pages]

    def test_a_window_that_is_over_keeps_its_address_and_says_so_without_its_number(self, site: Site) -> None:
        """Somebody may still hold the leaflet of 2021."""
        page = site.pages["w/kawasaki-scrum21-women-free-dial-2021/"]

        assert "この窓口は終わりました" in page.read.text.replace("\u200b", "")
        assert "0800" not in page.html


class TestLinks:
    """Nothing leads nowhere, nothing leads away unasked."""

    def test_every_link_inside_the_site_resolves(self, site: Site) -> None:
        """Links, and the places in a page that they point at."""
        broken = set()
        for page in site.pages.values():
            for link in page.read.links:
                if link.startswith(("http", "tel:", "mailto:")):
                    continue
                target = page.target(link)
                anchor = link.partition("#")[2]
                known = site.pages.get(target)
                if (known is None and not (site.folder / target).is_file()) or (
                    anchor and (known is None or anchor not in known.read.ids)
                ):
                    broken.add((page.address, link))

        assert not broken

    def test_no_page_loads_anything_from_another_host(self, site: Site) -> None:
        """The one script is ours; there is no image, font or style sheet to load."""
        loads = {load for page in site.pages.values() for load in page.read.loads}

        assert not [load for load in loads if "//" in load]
        assert {load.rsplit("/", 2)[-2] for load in loads} == {"assets"}

    def test_switching_the_language_keeps_the_page(self, site: Site) -> None:
        """The language list of each page leads to the same page in all thirteen languages."""
        for page in site.pages.values():
            if page.address == "404.html":
                continue
            rest = page.address.removeprefix(page.language.prefix)
            wanted = {language.prefix + rest for language in LANGUAGES}
            offered = {page.target(str(a["href"])) for tag, a in page.read.tags if tag == "a" and "lang" in a}

            assert offered == wanted, page.address

    def test_links_to_other_sites_tell_them_nothing(self, site: Site) -> None:
        """No referrer goes with her."""
        for page in site.pages.values():
            for tag, attributes in page.read.tags:
                if tag == "a" and str(attributes.get("href", "")).startswith("http"):
                    assert "noreferrer" in str(attributes.get("rel")), (page.address, attributes)


class TestWords:
    """The page speaks her language, and says what is not known."""

    def test_the_language_of_every_page_is_declared_rightly(self, site: Site) -> None:
        """`<html lang>` follows the address; 404.html favours none."""
        for page in site.pages.values():
            declared = next(attributes["lang"] for tag, attributes in page.read.tags if tag == "html")

            assert declared == ("mul" if page.address == "404.html" else page.language.tag), page.address

    def test_unassured_data_is_called_so_at_the_top_of_every_page(self, site: Site) -> None:
        """One plain line, above everything the page says."""
        for page in site.pages.values():
            if page.address != "404.html":
                assert 0 < page.html.find('class="unv"') < page.html.find("<main"), page.address

    def test_a_machines_translation_is_called_so_at_the_end_of_every_page(self, site: Site) -> None:
        """In the page's own words, and never where a person wrote them."""
        said = {language.tag: edition(language.code, DAY).reader.t(MACHINE) for language in LANGUAGES}
        for page in site.pages.values():
            declared = next(attributes["lang"] for tag, attributes in page.read.tags if tag == "html")
            foot = page.html.rpartition("<footer>")[2]

            if declared in said:
                assert (said[declared] in foot) == (declared != "ja"), page.address

    def test_every_number_says_where_it_comes_from_and_that_nobody_has_checked_it(self, site: Site) -> None:
        """On a window's page stand publisher, date of the page, and the date of the check."""
        for window in DIRECTORY.windows:
            if window.reachable(DAY):
                html = site.pages[f"w/{window.id}/"].html

                assert all(escape(s.publisher, quote=False) in html for s in window.sources if s.publisher), window.id
                assert "まだありません" in html

    def test_numbers_that_must_not_be_shown_stand_nowhere(self, site: Site) -> None:
        """Expired, superseded, unverified, of another purpose: not on any page, not in any link."""
        shown = {p.tel for w in DIRECTORY.windows for p in w.shown_phones(DAY)}
        shown |= {p.tel for point in DIRECTORY.points for p in point.shown_phones(DAY)}
        hidden = {p for w in DIRECTORY.windows for p in w.phones if p.state in HIDDEN_PHONES and p.tel not in shown}
        pages = "".join(page.html for page in site.pages.values())

        assert len(hidden) > 10
        assert not [p.number for p in hidden if p.number in pages or f"tel:{p.tel}" in pages]

    def test_a_place_that_must_stay_unknown_stands_nowhere(self, site: Site) -> None:
        """Neither its name nor its id."""
        pages = "".join(page.html for page in site.pages.values())
        secret = [point for point in DIRECTORY.points if not point.public]

        assert len(secret) == 3
        assert not [point.id for point in secret if point.name in pages or point.id in pages]

    def test_no_page_shows_a_tag_as_if_it_were_a_word(self, site: Site) -> None:
        """Only what partners paste may be read as HTML."""
        shown = {page.address for page in site.pages.values() if re.search(TAGS_AS_TEXT, SAMPLES.sub("", page.html))}

        assert shown == set()

    def test_the_pages_are_valid_html(self, site: Site) -> None:
        """A strict parser finds no error in any page of the source language and of Thai."""
        parser = html5lib.HTMLParser(strict=True)
        for page in site.pages.values():
            if page.language.code in ("ja", "ja-easy"):
                parser.parse(page.html)


class TestSharing:
    """An entrance page that is shared shows our picture, in its language; a quiet one shows nothing."""

    def test_every_entrance_page_names_a_picture_that_is_there(self, site: Site) -> None:
        """1200 × 630 pixels, at a full address."""
        if not shelf():
            pytest.skip(lacking())
        for page in site.pages.values():
            if " data-quiet>" not in page.html:
                said = shared(page)

                assert said["og:image"] == f"{ROOT}banners/{page.language.code}/1200x630.png"
                assert (site.folder / said["og:image"].removeprefix(ROOT)).is_file()

    def test_a_quiet_page_says_nothing(self, site: Site) -> None:
        """No picture, no title of its own."""
        assert [page.address for page in site.pages.values() if " data-quiet>" in page.html and shared(page)] == []


def shared(page: PageFile) -> dict[str, str]:
    """Return what a page says of itself where it is shared."""
    named = ((a.get("property") or a.get("name") or "", a) for tag, a in page.read.tags if tag == "meta")
    return {key: str(a["content"]) for key, a in named if key.startswith(("og:", "twitter:"))}


class TestQuietPages:
    """What a QR code opens does not give her away."""

    def test_a_quiet_pages_title_and_address_hold_no_word_of_the_list(self, site: Site) -> None:
        """The words of data/quiet_words.yaml, in each language."""
        with open("data/quiet_words.yaml", encoding="utf-8") as file:  # noqa: PTH123
            words: dict[str, list[str]] = yaml.safe_load(file)
        for address in QUIET:
            for page in site.in_every_language(address):
                title = page.html.partition("<title>")[2].partition("</title>")[0].lower()
                given = [w for w in words[page.language.code] if w.lower() in title or w.lower() in address]

                assert not given, (page.address, title, given)

    def test_quiet_pages_are_not_indexed_and_not_in_the_sitemap(self, site: Site) -> None:
        """Nor have they a description or a canonical address."""
        listed = (site.folder / "sitemap.xml").read_text("utf-8")
        for address in QUIET:
            for page in site.in_every_language(address):
                assert '<meta name="robots" content="noindex">' in page.html
                assert 'rel="canonical"' not in page.html
                assert f"/{page.address}<" not in listed
