"""After 「すぐ閉じる」, Back does not bring the site back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import BEFORE, SAFE, Hold, Line, Visit
from tests.site.leaving import click, leaves, shift, travel, type_into

QUIET = ["b/1/", "b/2/", "b/3/", "callback/", "en/b/1/", "404.html"]
# Asked of the page itself, two frames later: of a page that was kept alive Playwright knows nothing in Firefox.
STANDS = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() =>
  tell(document.querySelector("main").checkVisibility()))))"""


class TestBack:
    """After leaving, Back does not bring the site back."""

    @pytest.mark.parametrize("address", QUIET)
    def test_a_quiet_page_leaves_no_entry(self, page: Page, address: str) -> None:
        """Its links take its own place, so Back leads to where she was before she came."""
        page.goto(address)
        page.locator("main a:not([href^='tel:'])").first.click()
        page.wait_for_url(lambda url: not url.endswith(address))
        page.go_back()

        assert page.url == BEFORE

    def test_the_way_to_the_text_leaves_no_entry_either(self, page: Page) -> None:
        """Skipping to the text of a quiet page moves the focus, not the history."""
        page.goto("b/1/")
        length = page.evaluate("history.length")
        shift(page, "Tab", "Tab", "Enter")

        expect(page.locator("main")).to_be_focused()
        assert page.evaluate("history.length") == length

    def test_a_quiet_pages_link_may_be_opened_in_a_new_tab(self, page: Page) -> None:
        """What she asks of the browser herself, it does."""
        page.goto("b/1/")
        with page.context.expect_page():
            page.locator("main a:not([href^='tel:'])").first.click(modifiers=["Control"])

        assert page.url.endswith("b/1/")

    @pytest.mark.parametrize("start", ["./", "b/2/", "en/"])
    def test_no_page_she_passed_comes_back(self, page: Page, line: Line, start: str) -> None:
        """From a bookmark or home to a list, to a window, out: each Back ends at the weather, or before her visit."""
        page.goto(start)
        for link in ("main a[href*='need/'], main a[href*='w/']", "main .list a[href*='w/']"):
            page.locator(link).first.click()
        line.answer()
        click(page)
        page.wait_for_url(lambda url: url in SAFE)

        while page.url != BEFORE:
            with page.expect_event("framenavigated", lambda frame: frame.url in (*SAFE, BEFORE)):
                page.evaluate("() => void setTimeout(() => history.back())")
            page.wait_for_load_state()

    def test_a_link_pressed_before_the_scripts_have_come_is_remembered(self, page: Page, line: Line) -> None:
        """On a slow line she may be faster than what the page loads; the exit stands in the page itself."""
        page.context.route("**/assets/*.js", lambda route: route.abort())
        page.goto("w/", wait_until="commit")
        page.locator("main .list a[href*='w/']").first.click()
        page.wait_for_url(re.compile("/w/."))
        line.answer()
        shift(page)
        page.wait_for_url(lambda url: url in SAFE)
        with page.expect_event("framenavigated", lambda frame: frame.url in SAFE):
            page.evaluate("() => void setTimeout(() => history.back())")

    def test_a_page_that_the_browser_kept_alive_leaves_again(self, keeping: Browser, visit: Visit, hold: Hold) -> None:
        """Where Back shows a kept page without loading it, it blanks itself and leaves."""
        context = visit(keeping)
        line, page = hold(context), context.new_page()
        page.goto("w/")
        page.locator("main .list a[href*='w/']").first.click()
        page.wait_for_url(re.compile("/w/."))
        line.answer()
        click(page)
        page.wait_for_url(lambda url: url in SAFE)
        line.reply = {}

        assert leaves(page, lambda: page.evaluate("() => void setTimeout(() => history.back())"))

    def test_a_quiet_page_kept_alive_holds_nothing_typed(self, keeping: Browser, visit: Visit) -> None:
        """Whichever way she goes, a form is empty when she comes back to it."""
        page = visit(keeping).new_page()
        page.goto("callback/")
        type_into(page)
        page.evaluate("() => addEventListener('pageshow', (event) => console.info(`kept ${event.persisted}`))")
        page.goto("w/")
        with page.expect_console_message(lambda message: message.text == "kept true"):
            page.evaluate("() => void setTimeout(() => history.back())")

        assert page.locator("#typed input").first.input_value() == ""
        assert page.locator("#typed textarea").input_value() == ""

    def test_without_leaving_back_is_back(self, page: Page) -> None:
        """From a window to the list and to home, forward again and back again."""
        page.goto("")
        page.goto("w/")
        page.locator("main .list a[href*='w/']").first.click()
        page.wait_for_url(re.compile("/w/."))
        for steps in (-1, 1, -1, -1):
            travel(page, steps)

            assert page.evaluate(STANDS)

    @pytest.mark.parametrize("fails", [False, True])
    def test_another_site_or_a_broken_line_is_no_leaving(self, page: Page, fails: bool) -> None:
        """Back from an organization's own page, or from one that did not load, shows what was there."""
        page.goto("w/")
        link = page.locator("main .list a").first
        page.context.set_offline(fails)
        if not fails:
            page.context.route("https://elsewhere.example/", lambda route: route.fulfill(content_type="text/html"))
            link.evaluate("(link) => { link.href = 'https://elsewhere.example/'; }")
        link.click()
        page.wait_for_url(re.compile("elsewhere|error"), wait_until="commit")
        page.context.set_offline(False)
        travel(page, -1)

        assert page.evaluate(STANDS)
