"""Firefox in the place of Chromium: what else the tests use of the site stays as it is."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.site.firefox import relay


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what starts the system's Firefox; skip without one."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if found is None:
        pytest.skip("there is no Firefox: sudo apt-get install firefox-esr, or `make browser`")
    program = tmp_path_factory.mktemp("firefox") / "firefox"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{relay.__file__}" "{found}" "$@"\n')
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def browser(playwright: Playwright, firefox: Path) -> Iterator[Browser]:
    """Lend the system's Firefox, headless."""
    as_on_a_phone: dict[str, str | float | bool] = {"ui.useOverlayScrollbars": 1}  # a bar that takes no room
    started = playwright.firefox.launch(
        channel="moz-firefox", executable_path=firefox, firefox_user_prefs=as_on_a_phone
    )
    yield started
    started.close()


@pytest.fixture(scope="session")
def keeping(browser: Browser) -> Browser:
    """Lend Firefox, which keeps a left page alive for Back in a test, too."""
    return browser
