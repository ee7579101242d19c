"""Home and the landing pages stand on one screen of a phone, 390 × 844: whom to call, the needs, both doors."""

from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Page

from directory.languages import LANGUAGES
from directory.opening import JST

HEIGHT = 844
NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=JST)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JST)  # a Tuesday on which many windows are open


def prefix(code: str) -> str:
    """Return where a language's addresses begin."""
    return "/" if code == "ja" else f"/{code}/"


def ends(page: Page, address: str, at: datetime) -> float:
    """Return where the two doors end, in CSS pixels from the top."""
    page.clock.set_fixed_time(at)
    page.goto(address)
    box = page.locator(".doors").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("at", [NIGHT, NOON], ids=["night", "noon"])
@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_home_stands_on_one_screen(context: BrowserContext, language: str, at: datetime) -> None:
    """In every language, by day and by night, also with the line that says that nobody has checked."""
    assert ends(context.new_page(), prefix(language), at) <= HEIGHT


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_greeting_does_not_push_the_doors_away(context: BrowserContext, number: int) -> None:
    """What a bookmark opens greets, and still holds all of it."""
    assert ends(context.new_page(), f"/b/{number}/", NIGHT) <= HEIGHT
