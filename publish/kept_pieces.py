"""Pieces that an earlier build has made: those of a record that is the same need not be made again.

They lie beside the ledger, a small database for each language, each with the key of the record it was made from.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from publish.inputs import Inputs
from publish.pieces import Pieces

TABLE = "CREATE TABLE IF NOT EXISTS pieces (kind TEXT, record TEXT, key TEXT, text TEXT, PRIMARY KEY (kind, record))"


@contextmanager
def remembering(known: Pieces, inputs: Inputs, path: Path) -> Iterator[None]:
    """Bring back the pieces whose record is the same, and in the end write down those that have come, and let go."""
    try:
        there = _recalled(known, inputs, path)
    except sqlite3.DatabaseError:  # no database: all are made anew
        path.unlink()
        there = set()
    yield
    with closing(_opened(path)) as base, base:
        new = [(*name, inputs.each[name[1]], text) for name, text in known.items() if name not in there]
        base.executemany("REPLACE INTO pieces VALUES (?, ?, ?, ?)", new)
    known.clear()


def _recalled(known: Pieces, inputs: Inputs, path: Path) -> set[tuple[str, str]]:
    gone = []
    with closing(_opened(path)) as base, base:
        for kind, record, key, text in base.execute("SELECT kind, record, key, text FROM pieces"):
            if inputs.each.get(record) == key:
                known[kind, record] = text
            else:
                gone.append((kind, record))
        base.executemany("DELETE FROM pieces WHERE kind = ? AND record = ?", gone)
    return set(known)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is made anew
    base.execute(TABLE)
    return base
