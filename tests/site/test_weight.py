"""What the first view of a page weighs: one HTML file and one script, compressed; nothing else is asked for."""

import gzip
from functools import cache
from pathlib import Path

import pytest

from directory.languages import LANGUAGES
from tests.site_built import PageFile, Site

# One TCP initial window: ten segments of 1,460 bytes arrive in the first round trip.
FIRST_WINDOW = 14 * 1024
SHORT = 11 * 1024  # home and a window leave room for what is still to come
CODES = [language.code for language in LANGUAGES]


@cache
def compressed(path: Path) -> int:
    """Return a file's size as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def first_view(site: Site, page: PageFile) -> int:
    """Return what a browser has to load before she can read and call."""
    (script,) = set(page.read.loads)
    return compressed(page.path) + compressed(site.folder / page.target(script))


def heavy(site: Site, code: str, folders: tuple[str, ...], most: int) -> list[tuple[str, int]]:
    """Return a language's pages of some folders that weigh more than they may."""
    found = []
    for page in site.pages.values():
        rest = page.address.removeprefix(page.language.prefix)
        if page.language.code == code and rest.startswith(folders):
            found.append((page.address, first_view(site, page)))
    return [(address, size) for address, size in found if size > most]


@pytest.mark.parametrize("code", CODES)
class TestFirstView:
    """An old phone on a slow line shows the page after one round trip, in Thai and with furigana too."""

    def test_no_page_at_all_is_more_than_fourteen_kilobytes(self, site: Site, code: str) -> None:
        """Home, landing pages, lists, windows, prose."""
        assert heavy(site, code, ("",), FIRST_WINDOW) == []

    def test_a_window_is_at_most_eleven(self, site: Site, code: str) -> None:
        """It is opened by somebody who is about to call."""
        windows = [(address, size) for address, size in heavy(site, code, ("w/",), SHORT) if not address.endswith("w/")]

        assert [(address, size) for address, size in windows if address.count("/") > 1 + (code != "ja")] == []

    def test_home_is_at_most_eleven(self, site: Site, code: str) -> None:
        """It is opened first."""
        home = site.in_every_language("")[CODES.index(code)]

        assert first_view(site, home) <= SHORT

    def test_a_page_asks_for_two_files(self, site: Site, code: str) -> None:
        """Itself and the script."""
        pages = [page for page in site.pages.values() if page.language.code == code]

        assert {len(set(page.read.loads)) for page in pages} == {1}
