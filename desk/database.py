"""The database: a SQLite file that SQLCipher encrypts page by page, its journal too; or PostgreSQL by its address.

`reading` and `writing` are the only ways in. A writer takes its turn at the start, so that two who write never find
out only at the end that one of them has lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError

from desk.record_key import Keys, Unlockable
from desk.search_index import create_index
from desk.tables import METADATA

NAME = "desk.sqlite3"
WAIT = 10  # seconds a writer waits for its turn
# What was deleted is written over; nothing is spilled beside the file; an answer means it is on the disk.
PRAGMAS = ("secure_delete = ON", "temp_store = MEMORY", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
APPEND_ONLY = "CREATE TRIGGER IF NOT EXISTS audit_{0} BEFORE {0} ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END"

# PostgreSQL says it by a rule: what would change or delete an entry does nothing.
IGNORED = "CREATE OR REPLACE RULE audit_{0} AS ON {0} TO audit DO INSTEAD NOTHING"
# The names of all tables and indexes that are there.
NAMES = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
}


class Database:
    """All that the desk keeps."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.engine, self.keys = engine, keys

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of things."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose work is on the disk when this ends, or undone."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if self.engine.dialect.name != "sqlite":
                connection.exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_database(folder: Path, keys: Keys, address: str = "") -> Database:
    """Open the desk's records and make the tables that are missing; Unlockable if the key does not fit."""
    engine = _postgres(address) if address else _sqlite(folder, keys)
    try:
        _prepare(engine)
    except DatabaseError as error:
        if "not a database" in str(error):
            raise Unlockable(
                "record.key がこの記録の鍵ではありません。正しい鍵を DESK_KEYS で指してください。"
            ) from None
        raise
    return Database(engine, keys)


def _prepare(engine: Engine) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        there = _there(connection)
        METADATA.create_all(connection, [t for t in METADATA.sorted_tables if t.name not in there], checkfirst=False)
        for table in METADATA.sorted_tables:
            for index in table.indexes if table.name in there else ():
                if index.name not in there:
                    index.create(connection)
        create_index(connection)
        for act in ("UPDATE", "DELETE"):
            form = APPEND_ONLY if engine.dialect.name == "sqlite" else IGNORED
            connection.exec_driver_sql(form.format(act))


def _there(connection: Connection) -> set[str]:
    """Return the names of the tables and indexes that are there, asked for at once."""
    return set(connection.exec_driver_sql(NAMES[connection.dialect.name]).scalars())


def _postgres(address: str) -> Engine:
    # Who reads sees one state of things; who writes has taken her turn before she looks.
    return create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="REPEATABLE READ")


def _sqlite(folder: Path, keys: Keys) -> Engine:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def connect() -> Any:
        return unlocked(folder / NAME, keys)

    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect, poolclass=_pool())
    event.listen(engine, "begin", _begin)
    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool  # noqa: PLC0415

    return QueuePool


def unlocked(path: Path, keys: Keys) -> Any:
    """Return a bare connection to an encrypted file."""
    connection = sqlcipher3.connect(str(path), timeout=WAIT, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{keys.record.hex()}'\"")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_empty(database: Database) -> bool:
    """Whether nobody has an account yet."""
    with database.reading() as connection:
        return not connection.exec_driver_sql("SELECT 1 FROM user_account LIMIT 1").first()


def tables(database: Database) -> list[str]:
    """Return the names of all tables that are there."""
    return inspect(database.engine).get_table_names()
