"""「すぐ閉じる」 by key: Shift three times, or Escape twice; never by accident, never while she writes."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import SAFE, Line
from tests.site.finding.lists import opened
from tests.site.leaving import leaves, shift, type_into


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
            ("Shift", "Shift", "Shift+A"),
            ("Shift+A", "Shift", "Shift"),
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
    def test_each_press_comes_within_a_second_of_the_one_before(
        self, page: Page, line: Line, key: str, times: int
    ) -> None:
        """Slower is no call to leave; quick again is one."""
        line.close()  # a page that waits for the weather would not tell what it shows
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
        opened(page, "w/").locator(".chips input").first.check()

        assert leaves(page, lambda: shift(page))

    def test_in_the_search_they_write(self, page: Page) -> None:
        """What she types there is not cut short."""
        opened(page, "w/").focus("input[type=search]")
        shift(page, *["Shift"] * 4)

        expect(page.locator("main")).to_be_visible()

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
