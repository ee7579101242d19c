"""The real programs lend what the drop box's own tests lend, and a PostgreSQL server."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.formhandler.conftest import box, gated, server, store
from tests.formhandler.postgres import Postgres, lent

__all__ = ["box", "gated", "server", "store"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Lend a PostgreSQL server."""
    yield from lent()


@pytest.fixture
def empty_postgres(postgres: Postgres) -> Postgres:
    """Lend a PostgreSQL server without tables."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS envelope, trusted")
    return postgres
