"""A list with its filters open, and what it shows."""

import re
from typing import Any

from playwright.sync_api import Page


def folded(page: Page) -> Any:
    """Return the line behind which the filters are."""
    return page.locator("details.filter > summary")


def opened(page: Page, address: str) -> Page:
    """Open a list and its filters; their words have come when this returns."""
    page.goto(address)
    with page.expect_response(re.compile(r"/assets/find\.\w+\.js$")):
        folded(page).click()
    page.wait_for_function("typeof find === 'function'")
    return page


def shown(page: Page) -> list[str]:
    """Return the ids of the windows that the list shows."""
    rows = (
        "rows => rows.filter((row) => !row.hidden).map((row) => row.querySelector('h3 a').pathname.split('/').at(-2))"
    )
    ids: list[str] = page.locator(".list").first.locator("> li").evaluate_all(rows)
    return ids


def typed(page: Page, text: str) -> list[str]:
    """Type into the search field and return what is shown."""
    page.locator("input[type=search]").fill(text)
    return shown(page)


def choose(page: Page, code: str) -> None:
    """Tick a box."""
    page.locator(f'.chips input[value="{code}"]').check()
