"""The records of practice and their year, counted once for all tests of figures."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from desk.office import Office
from desk.statistics.book import Book, book

YEAR = 2025


@pytest.fixture(scope="package")
def db(practice: Office) -> Iterator[Connection]:
    """Lend the records of practice."""
    with practice.database.reading() as connection:
        yield connection


@pytest.fixture(scope="package")
def counted(db: Connection) -> Book:
    """Lend the figures of the made-up year."""
    return book(db, YEAR)
