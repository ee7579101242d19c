"""A window's page on paper: one A6 that can be given away, with its numbers and without what is not known."""

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.effort import some
from tests.site.conftest import Visit
from tests.site_built import Site

A6 = (105, 148)
MILLIMETRES = 25.4 / 72  # of a point


def windows(site: Site, prefix: str) -> list[str]:
    """Return the addresses of a language's windows; before a release all of them, else some."""
    found = (site.pages[address] for address in site.pages if address.startswith(f"{prefix}w/"))
    return some(
        [page.address for page in found if 'class="a6' in page.html or " a6" in page.html.partition("<main")[0]]
    )


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_window_is_one_a6(site: Site, browser: Browser, visit: Visit, prefix: str) -> None:
    """Whoever stands at a counter prints it, cuts nothing and staples nothing."""
    page = visit(browser).new_page()
    sheets = {}
    for address in windows(site, prefix):
        page.goto(f"/{address}")
        with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
            wide, high = pdf[0].get_size()
            sheets[address] = (len(pdf), round(wide * MILLIMETRES), round(high * MILLIMETRES))

    assert len(sheets) > 4
    assert {address: found for address, found in sheets.items() if found != (1, *A6)} == {}
