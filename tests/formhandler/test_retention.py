from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from formhandler.retention import STRIDE, UNTAKEN, WARNING, Calendar, advance, expiring, expiry

DAY = date(2026, 11, 23)
ONE = timedelta(days=1)


def test_ninety_days_at_most() -> None:
    """An envelope of today is there on the ninetieth day and gone on the day after."""
    assert expiry(Calendar(DAY + UNTAKEN, DAY + UNTAKEN)) <= DAY
    assert expiry(Calendar(DAY + UNTAKEN + ONE, DAY + UNTAKEN + ONE)) > DAY


def test_desk_is_warned_two_weeks_before() -> None:
    """What nobody has taken is announced fourteen days before it goes, with the day on which it goes."""
    gone = DAY + UNTAKEN + ONE
    quiet, warned = gone - WARNING - ONE, gone - WARNING

    assert expiring({DAY: 3}, Calendar(quiet, quiet)) == {}
    assert expiring({DAY: 3}, Calendar(warned, warned)) == {gone: 3}


def test_a_week_off_is_believed() -> None:
    """A machine that was off for a week takes up the calendar where it is."""
    assert advance(DAY, DAY + STRIDE, waited=False) == Calendar(DAY + STRIDE, DAY + STRIDE)
    assert not advance(None, DAY, waited=False).doubtful


def test_a_year_ahead_deletes_nothing_at_once() -> None:
    """A clock set a year ahead moves nothing at the start, then a week a day, and staff are told."""
    wrong = DAY + timedelta(days=365)

    assert advance(DAY, wrong, waited=False).trusted == DAY
    assert advance(DAY, wrong, waited=True).trusted == DAY + STRIDE
    assert advance(DAY, wrong, waited=False).today == DAY + STRIDE
    assert advance(DAY, wrong, waited=False).doubtful


def test_a_year_back_moves_nothing() -> None:
    """A clock set a year back deletes nothing, and what comes meanwhile carries a day that will not expire early."""
    calendar = advance(DAY, DAY - timedelta(days=365), waited=True)

    assert (calendar.trusted, calendar.today, calendar.doubtful) == (DAY, DAY, True)


@given(st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.booleans()), max_size=40))
def test_never_early(clocks: list[tuple[date, bool]]) -> None:
    """However the clock jumps, an envelope taken today stays for twelve days that have truly passed."""
    calendar = advance(None, DAY, waited=False)
    taken, waits = calendar.today, 0
    for clock, waited in clocks:
        waits += waited
        calendar = advance(calendar.trusted, clock, waited=waited)
        if not waited and calendar.trusted > taken:
            return  # small steps forward are believed at a restart: that is a calendar that runs
        assert waits >= 11 or taken >= expiry(calendar)
