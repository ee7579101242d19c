"""How much is taken at a time, without knowing from whom: counters in memory, under a key that nobody can read out.

An address is cut to its network and put under HMAC with a key that changes every day and is never written down. A gate
that is full means "busy, here are the telephone numbers", never an error.
"""

import hmac
import ipaddress
import os
import threading
from collections import Counter
from dataclasses import dataclass, field

SLOT = 600  # seconds
DAY = 86_400
# A centre gets some requests a day; a whole town may come from one network of a telephone company.
FROM_ONE_NETWORK = 20
ALTOGETHER = 300
# What looks sent by a program has a share of its own and cannot fill the gate for people.
ODD = 60


@dataclass
class Gate:
    """Counts the requests of this slot of ten minutes. `odd`: how many of them look sent by a program."""

    most: int = ALTOGETHER
    each: int = FROM_ONE_NETWORK
    odd_most: int = ODD
    key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)
    _slot: int = 0
    _day: int = 0
    _total: Counter[bool] = field(default_factory=Counter)
    _networks: Counter[bytes] = field(default_factory=Counter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def enter(self, address: str, now: float, *, odd: bool) -> bool:
        """Count a request and return whether there is room for it; `now` is a clock that cannot be set."""
        with self._lock:
            self._turn(now)
            mark = self.mark(address)
            room = self._total[odd] < (self.odd_most if odd else self.most)
            if not room or (mark and self._networks[mark] >= self.each):
                return False
            self._total[odd] += 1
            self._networks[mark] += 1
            return True

    def mark(self, address: str) -> bytes:
        """Return what stands for an address's network today; nothing for what is no address."""
        name = network(address)
        return hmac.digest(self.key, name, "sha256")[:12] if name else b""

    def _turn(self, now: float) -> None:
        """Forget the last slot, and with a new day the key."""
        if int(now // DAY) != self._day:
            self._day, self.key = int(now // DAY), os.urandom(32)
        if int(now // SLOT) != self._slot:
            self._slot = int(now // SLOT)
            self._total.clear()
            self._networks.clear()


def network(address: str) -> bytes:
    """Return the network an address is in (/24, /48); nothing for what is no address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return b""
    length = 24 if found.version == 4 else 48
    return ipaddress.ip_network((found, length), strict=False).network_address.packed
