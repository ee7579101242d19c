"""What the tests of the drop box share: stores, real ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from formhandler.store import Store
from formhandler.store_postgres import PostgresStore
from formhandler.store_sqlite import SqliteStore
from tests.formhandler.box import Box, open_box
from tests.formhandler.postgres import PROGRAMS, Postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Lend a PostgreSQL server."""
    if not PROGRAMS.exists():
        pytest.skip("there is no PostgreSQL: sudo apt-get install postgresql")
    server = Postgres()
    yield server
    server.remove()


@pytest.fixture
def empty_postgres(postgres: Postgres) -> Postgres:
    """Lend a PostgreSQL server without tables."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS envelope, trusted")
    return postgres


@pytest.fixture(params=["sqlite", "postgres"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Give a way to open the store again and again, once for each kind of store."""
    if request.param == "sqlite":
        return lambda: SqliteStore(tmp_path / "box.sqlite3")
    server: Postgres = request.getfixturevalue("empty_postgres")
    return lambda: PostgresStore(server.url)


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Iterator[Store]:
    """Lend an empty store."""
    opened = make_store()
    yield opened
    opened.close()


@pytest.fixture
def gated(tmp_path: Path) -> Iterator[Box]:
    """Lend a drop box as it is."""
    opened = open_box(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def box(gated: Box, monkeypatch: pytest.MonkeyPatch) -> Box:
    """Lend a drop box whose gate lets everything in."""
    monkeypatch.setattr("formhandler.gate.Gate.enter", lambda *_, **__: True)
    return gated
