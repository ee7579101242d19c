"""A tab of the phone, with nothing in it yet."""

import pytest
from playwright.sync_api import BrowserContext, Page


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Lend an empty tab."""
    return context.new_page()
