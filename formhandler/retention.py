"""How long an envelope waits: 90 days at most, by a calendar that a wrong clock cannot push.

A clock that jumps a year ahead would delete every request at once. So the day is believed only up to a week beyond the
last day that was seen; a longer jump is caught up with a week a day, which gives staff ten days to notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

UNTAKEN = timedelta(days=90)
# Two weeks to fetch what nobody has fetched in eleven.
WARNING = timedelta(days=14)
STRIDE = timedelta(days=7)


@dataclass(frozen=True)
class Calendar:
    """The day that is believed, and the day the clock tells."""

    trusted: date
    clock: date

    @property
    def today(self) -> date:
        """The day to write on an envelope: the clock's, as far as it can be believed."""
        return min(max(self.clock, self.trusted), self.trusted + STRIDE)

    @property
    def doubtful(self) -> bool:
        """Whether staff must look at the machine's clock."""
        return self.today != self.clock


def advance(last: date | None, clock: date, *, waited: bool) -> Calendar:
    """Return the calendar of today; `waited`: a day has truly passed, by the clock that cannot be set."""
    if last is None or last <= clock <= last + STRIDE:
        return Calendar(clock, clock)
    return Calendar(last + STRIDE if waited and clock > last else last, clock)


def expiry(calendar: Calendar) -> date:
    """Return the day before which envelopes are deleted."""
    return calendar.trusted - UNTAKEN


def expiring(days: Mapping[date, int], calendar: Calendar) -> dict[date, int]:
    """Return how many envelopes will be deleted on which day of the next two weeks, unless they are taken."""
    last = {day + UNTAKEN + timedelta(days=1): count for day, count in days.items()}
    return {day: count for day, count in sorted(last.items()) if day <= calendar.trusted + WARNING}
