"""「すぐ閉じる」: what it must do wherever she is, by link and by key, with and without script."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.languages import LANGUAGES
from tests.site.conftest import SAFE, SITE, Line, Visit
from tests.site_built import Site

Hold = Callable[[BrowserContext], Line]
BEFORE = "http://before.example/"  # where she was before she came
WORLDS = ["", "b/1/", "b/2/", "b/3/", "callback/", "about/", "404.html"]
QUIET = ["b/1/", "b/2/", "b/3/", "callback/", "en/b/1/", "404.html"]
# What she may have typed or chosen, wherever in the page it stands.
FIELDS = """<form id="typed"><input value=""><input type="tel"><textarea></textarea><input type="checkbox">
<select><option></option><option>x</option></select></form>"""


@pytest.fixture
def context(browser: Browser, visit: Visit) -> BrowserContext:
    """A phone with script."""
    return visit(browser)


@pytest.fixture
def line(context: BrowserContext, hold: Hold) -> Line:
    """The phone's line to the weather."""
    return hold(context)


@pytest.fixture
def page(context: BrowserContext, line: Line) -> Page:  # noqa: ARG001 (the line lies ready)
    """A tab that shows another site's page, from which she comes."""
    context.route(f"{BEFORE}**", lambda route: route.fulfill(content_type="text/html", body="<title>before</title>"))
    tab = context.new_page()
    tab.goto(BEFORE)
    return tab


def ground(page: Page, element: str = "body") -> str:
    """Return the colour behind everything."""
    colour: str = page.evaluate("(e) => getComputedStyle(document.querySelector(e)).backgroundColor", element)
    return colour


def leaving(page: Page, act: Callable[[], object]) -> dict[str, Any]:
    """Do something that leaves; return what the screen shows while the weather has not answered."""
    with (
        page.expect_request(lambda request: request.url in SAFE),
        page.expect_console_message(lambda message: message.text.startswith("shows ")) as told,
    ):
        act()
    shown: dict[str, dict[str, Any]] = json.loads(told.value.text.removeprefix("shows "))
    assert shown["atOnce"]["blank"], "it set out before the screen was blank"
    assert shown["later"]["blank"], "the screen came back while the line was silent"
    return shown["atOnce"]


def leaves(page: Page, act: Callable[[], object]) -> bool:
    """Do something and say whether it leaves, blank from the first moment to the last."""
    return bool(leaving(page, act)["blank"])


def exit_link(page: Page) -> Any:
    """Return the link at the top."""
    return page.locator("a.exit").first


def click(page: Page, modifiers: Any = ()) -> None:
    """Press it, without waiting for what follows."""
    exit_link(page).click(no_wait_after=True, modifiers=list(modifiers))


def shift(page: Page, *keys: str) -> None:
    """Press Shift, or the keys named, one after the other."""
    for key in keys or ("ShiftLeft", "ShiftRight", "ShiftLeft"):
        page.keyboard.press(key)


def type_into(page: Page) -> None:
    """Put a form into the page and fill it."""
    page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", FIELDS)
    page.fill("#typed input >> nth=0", "ことば")
    page.fill("#typed textarea", "long text")
    page.check("#typed [type=checkbox]")
    page.select_option("#typed select", "x")


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
        assert len(line.asked) == 1

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

        assert leaves(page, lambda: page.evaluate("() => void location.reload()"))
        line.answer()
        page.wait_for_url(lambda url: url in SAFE)

    def test_a_blank_page_shown_again_leaves_again(self, page: Page, line: Line) -> None:
        """A browser that kept the page alive after leaving does not show it."""
        page.goto("b/1/")
        assert leaves(page, lambda: click(page))
        line.hang_up()
        again = "() => void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"

        assert leaves(page, lambda: page.evaluate(again))


