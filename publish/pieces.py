"""Pieces that many files are put together of: a window's row in lists, its HSDS object, its lines in tables.

A piece is made once, however many files it stands in. `publish.kept_pieces` brings back those of an earlier build whose
record is the same, so that after an edit only the edited record's are made.
"""

from collections.abc import Callable
from functools import cache

from directory.model import Directory
from publish.edition import Edition

Pieces = dict[tuple[str, str], str]


@cache
def pieces(whole: Edition | Directory) -> Pieces:  # noqa: ARG001
    """Return the pieces there are by now, by kind and record: of one language, or of the directory in all of them."""
    return {}


def piece(whole: Edition | Directory, kind: str, record: str, make: Callable[[], str]) -> str:
    """Return a record's piece of a kind, made now if there is none yet."""
    known = pieces(whole)
    if (kind, record) not in known:
        known[kind, record] = make()
    return known[kind, record]
