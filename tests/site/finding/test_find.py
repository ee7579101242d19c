"""Finding in a list by filters; nothing she chooses or types leaves the page."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.load import load
from publish.card import codes
from publish.edition import edition
from tests.site.conftest import Visit
from tests.site.finding.lists import choose, folded, opened, shown, typed
from tests.site_built import DAY, Site

DIRECTORY = load()
JA = edition("ja", DAY)
NIGHT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # three in the morning in Japan


class TestFilters:
    """Between groups and, within a group or."""

    @pytest.mark.parametrize("code", ["cvoice", "cchat", "cperson", "cwritten", "f", "wtakatsu", "lne"])
    def test_each_shows_what_the_data_says(self, page: Page, code: str) -> None:
        """Exactly the windows that have it."""
        opened(page, "/w/")
        choose(page, code)

        assert set(shown(page)) == {window.id for window in JA.windows if code in codes(window, JA)}

    def test_two_of_one_group_widen_and_of_two_groups_narrow(self, page: Page) -> None:
        """Chat or letters; toll-free as well."""
        opened(page, "/w/")
        choose(page, "cchat")
        choose(page, "cwritten")
        choose(page, "f")
        wanted = {w.id for w in JA.windows if {"cchat", "cwritten"} & set(codes(w, JA)) and "f" in codes(w, JA)}

        assert wanted
        assert set(shown(page)) == wanted

    def test_open_now_shows_what_is_open_at_night(self, page: Page) -> None:
        """At three in the morning the ring of each is filled."""
        page.clock.set_fixed_time(NIGHT)
        opened(page, "/w/")
        choose(page, "o")

        assert "national-yorisoi" in shown(page)
        assert len(shown(page)) < 20
        expect(page.locator(".list > li:visible .state:not(.open)")).to_have_count(0)

    @pytest.mark.parametrize("address", ["w/", "need/home/", "topic/life/", "area/takatsu/"])
    def test_only_what_a_row_fulfils_is_offered(self, site: Site, address: str) -> None:
        """Nobody is led to an empty list; what all have is no choice."""
        html = site.pages[address].html
        ids = re.findall(r'<h3 class="say"><a href="[./]*w/([\w-]+)/', html)
        fulfilled = {code for name in ids for code in codes(DIRECTORY.window[name], JA)}
        offered = set(re.findall(r'type="checkbox" value="(\w[\w-]*)"', html)) - {"o"}

        assert offered <= fulfilled
        assert ("q" in offered) == ("q" in fulfilled)

    def test_the_count_is_announced_and_none_is_said_in_words(self, page: Page) -> None:
        """A status; and how much is chosen stands on the folded line."""
        opened(page, "/w/")
        count = page.get_by_role("status").first

        choose(page, "f")
        expect(count).to_have_text(f"{len(shown(page))}の窓口")
        expect(folded(page)).to_contain_text("(1)")
        typed(page, "xyzzy")
        expect(count).to_have_text("あてはまる窓口がありません")

    def test_what_is_chosen_is_undone_at_once(self, page: Page) -> None:
        """The button is there only while there is something to undo."""
        opened(page, "/w/")
        undo = page.locator("button.clear")
        expect(undo).to_be_hidden()

        choose(page, "f")
        typed(page, "電話")
        undo.click()
        expect(page.locator(".list > li:visible")).to_have_count(len(JA.windows))
        expect(undo).to_be_hidden()
        expect(page.locator("input[type=search]")).to_have_value("")
        expect(folded(page)).to_be_focused()

    def test_they_work_by_keyboard_alone(self, page: Page) -> None:
        """Enter opens, Tab reaches the field, Space ticks."""
        page.goto("/w/")
        folded(page).focus()
        page.keyboard.press("Enter")
        page.wait_for_function("typeof find === 'function'")
        page.keyboard.press("Tab")
        expect(page.locator("input[type=search]")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")

        expect(page.locator('.chips input[value="o"]')).to_be_checked()


class TestNothingIsLeft:
    """Neither address nor history nor a store knows what she looked for."""

    def test_nothing_enters_the_address_the_history_or_a_store(self, page: Page, context: BrowserContext) -> None:
        """Nor is anything asked for while she types; Enter sends nothing."""
        opened(page, "/w/")
        address, entries = page.url, page.evaluate("history.length")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        typed(page, "でんわ")
        choose(page, "f")
        page.locator("input[type=search]").press("Enter")
        page.locator('.chips input[value="f"]').press("Enter")

        assert (page.url, page.evaluate("history.length"), asked) == (address, entries, [])
        assert page.evaluate("localStorage.length + sessionStorage.length + (history.state ? 1 : 0)") == 0
        assert context.cookies() == []

    def test_coming_back_finds_it_empty(self, keeping: Browser, visit: Visit) -> None:
        """Also where the browser kept the page as it was."""
        page = visit(keeping).new_page()
        opened(page, "/w/")
        typed(page, "でんわ")
        choose(page, "f")
        page.goto("/about/")
        page.evaluate("history.back()")
        page.wait_for_url("**/w/", wait_until="commit")

        expect(page.locator("input[type=search]")).to_have_value("")
        expect(page.locator('.chips input[value="f"]')).not_to_be_checked()
        expect(page.locator(".list > li:visible")).to_have_count(len(JA.windows))

    def test_reload_finds_it_empty(self, page: Page) -> None:
        """The browser may not fill it in again."""
        opened(page, "/w/")
        typed(page, "でんわ")
        page.reload()

        expect(page.locator("input[type=search]")).to_have_value("")
        assert len(shown(page)) == len(JA.windows)

    @pytest.mark.parametrize("address", ["w/", "need/home/"])
    def test_no_field_has_a_name_or_is_remembered(self, site: Site, address: str) -> None:
        """What has no name is in no form that is sent."""
        for page in site.in_every_language(address):
            fields = [found for tag, found in page.read.tags if tag == "input"]

            assert fields
            assert not [found for found in fields if "name" in found]
            assert [found["autocomplete"] for found in fields if found["type"] == "search"] == ["off"]


class TestWithoutScript:
    """The same lists are pages of their own."""

    def test_no_filter_and_no_button_is_shown(self, browser: Browser, visit: Visit) -> None:
        """What would do nothing is not there; everything else is."""
        page = visit(browser, java_script_enabled=False).new_page()
        page.goto("/w/")

        expect(page.locator("details.filter")).to_be_hidden()
        expect(page.locator("button")).to_be_hidden()
        expect(page.locator(".list > li:visible")).to_have_count(len(JA.windows))


class TestFirstView:
    """The filters do not push the windows away."""

    @pytest.mark.parametrize(
        "address", ["/w/", "/need/home/", "/area/takatsu/", "/en/w/", "/th/need/home/", "/ja-easy/w/"]
    )
    def test_the_first_window_stands_above_the_fold_of_a_phone(self, page: Page, address: str) -> None:
        """390 × 844: its name and when it is open."""
        page.goto(address)
        state = page.locator(".list .state").first.bounding_box()

        assert state is not None
        assert state["y"] + state["height"] < 844

    @pytest.mark.parametrize("address", ["/w/", "/th/need/home/", "/ja-easy/w/", "/ne/supplies/", "/vi/area/takatsu/"])
    def test_nothing_is_wider_than_an_old_phone(self, browser: Browser, visit: Visit, address: str) -> None:
        """320 pixels, with the filters open."""
        page = visit(browser, viewport={"width": 320, "height": 640}).new_page()
        page.goto(address)
        for summary in page.locator("details.filter > summary").all():
            summary.click()

        assert page.evaluate("document.documentElement.scrollWidth") == 320

    def test_the_words_for_finding_are_asked_for_only_when_she_looks(self, page: Page) -> None:
        """Page and script; then one file more, once."""
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/w/", wait_until="networkidle")
        assert len(asked) == 2

        with page.expect_response(re.compile(r"/assets/find\.")):
            folded(page).click()
        folded(page).click()
        folded(page).click()
        assert len(asked) == 3
