"""What all tests share: the built site, and a browser to look at it with as a visitor does."""

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.effort import EXAMPLES
from tests.site_built import Site, built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# The browser itself must not talk to anyone: a test watches every request that leaves a page.
SILENT = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


settings.register_profile("ours", max_examples=EXAMPLES, deadline=None)  # a shared machine may pause
settings.load_profile("ours")

gc.disable()  # until the tests are collected: so far nothing is thrown away


def pytest_collection_finish() -> None:
    """Set aside what stays to the end, modules and tests: who takes out the rubbish need not look at it again."""
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()


def pytest_unconfigure() -> None:
    """Look for rubbish once more, so that what complained while it went is heard; the rest ends with the process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    """Lend what drives the browsers; a test run can start it only once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (most tests do without, and it is slow to import)

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: "Playwright") -> Iterator["Browser"]:
    """Lend the system's Chromium, headless; skip without one, but never on CI."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "there is no Chromium: sudo apt-get install chromium, or `make browser`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)

    # Chromium refuses its sandbox to root, as whom CI containers run.
    flags = [*SILENT, "--no-sandbox"] if os.geteuid() == 0 else SILENT
    chrome = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield chrome
    chrome.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Site:
    """All pages in all languages, built once for all processes of a test run."""
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Site(shared / "site") if (shared / "site").exists() else built(shared / "site")
