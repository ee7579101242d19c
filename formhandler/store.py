"""What a store of envelopes must do, whichever database it is."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol


class Unavailable(Exception):
    """Nothing was stored; she must be given the telephone numbers. It names the kind of failure and no value."""


class Unfit(Exception):
    """A database that must not be used: it would lose requests, or somebody else writes to it. Staff read the text."""


class Receipt(NamedTuple):
    """What the desk says it holds: an envelope's id, and the digest of all that stood in its row."""

    id: bytes
    digest: str


@dataclass(frozen=True)
class Row:
    """All that is kept of a request: a random id, the day, which keys it is sealed to, the envelope. Nothing else."""

    id: bytes
    day: date
    key_set: str
    envelope: bytes

    @property
    def digest(self) -> str:
        """The digest over the label and the content: an altered label is not taken for another request."""
        parts = (self.id, self.day.isoformat().encode(), self.key_set.encode(), self.envelope)
        return hashlib.sha256(b"|".join(parts)).hexdigest()

    @property
    def receipt(self) -> Receipt:
        """What to say when this row has been stored elsewhere."""
        return Receipt(self.id, self.digest)


class Store(Protocol):
    """A place for envelopes. Every method returns after what it did is on the disk, or raises Unavailable."""

    def put(self, row: Row) -> None:
        """Keep a row; an id that is there already is the same request pressed twice."""

    def rows(self, after: bytes, most: int) -> list[Row]:
        """Return rows in the order of their random ids, those after one of them."""

    def remove(self, receipts: Iterable[Receipt]) -> int:
        """Delete what the desk has proved to hold; return how many rows that were."""

    def expire(self, before: date) -> int:
        """Delete what is older than a day; return how many rows that were."""

    def days(self) -> dict[date, int]:
        """Return how many envelopes wait from each day."""

    def trusted_day(self) -> date | None:
        """Return the day up to which the clock was believed (see retention)."""

    def trust_day(self, day: date) -> None:
        """Remember the day up to which the clock is believed."""

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
