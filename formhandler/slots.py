"""How many may be called in each window of time, counted in memory without knowing who: a mark for each request.

What a page offers is written when the site is built; a window that is full is no longer offered, and a request that
asks for full ones only is answered with the telephone numbers. The counts begin anew with the drop box: a few more
calls in an hour are better than a list on the disk of how many asked for which.
"""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from formhandler.request import FARTHEST

MINUTE = "%Y-%m-%dT%H:%M"


@dataclass
class Slots:
    """Counts the requests for each window of time, by network, each request once however often it is sent."""

    _taken: dict[str, dict[bytes, bytes]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def enter(self, windows: Sequence[str], capacity: int, near: bytes, mark: bytes) -> bool:
        """Count a request in the first of its windows that has room and return whether there was one.

        `near` stands for the network it came from (nothing: not known), `mark` for the request.
        """
        with self._lock:
            here = [self._taken.setdefault(window, {}) for window in windows]
            if any(mark in taken for taken in here):
                return True
            room = next((taken for taken in here if _room(taken, capacity, near)), None)
            if room is not None:
                room[mark] = near
            return room is not None

    def open(self, windows: Collection[str], capacity: int, now: datetime) -> frozenset[str]:
        """Return the windows that can be asked for now: still to come, within two weeks, not full."""
        first, last = f"{now:{MINUTE}}", f"{now + FARTHEST:%Y-%m-%d}T24"
        with self._lock:
            self._taken = {window: taken for window, taken in self._taken.items() if window[: len(first)] > first}
            full = {window for window, taken in self._taken.items() if capacity and len(taken) >= capacity}
        return frozenset(window for window in windows if first < window[: len(first)] and window < last) - full


def _room(taken: dict[bytes, bytes], capacity: int, near: bytes) -> bool:
    """Say whether there is room; one network, behind which a whole town may be, takes up half at most."""
    share = (capacity + 1) // 2 if near else capacity
    return len(taken) < capacity and sum(found == near for found in taken.values()) < share
