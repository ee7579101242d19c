"""Envelopes in PostgreSQL: for several drop boxes in front of one database."""

import psycopg

from formhandler.group_commit import Connection, Writer
from formhandler.store import Unfit
from formhandler.store_sql import SqlStore

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS envelope (
        id bytea PRIMARY KEY, day text NOT NULL, key_set text NOT NULL, envelope bytea NOT NULL
    )""",
    "CREATE TABLE IF NOT EXISTS trusted (one integer PRIMARY KEY CHECK (one = 1), day text NOT NULL)",
)
# Several boxes may start at once; whoever holds this lock makes the tables. The number is ours alone.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7405192311)"
# Seconds after which a database that does not answer is given up: she must not wait for it.
CONNECT, STATEMENT = 5, 10
DURABLE = {
    "fsync": "電源が切れると、受けたお願いが消えます。PostgreSQL の設定で fsync = on にしてください。",
    "synchronous_commit": "受けたお願いが消えることがあります。synchronous_commit = on にしてください。",
}


class PostgresStore(SqlStore):
    """Envelopes in PostgreSQL."""

    def __init__(self, url: str) -> None:
        super().__init__(Writer(lambda: connect(url), begin="BEGIN"), mark="%s")


def connect(url: str) -> Connection:
    """Return a connection whose commits are durable; Unfit if the server's settings would lose them."""
    options = f"-c statement_timeout={STATEMENT}s"
    connection = psycopg.connect(url, autocommit=True, connect_timeout=CONNECT, options=options)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: psycopg.Connection) -> None:
    for setting, cure in DURABLE.items():
        found = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
        if found == ("off",):
            raise Unfit(cure)
    with connection.transaction():
        connection.execute(ONE_AT_A_TIME)
        for statement in SCHEMA:
            connection.execute(statement)