class TestKeys:
    """Shift three times, or Escape twice: never by accident, never while she writes."""

    @pytest.mark.parametrize(
        "keys",
        [("ShiftLeft",) * 3, ("ShiftRight",) * 3, ("ShiftRight", "ShiftLeft", "ShiftRight"), ("Escape",) * 2],
        ids="-".join,
    )
    def test_they_leave(self, page: Page, keys: tuple[str, ...]) -> None:
        """Left and right alike, wherever the focus is outside a field."""
        page.goto("w/")

        assert leaves(page, lambda: shift(page, *keys))

    @pytest.mark.parametrize(
        "keys",
        [
            ("Shift",) * 2,
            ("Escape",),
            ("Shift", "Escape", "Shift", "Shift"),
            ("Escape", "Shift", "Escape"),
            ("Shift", "Shift", "a", "Shift"),
            ("Shift+Tab",) * 4,
            ("Shift+A",) * 4,
            ("Alt+Shift",) * 4,
            ("Control+Shift",) * 4,
        ],
        ids=" ".join,
    )
    def test_nothing_else_does(self, page: Page, keys: tuple[str, ...]) -> None:
        """Fewer, mixed, or used with another key, as when walking backwards or changing the keyboard."""
        page.goto("w/")
        shift(page, *keys)

        expect(page.locator("main")).to_be_visible()

    @pytest.mark.parametrize(("key", "times"), [("Shift", 3), ("Escape", 2)])
    def test_each_press_comes_within_a_second_of_the_one_before(self, page: Page, key: str, times: int) -> None:
        """Slower is no call to leave; quick again is one."""
        page.clock.install()
        page.goto("w/")
        page.clock.pause_at("2099-01-01")
        for _ in range(times + 1):
            page.keyboard.press(key)
            page.clock.run_for(1100)
        expect(page.locator("main")).to_be_visible()

        for _ in range(times - 1):
            page.keyboard.press(key)
            page.clock.run_for(900)
        with page.expect_request(lambda request: request.url in SAFE):
            page.keyboard.press(key)

    @pytest.mark.parametrize("key", ["Shift", "Escape"])
    def test_a_key_held_down_is_pressed_once(self, page: Page, key: str) -> None:
        """The keyboard's own repeating does not count."""
        page.goto("w/")
        for _ in range(5):
            page.keyboard.down(key)
        page.keyboard.up(key)

        expect(page.locator("main")).to_be_visible()

    def test_shift_held_while_pointing_does_not_count(self, page: Page) -> None:
        """Marking text with Shift and the mouse is no call to leave."""
        page.goto("w/")
        for _ in range(4):
            page.locator("h1").click(modifiers=["Shift"])

        expect(page.locator("main")).to_be_visible()

    @pytest.mark.parametrize("field", ["input >> nth=0", "[type=tel]", "textarea", "select"])
    def test_in_a_field_they_write(self, page: Page, field: str) -> None:
        """Shift is for capitals there and Escape for putting away a list."""
        page.goto("callback/")
        type_into(page)
        page.focus(f"#typed {field}")
        shift(page, *["Shift"] * 4, *["Escape"] * 3)

        expect(page.locator("main")).to_be_visible()

    def test_on_a_chosen_filter_they_leave(self, page: Page) -> None:
        """A box to tick is no field to write in: she may have just ticked it."""
        page.goto("w/")
        page.locator("form.filter input").first.check()

        assert leaves(page, lambda: shift(page))

    @pytest.mark.parametrize("said", ["isComposing: true", "keyCode: 229"])
    @pytest.mark.parametrize("key", ["Shift", "Escape"])
    def test_never_while_japanese_is_composed(self, page: Page, key: str, said: str) -> None:
        """An input method takes these keys for itself; browsers tell of it in two ways."""
        page.goto("w/")
        page.evaluate(
            """([key, said]) => { for (let i = 0; i < 4; i += 1) for (const kind of ["keydown", "keyup"])
              document.body.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, ...said })); }""",
            [key, {"isComposing": True} if "isComposing" in said else {"keyCode": 229}],
        )

        expect(page.locator("main")).to_be_visible()

    def test_escape_does_not_stop_the_weather_from_loading(self, page: Page) -> None:
        """In a browser Escape also means "stop": from the second press on, it is not handed on."""
        page.goto("w/")
        page.evaluate(
            """() => addEventListener("keydown", (e) => console.info(`stopped ${e.key} ${e.defaultPrevented}`))"""
        )
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        with page.expect_console_message(lambda m: len([t for t in told if t.startswith("stopped")]) >= 3 and bool(m)):
            shift(page, *["Escape"] * 3)

        assert [t for t in told if t.startswith("stopped")] == [
            f"stopped Escape {p}" for p in ("false", "true", "true")
        ]


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
                page.evaluate("() => void history.back()")
            page.wait_for_load_state()

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

        assert leaves(page, lambda: page.evaluate("() => void history.back()"))

    def test_a_quiet_page_kept_alive_holds_nothing_typed(self, keeping: Browser, visit: Visit) -> None:
        """Whichever way she goes, a form is empty when she comes back to it."""
        page = visit(keeping).new_page()
        page.goto("callback/")
        type_into(page)
        page.evaluate("() => addEventListener('pageshow', (event) => console.info(`kept ${event.persisted}`))")
        page.goto("w/")
        with page.expect_console_message(lambda message: message.text == "kept true"):
            page.evaluate("() => void history.back()")

        assert page.locator("#typed input").first.input_value() == ""
        assert page.locator("#typed textarea").input_value() == ""

    def test_without_leaving_back_is_back(self, page: Page) -> None:
        """From a window to the list and to home, forward again and back again."""
        page.goto("")
        page.goto("w/")
        page.locator("main .list a[href*='w/']").first.click()
        page.wait_for_url(re.compile("/w/."))
        for step in (page.go_back, page.go_forward, page.go_back, page.go_back):
            step()

            expect(page.locator("main")).to_be_visible()

    @pytest.mark.parametrize("fails", [False, True])
    def test_another_site_or_a_broken_line_is_no_leaving(self, page: Page, fails: bool) -> None:
        """Back from an organization's own page, or from one that did not load, shows what was there."""
        page.goto("w/")
        link = page.locator("main .list a").first
        if fails:
            page.context.route("**/w/*/", lambda route: route.abort("connectionfailed"))
        else:
            page.context.route("https://elsewhere.example/", lambda route: route.fulfill(content_type="text/html"))
            link.evaluate("(link) => { link.href = 'https://elsewhere.example/'; }")
        link.click()
        page.wait_for_url(re.compile("elsewhere|chrome-error"))
        page.go_back()

        expect(page.locator("main")).to_be_visible()
