"""Envelopes in one SQLite file: the store of a drop box that is one machine."""

import contextlib
import os
import sqlite3
from pathlib import Path

from formhandler.group_commit import Connection, Writer
from formhandler.store import Unavailable, Unfit
from formhandler.store_sql import SqlStore

WAIT = 1.0  # seconds for another process to let go of the file
# WAL with FULL: a commit has reached the disk before it is answered. With NORMAL a power cut lost up to 320 of 400
# answered requests. EXCLUSIVE: no second process can write here, and no shared-memory file lies beside.
PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)
# The ids are random and order the rows, so that the file does not tell who came first.
SCHEMA = (
    """CREATE TABLE IF NOT EXISTS envelope (
        id BLOB PRIMARY KEY, day TEXT NOT NULL, key_set TEXT NOT NULL, envelope BLOB NOT NULL
    ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS trusted (one INTEGER PRIMARY KEY CHECK (one = 1), day TEXT NOT NULL)",
)


class SqliteStore(SqlStore):
    """Envelopes in one SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__(Writer(lambda: connect(path), begin="BEGIN IMMEDIATE"), mark="?")

    def wipe(self) -> None:
        """Move the zeros that replaced the deleted rows into the file, and empty the log that still held them."""
        with contextlib.suppress(Unavailable):
            self._writer.do(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone(), alone=True)


def connect(path: Path) -> Connection:
    """Return a connection whose commits are durable; Unfit if another process has the file."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Unfit(f"{path} をほかの受付箱が使っています。一つだけ動かしてください（workers = 1）。") from None
        raise
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")
    connection.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")
