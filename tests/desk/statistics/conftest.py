"""The office of practice and its year, counted once for all tests of figures."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from desk.office import Office
from desk.start import open_practice
from desk.statistics.book import Book, book

YEAR = 2025


@pytest.fixture(scope="package")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Lend the office of practice."""
    opened = open_practice(tmp_path_factory.mktemp("practice"))
    yield opened
    opened.database.close()


@pytest.fixture(scope="package")
def db(practice: Office) -> Iterator[Connection]:
    """Lend its records."""
    with practice.database.reading() as connection:
        yield connection


@pytest.fixture(scope="package")
def counted(db: Connection) -> Book:
    """Lend the figures of the made-up year."""
    return book(db, YEAR)
