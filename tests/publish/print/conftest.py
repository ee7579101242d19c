"""What the tests of the printed things share: a press whose numbers are vouched for, and sheets made once."""

import os
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from directory.languages import BY_CODE
from directory.model import Directory, Records
from publish.print import bookmark, fonts, run
from publish.print.press import Press
from publish.print.press import press as press_for
from publish.print.sheet import Sheet
from tests.publish.print.kept import kept

TODAY = date(2026, 11, 23)


@cache
def drafted() -> Press:
    """Return a press of the real directory, whose numbers nobody has checked."""
    return press_for(TODAY)


@cache
def assured() -> Press:
    """Return a press of the real directory as if every number had been checked yesterday, with a host of its own."""
    real = drafted().directory
    checked = tuple(replace(w, assured_date=date(2026, 11, 22), assured_by="係") for w in real.windows)
    records: Records = replace(real.records, windows=checked)
    directory = Directory(records, replace(real.site, url="https://kawasaki.test/"))
    return replace(drafted(), directory=directory, release=True)


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
def press() -> Press:
    """Lend a press that may give out what it prints."""
    return assured()


@pytest.fixture(scope="session")
def draft() -> Press:
    """Lend a press whose numbers nobody has checked."""
    return drafted()


@pytest.fixture(scope="session")
def leaf(press: Press) -> Sheet:
    """Lend the first bookmark as the print shop gets it."""
    return bookmark.sheet(press, press.orders.lots[0], "shop")
