"""How many may be called in each window of time, counted in memory without knowing who: a mark for each request.

What a page offers is written when the site is built; a window that is full is no longer offered, and a request that
asks for full ones only is answered with the telephone numbers. The counts begin anew with the drop box: a few more
calls in an hour are better than a list on the disk of how many asked for which.
"""

import hmac
import os
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from formhandler.gate import network
from formhandler.request import FARTHEST, span


@dataclass
class Slots:
    """Counts the requests for each window of time, by network, each request once however often it is sent."""

    key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)
    _taken: dict[str, dict[bytes, bytes]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def enter(self, windows: Sequence[str], capacity: int, address: str, mark: bytes) -> bool:
        """Count a request in the first of its windows that has room and return whether there was one."""
        near = hmac.digest(self.key, network(address), "sha256")[:12] if network(address) else b""
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
        with self._lock:
            self._taken = {window: taken for window, taken in self._taken.items() if span(window)[0] > now}
            full = {window for window, taken in self._taken.items() if capacity and len(taken) >= capacity}
        last = (now + FARTHEST).date()
        return (
            frozenset(window for window in windows if now < span(window)[0] and span(window)[0].date() <= last) - full
        )


def _room(taken: dict[bytes, bytes], capacity: int, near: bytes) -> bool:
    """Say whether there is room; one network, behind which a whole town may be, takes up half at most."""
    share = (capacity + 1) // 2 if near else capacity
    return len(taken) < capacity and sum(found == near for found in taken.values()) < share
