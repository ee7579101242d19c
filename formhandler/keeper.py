"""What the drop box does by itself: it believes the calendar day by day, and deletes what nobody fetched in 90 days."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from formhandler.retention import Calendar, advance, expiring, expiry
from formhandler.store import Store, Unavailable

LOG = logging.getLogger("formhandler")
HOUR, DAY = 3600.0, 86_400.0
JAPAN = timedelta(hours=9)


class Keeper:
    """Keeps the calendar and the store tidy. `steady` cannot be set, `now` tells the day."""

    def __init__(
        self, store: Store, now: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._store, self._now, self._steady = store, now, steady
        self._begun = steady()
        self._calendar = Calendar(self._clock(), self._clock())
        self._known = False
        self.tick()

    @property
    def today(self) -> date:
        """The day to write on an envelope."""
        return self._calendar.today

    def tick(self) -> None:
        """Do what is due; a store that cannot be reached is tried again the next time."""
        try:
            self._believe()
            if expired := self._store.expire(expiry(self._calendar)):
                LOG.warning("expired: %d", expired)
        except Unavailable as error:
            LOG.error("store: %s", error)

    def _believe(self) -> None:
        waited = self._steady() - self._begun >= DAY
        last = self._calendar.trusted if self._known else self._store.trusted_day()
        self._calendar = advance(last, self._clock(), waited=waited)
        if waited:
            self._begun = self._steady()
        if self._calendar.trusted != last:
            self._store.trust_day(self._calendar.trusted)
        self._known = True
        if self._calendar.doubtful:
            LOG.error("clock: %s", "look at the date of this machine")

    def state(self) -> dict[str, object]:
        """Return what the desk is told with each pull: how many wait, what expires when, whether the clock is right."""
        days = self._store.days()
        soon = {day.isoformat(): count for day, count in expiring(days, self._calendar).items()}
        return {
            "waiting": sum(days.values()),
            "expiring": soon,
            "clock": "wrong" if self._calendar.doubtful else "right",
        }

    def start(self) -> threading.Thread:
        """Tick every hour from now on, in a thread of its own."""
        thread = threading.Thread(target=self._for_ever, name="keeper", daemon=True)
        thread.start()
        return thread

    def _for_ever(self) -> None:
        while True:
            time.sleep(HOUR)
            self.tick()

    def _clock(self) -> date:
        return (datetime.fromtimestamp(self._now(), UTC) + JAPAN).date()
