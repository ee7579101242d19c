"""What the tests of the printed things share: a press whose numbers are vouched for, and sheets made once."""

import os
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from directory.languages import BY_CODE
from directory.load import load
from directory.model import Directory, Records
from publish.print import bookmark, fonts, lots, run
from publish.print.press import Press
from publish.print.sheet import Sheet

TODAY = date(2026, 11, 23)


@cache
def assured() -> Directory:
    """Return the real directory as if a person had checked every number yesterday."""
    directory = load()
    checked = tuple(replace(w, assured_date=date(2026, 11, 22), assured_by="係") for w in directory.windows)
    records: Records = replace(directory.records, windows=checked)
    return Directory(records, replace(directory.site, url="https://kawasaki.test/"))


@cache
def made(name: str) -> Sheet:
    """Return a sheet by its file name, made once for all tests."""
    return next(sheet for sheet in every_sheet() if sheet.file == name)


@cache
def every_sheet() -> tuple[Sheet, ...]:
    """Return every sheet of every language that has its translations, ready to give out."""
    press = Press(assured(), lots.orders(), TODAY, release=True)
    return tuple(run.sheets(press, spoken()))


@cache
def spoken() -> list[str]:
    """Return the languages in which every sentence of the sheets can be said."""
    press = Press(load(), lots.orders(), TODAY)
    return [code for code in BY_CODE if not run.lacking(press, code)]


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
    return Press(assured(), lots.orders(), TODAY, release=True)


@pytest.fixture(scope="session")
def draft() -> Press:
    """Lend a press whose numbers nobody has checked."""
    return Press(load(), lots.orders(), TODAY)


@pytest.fixture(scope="session")
def leaf(press: Press) -> Sheet:
    """Lend the first bookmark as the print shop gets it."""
    return bookmark.sheet(press, press.orders.lots[0], "shop")
