"""What the tests of the printed things share: a press whose numbers are vouched for, and one of drafts."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from directory.model import Directory, Records
from publish.print.press import Press
from publish.print.press import press as press_for

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


@pytest.fixture(scope="session")
def press() -> Press:
    """Lend a press that may give out what it prints."""
    return assured()


@pytest.fixture(scope="session")
def draft() -> Press:
    """Lend a press whose numbers nobody has checked."""
    return drafted()
