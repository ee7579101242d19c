"""On a narrow phone with Firefox nothing leaves the screen and nothing is cut off."""

import pytest
from playwright.sync_api import Browser

from directory.languages import BY_CODE
from tests.site.conftest import Visit
from tests.site.test_access import KINDS, OPEN_ALL, TOO_WIDE


@pytest.mark.parametrize("code", ["ja", "ja-easy", "th", "ne"])
def test_everything_fits_at_320_px(browser: Browser, visit: Visit, code: str) -> None:
    """Home, a bookmark's page, a list, a window and the form, with all that is folded opened."""
    page = visit(browser, viewport={"width": 320, "height": 568}).new_page()
    for kind in ("home", "memo", "one need", "window", "callback"):
        page.goto(f"/{BY_CODE[code].prefix}{KINDS[kind]}")
        page.evaluate(OPEN_ALL)

        assert page.evaluate("document.documentElement.clientWidth") == 320
        assert page.evaluate(TOO_WIDE) == [], kind
