"""Pressing 「すぐ閉じる」, and what the screen shows while the weather has not answered."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Locator, Page

from tests.site.conftest import SAFE

# What she may have typed or chosen, wherever in the page it stands.
FIELDS = """<form id="typed"><input value=""><input type="tel"><textarea></textarea><input type="checkbox">
<select><option></option><option>x</option></select></form>"""


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


def exit_link(page: Page) -> Locator:
    """Return the link at the top."""
    return page.locator("a.exit").first


def click(page: Page, modifiers: Any = ()) -> None:
    """Press it, without waiting for what follows."""
    exit_link(page).click(no_wait_after=True, modifiers=list(modifiers))


def shift(page: Page, *keys: str) -> None:
    """Press Shift, or the keys named, one after the other."""
    for key in keys or ("ShiftLeft", "ShiftRight", "ShiftLeft"):
        page.keyboard.press(key)


def travel(page: Page, steps: int) -> str:
    """Go back or forward as the browser's buttons do, to a page that was kept alive, too; return its address."""
    before = page.evaluate("location.href")
    page.evaluate("(steps) => void setTimeout(() => history.go(steps))", steps)
    while (arrived := where(page)) in (before, ""):
        page.context.cookies()  # a question to the browser, during which it goes on
    return arrived


def where(page: Page) -> str:
    """Return the address of the page that stands there; nothing while one is giving way to another."""
    try:
        address: str = page.evaluate("document.readyState === 'complete' ? location.href : ''")
    except Error:
        return ""
    return address


def type_into(page: Page) -> None:
    """Put a form into the page and fill it."""
    page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", FIELDS)
    page.fill("#typed input >> nth=0", "ことば")
    page.fill("#typed textarea", "long text")
    page.check("#typed [type=checkbox]")
    page.select_option("#typed select", "x")
