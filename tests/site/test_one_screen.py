"""Home and the landing pages stand on one screen of a phone, 390 × 844: whom to call, the needs, both doors."""

from datetime import datetime
from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from directory.languages import BY_CODE, LANGUAGES
from directory.opening import JST
from publish.home_page import LANDINGS
from tests.site.conftest import Visit

HEIGHT = 844
HOURS = {
    "night": datetime(2026, 11, 24, 2, 0, tzinfo=JST),
    "noon": datetime(2026, 11, 24, 12, 0, tzinfo=JST),  # a Tuesday on which many windows are open
}
BOOKMARKS = [f"b/{number}/" for number, _ in enumerate(LANDINGS, 1)]


def end(page: Page, address: str) -> float:
    """Return where the two doors end, in CSS pixels from the top."""
    page.goto(address)
    box = page.locator(".doors").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def beyond(page: Page, addresses: list[str]) -> dict[str, float]:
    """Return the addresses where the doors end below the screen, by day or by night, with where they end."""
    found = {}
    for (hour, at), address in product(HOURS.items(), addresses):
        page.clock.set_fixed_time(at)
        found[f"/{address} at {hour}"] = end(page, address)
    return {where: ended for where, ended in found.items() if ended > HEIGHT}


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
class TestInEveryLanguage:
    """By day and by night, also with the line that says that nobody has checked."""

    def test_home_stands_on_one_screen(self, context: BrowserContext, language: str) -> None:
        """Two lines, eight needs, both doors."""
        assert beyond(context.new_page(), [BY_CODE[language].prefix]) == {}

    def test_a_greeting_does_not_push_the_doors_away(self, context: BrowserContext, language: str) -> None:
        """What a bookmark opens greets in the bookmark's words, and still holds all of it."""
        assert beyond(context.new_page(), [BY_CODE[language].prefix + bookmark for bookmark in BOOKMARKS]) == {}

    def test_without_script_they_do_too(self, browser: Browser, visit: Visit, language: str) -> None:
        """Where the usual hours stand instead of "open now"."""
        page, prefix = visit(browser, java_script_enabled=False).new_page(), BY_CODE[language].prefix

        assert {address: ended for b in ("", *BOOKMARKS) if (ended := end(page, address := prefix + b)) > HEIGHT} == {}
