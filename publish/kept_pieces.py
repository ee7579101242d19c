"""Pieces that an earlier build has made: those of a record that is the same need not be made again.

They lie beside the ledger, a small database for each language, each with the key of the record it was made from.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from publish.pieces import Pieces

TABLE = "CREATE TABLE IF NOT EXISTS pieces (kind TEXT, record TEXT, key TEXT, text TEXT, PRIMARY KEY (kind, record))"


def recall(known: Pieces, keys: Mapping[str, str], path: Path) -> None:
    """Take up the pieces of every record whose key is still the same; `keys` holds those of all records."""
    try:
        with closing(_opened(path)) as base:
            for kind, record, key, text in base.execute("SELECT kind, record, key, text FROM pieces"):
                if keys.get(record) == key:
                    known[kind, record] = text
    except sqlite3.DatabaseError:  # no database: all are made anew
        path.unlink()


def keep(known: Pieces, keys: Mapping[str, str], path: Path) -> None:
    """Write down the pieces that are new, and let go of those that nobody needs any more."""
    with closing(_opened(path)) as base, base:
        there = {(kind, record): key for kind, record, key in base.execute("SELECT kind, record, key FROM pieces")}
        gone = [name for name in there if name not in known]
        new = [(*name, keys[name[1]], text) for name, text in known.items() if there.get(name) != keys[name[1]]]
        base.executemany("DELETE FROM pieces WHERE kind = ? AND record = ?", gone)
        base.executemany("REPLACE INTO pieces VALUES (?, ?, ?, ?)", new)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is made anew
    base.execute(TABLE)
    return base
