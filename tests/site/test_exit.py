"""「すぐ閉じる」: a calm bar that is there before anything else, and an empty screen before the weather answers."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from directory.languages import LANGUAGES
from tests.site.conftest import SAFE, SITE, Hold, Line, Visit
from tests.site.leaving import click, exit_link, ground, leaves, leaving, shift, type_into
from tests.site_built import Site

WORLDS = ["", "b/1/", "b/2/", "b/3/", "callback/", "about/", "404.html"]


class TestTheLink:
    """A calm bar that is there before anything else, and works by itself."""

    def test_it_begins_and_ends_every_page(self, site: Site) -> None:
        """The first thing that takes the focus and the last; it leads to the weather, in the same tab."""
        for page in site.pages.values():
            focused = re.findall(r"<(?:a|button|input|summary|select|textarea)[ >][^>]*", page.html)
            url = SITE.exit_urls.get(page.language.code.lower(), SITE.exit_url)

            wanted = f'<a class="exit" href="{url}" rel="noreferrer"'
            assert (focused[0], focused[-1]) == (wanted, wanted), page.address

    def test_the_safe_pages_are_about_the_weather(self) -> None:
        """The weather agency's: not ours, not a partner's, not a search that shows what was searched before."""
        assert {urlsplit(url).hostname for url in SAFE} <= {"www.jma.go.jp", "www.data.jma.go.jp"}

    @pytest.mark.parametrize("address", WORLDS[:4])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_is_calm(self, browser: Browser, visit: Visit, address: str, scheme: str) -> None:
        """No red, no alarm: an alarm puts off those who do not see themselves in danger."""
        page = visit(browser, color_scheme=scheme).new_page()
        page.goto(address)
        red, green, blue = map(int, ground(page, "a.exit").strip("rgb()").split(", "))

        assert exit_link(page).inner_text() == "すぐ閉じる"
        assert not (red > 150 and green < red / 2 and blue < red / 2), (red, green, blue)

    def test_the_first_press_of_tab_reaches_it(self, page: Page, line: Line) -> None:
        """Then Enter leaves, and a screen reader says a link with its words."""
        page.goto("")
        page.keyboard.press("Tab")

        expect(exit_link(page)).to_be_focused()
        assert page.get_by_role("link", name="すぐ閉じる", exact=True).count() == 2
        assert leaves(page, lambda: page.keyboard.press("Enter"))
        assert line.times_asked() == 1

    @pytest.mark.parametrize("which", [0, -1])
    def test_without_script_it_is_a_link(self, browser: Browser, visit: Visit, hold: Hold, which: int) -> None:
        """It leads away, at the top and at the end."""
        context = visit(browser, java_script_enabled=False)
        line, page = hold(context), context.new_page()
        page.goto("b/1/")
        with page.expect_request(lambda request: request.url in SAFE):
            page.locator("a.exit").nth(which).click(no_wait_after=True)
        line.answer()
        page.wait_for_url(lambda url: url in SAFE)

        assert len(context.pages) == 1

    @pytest.mark.parametrize("language", LANGUAGES, ids=str)
    def test_it_takes_its_own_space_on_a_narrow_phone(self, browser: Browser, visit: Visit, language: Any) -> None:
        """At 320 px it is as wide as the screen, at least 48 px high, and lies over nothing."""
        page = visit(browser, viewport={"width": 320, "height": 568}).new_page()
        page.goto(language.prefix or "./")
        top, end = (page.locator("a.exit").nth(i).bounding_box() for i in (0, -1))
        others = [page.locator(name).bounding_box() for name in ("header.top", "main", "footer")]

        assert top
        assert end
        for box in (top, end):
            assert (box["x"], box["width"]) == (0, 320)
            assert box["height"] >= 48
        for other in filter(None, others):
            assert top["y"] + top["height"] <= other["y"]
            assert other["y"] + other["height"] <= end["y"]

    def test_it_never_covers_what_has_the_focus(self, browser: Browser, visit: Visit) -> None:
        """Going through the whole page by Tab at 320 px, what is focused lies on top."""
        page = visit(browser, viewport={"width": 320, "height": 568}).new_page()
        page.goto("b/1/")
        for _ in range(page.locator("a, summary").count()):
            page.keyboard.press("Tab")
            covered = page.evaluate(
                """() => { const e = document.activeElement, r = e.getBoundingClientRect();
                  const x = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
                  return !e.matches(".exit") && x && x.closest(".exit") && e.outerHTML; }"""
            )

            assert not covered

    def test_forced_colours_leave_it_visible(self, browser: Browser, visit: Visit) -> None:
        """Words in another colour than their ground, and a border."""
        page = visit(browser, forced_colors="active").new_page()
        page.goto("")
        look = exit_link(page).evaluate("(e) => [getComputedStyle(e).color, getComputedStyle(e).borderTopWidth]")

        expect(exit_link(page)).to_be_visible()
        assert look[0] != ground(page, "a.exit")
        assert look[1] == "2px"

    def test_it_is_not_printed(self, page: Page) -> None:
        """A printed page has nothing to close."""
        page.goto("")
        page.emulate_media(media="print")

        for i in (0, 1):
            expect(page.locator("a.exit").nth(i)).to_be_hidden()


class TestLeaving:
    """The screen is empty before the weather answers, however long that takes."""

    @pytest.mark.parametrize("address", WORLDS)
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_screen_is_blank_before_the_weather_answers(
        self, browser: Browser, visit: Visit, hold: Hold, address: str, scheme: str
    ) -> None:
        """While the line is still silent, nothing is seen but the page's own ground, by day and by night."""
        context = visit(browser, color_scheme=scheme)
        hold(context)
        page = context.new_page()
        page.goto(address)
        before, goes = ground(page), urlsplit(exit_link(page).get_attribute("href")).hostname
        shown = leaving(page, lambda: click(page))

        assert shown["ground"] == before
        assert shown["title"] == goes

    @pytest.mark.parametrize("way", [click, shift])
    def test_what_was_typed_and_chosen_is_gone(self, page: Page, way: Callable[[Page], None]) -> None:
        """Every field of the page is empty before the weather answers."""
        page.goto("callback/")
        type_into(page)
        page.locator("main").focus()
        shown = leaving(page, lambda: way(page))

        assert not shown["typed"]

    @pytest.mark.parametrize("modifiers", [[], ["Control"], ["Shift"]])
    def test_it_stays_in_the_same_tab(self, page: Page, line: Line, modifiers: Any) -> None:
        """No new tab, even with a key held; the weather takes the page's place in the history."""
        page.goto("")
        length = page.evaluate("history.length")

        assert leaves(page, lambda: click(page, modifiers))
        line.answer()
        page.wait_for_url(lambda url: url in SAFE)
        assert page.evaluate("history.length") == length
        assert len(page.context.pages) == 1

    def test_a_line_that_drops_leaves_the_screen_blank(self, page: Page, line: Line) -> None:
        """Without an answer the page does not come back, and the keys leave once more."""
        page.goto("w/")
        assert leaves(page, lambda: click(page))
        line.hang_up()

        expect(page.locator("body")).to_be_hidden()
        assert leaves(page, lambda: shift(page))

    def test_reloading_while_it_is_blank_leaves_again(self, page: Page, line: Line) -> None:
        """F5 on a slow line does not bring the page back."""
        page.goto("w/")
        assert leaves(page, lambda: click(page))
        line.hang_up()

        assert leaves(page, lambda: page.evaluate("() => void setTimeout(() => location.reload())"))
        line.answer()
        page.wait_for_url(lambda url: url in SAFE)

    def test_a_blank_page_shown_again_leaves_again(self, page: Page, line: Line) -> None:
        """A browser that kept the page alive after leaving does not show it."""
        page.goto("b/1/")
        assert leaves(page, lambda: click(page))
        line.hang_up()
        again = "() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"

        assert leaves(page, lambda: page.evaluate(again))
