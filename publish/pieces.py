"""Pieces that many files are put together of: a window's row in lists, its HSDS object, its days.

A piece is made once, however many files it stands in. `publish.kept_pieces` brings back those of an earlier build whose
record is the same, so that after an edit only the edited record's are made.
"""

from collections.abc import Callable, Hashable
from functools import cache

Pieces = dict[tuple[str, str], str]


@cache
def pieces(whole: Hashable) -> Pieces:  # noqa: ARG001
    """Return the pieces of a whole by now, by kind and record: of an edition, or of the directory without its words."""
    return {}


def piece(whole: Hashable, kind: str, record: str, make: Callable[[], str]) -> str:
    """Return a record's piece of a kind, made now if there is none yet."""
    known = pieces(whole)
    if (kind, record) not in known:
        known[kind, record] = make()
    return known[kind, record]
