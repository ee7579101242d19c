from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from formhandler.keeper import DAY as SECONDS
from formhandler.keeper import Keeper
from formhandler.store import Row
from formhandler.store_sqlite import SqliteStore

DAY = date(2026, 11, 23)


class Clock:
    """A clock that can be set, and one that cannot."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 23, 3, tzinfo=UTC).timestamp()
        self.true = 0.0

    def pass_days(self, days: int, keeper: Keeper) -> None:
        """Let days pass, with a tick each."""
        for _ in range(days):
            self.wall += SECONDS
            self.true += SECONDS
            keeper.tick()


@pytest.fixture
def clock() -> Clock:
    """Begin in the afternoon of 23 November, in Japan."""
    return Clock()


@pytest.fixture
def keeper(tmp_path: Path, clock: Clock) -> Keeper:
    """Keep a store with one envelope of today."""
    store = SqliteStore(tmp_path / "box")
    kept = Keeper(store, lambda: clock.wall, lambda: clock.true)
    store.put(Row(b"i" * 16, kept.today, "k" * 16, b"envelope"))
    return kept


def waiting(keeper: Keeper) -> object:
    """Return how many envelopes wait."""
    return keeper.state()["waiting"]


def test_deletes_by_itself_after_ninety_days(keeper: Keeper, clock: Clock) -> None:
    """On the ninetieth day the envelope is there, on the day after it is gone."""
    clock.pass_days(90, keeper)
    assert waiting(keeper) == 1

    clock.pass_days(1, keeper)
    assert waiting(keeper) == 0


def test_tells_the_desk_before(keeper: Keeper, clock: Clock) -> None:
    """Two weeks before, each pull says how many go and when."""
    assert keeper.state()["expiring"] == {}
    clock.pass_days(80, keeper)

    assert keeper.state()["expiring"] == {(DAY + timedelta(days=91)).isoformat(): 1}


@pytest.mark.parametrize("jump", [-365, 365])
def test_a_clock_that_jumps_deletes_nothing(keeper: Keeper, clock: Clock, jump: int) -> None:
    """A year ahead or back, with a restart every hour or without: the envelope stays, the desk is told of the clock."""
    clock.wall += jump * SECONDS
    for _ in range(24):
        clock.true += 3600
        keeper.tick()

    assert waiting(keeper) == 1
    assert keeper.state()["clock"] == "wrong"
    assert abs(keeper.today - DAY) <= timedelta(days=14)


def test_restarts_do_not_hurry_the_calendar(keeper: Keeper, clock: Clock, tmp_path: Path) -> None:
    """A box that restarts again and again with a wrong clock does not take up a week each time."""
    store = keeper._store  # noqa: SLF001
    clock.wall += 365 * SECONDS
    for _ in range(30):
        again = Keeper(store, lambda: clock.wall, lambda: clock.true)

    assert store.trusted_day() == DAY
    assert waiting(again) == 1
    assert tmp_path.exists()


def test_after_a_month_off_the_calendar_catches_up(keeper: Keeper, clock: Clock) -> None:
    """A box that was truly off for thirty days takes up the calendar a week a day, and ends with the right day."""
    clock.wall += 30 * SECONDS
    for _ in range(5 * 24):
        clock.wall += 3600
        clock.true += 3600
        keeper.tick()

    assert keeper.today == DAY + timedelta(days=35)
    assert keeper.state()["clock"] == "right"
