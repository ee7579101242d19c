"""The numbers for now come from the directory, and the desk opens even when the directory is broken."""

from collections.abc import Callable

import pytest

from desk import windows
from directory.complaint import Refused
from directory.load import load
from tests.desk.office import NOW, Seat
from tests.desk.records.contacts import begin

Sit = Callable[[str], Seat]


def test_the_numbers_on_the_call_screen_are_the_directorys(sit: Sit) -> None:
    """Each number that stands there stands in windows.yaml."""
    known = {str(phone.number) for window in load().windows for phone in window.shown_phones(NOW.date())}
    seat = sit("counsellor")
    page = seat.text(f"/contacts/write/{begin(seat)}")

    found = windows.lifeline(NOW.date())
    assert len(found) == 4
    assert {number for _, number in found} <= known
    assert all(f"{label} {number}" in page for label, number in found)


def test_a_broken_directory_leaves_the_police_and_an_ambulance(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the data shuts nobody out."""

    def refuse() -> None:
        raise Refused([])

    monkeypatch.setattr(windows, "load", refuse)
    windows._windows.cache_clear()  # noqa: SLF001
    assert [number for _, number in windows.lifeline(NOW.date())] == ["110", "119"]
    windows._windows.cache_clear()  # noqa: SLF001


def test_somebody_can_be_sent_to_every_window_that_can_be_reached() -> None:
    """The list for referrals is the directory's, without what is over."""
    assert {place.id for place in windows.places(NOW.date())} == {
        w.id for w in load().windows if w.reachable(NOW.date())
    }
