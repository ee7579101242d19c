"""Everything printed, really set in the pinned fonts: sheets made once, and what the tests of publish/print lend."""

import os
from functools import cache

import pytest

from directory.languages import BY_CODE
from publish.print import bookmark, fonts, run
from publish.print.press import Press
from publish.print.sheet import Sheet
from tests.publish.print.conftest import assured, draft, drafted, press
from tests.site.print.kept import kept

__all__ = ["draft", "press"]


@cache
def made(name: str) -> Sheet:
    """Return a sheet by its file name, made once for all tests and kept until what makes it changes."""
    return kept(next(sheet for sheet in every_sheet() if sheet.file == name))


@cache
def every_sheet() -> tuple[Sheet, ...]:
    """Return every sheet of every language that has its translations, ready to give out."""
    return tuple(run.sheets(assured(), spoken()))


@cache
def spoken() -> list[str]:
    """Return the languages in which every sentence of the sheets can be said."""
    return [code for code in BY_CODE if not run.lacking(drafted(), code)]


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    """Need the pinned fonts; skip without them, but never on CI."""
    try:
        fonts.loaded()
    except fonts.Missing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def leaf(press: Press) -> Sheet:
    """Lend the first bookmark as the print shop gets it."""
    return bookmark.sheet(press, press.orders.lots[0], "shop")
