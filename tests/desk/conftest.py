"""What the tests of the desk share: an office with a clock that is set by hand, and people who have signed in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine

from desk import accounts, codes, database
from desk.office import Office
from desk.start import open_practice
from tests.desk.office import NOW, Seat, TestOffice, open_test_office

SAID: dict[Any, Any] = {}  # statements and their SQL


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hash passwords with little work: what is tested is not how long it takes."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(accounts, "HASHER", quick)
        yield


@pytest.fixture(scope="package", autouse=True)
def unflushed() -> Iterator[None]:
    """Do not wait for the disk, which is what takes longest; tests/site/desk has offices that do."""
    flushing, idle = "synchronous = FULL", "synchronous = OFF"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "PRAGMAS", [idle if p == flushing else p for p in database.PRAGMAS])
        yield


@pytest.fixture(scope="package", autouse=True)
def one_dialect() -> Iterator[None]:
    """Let all offices of a run put each statement into SQL once, and not each of them anew."""
    first: list[Engine] = []

    def made(*address: Any, **more: Any) -> Engine:
        engine = create_engine(*address, **more)
        first.append(engine)
        engine.dialect = first[0].dialect
        engine.update_execution_options(compiled_cache=SAID)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", made)
        yield


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Lend the office of practice, filled once for all tests that only look."""
    opened = open_practice(tmp_path_factory.mktemp("practice"))
    yield opened
    opened.database.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """Lend an office with one person in every role."""
    opened = open_test_office(tmp_path)
    yield opened
    codes.use(())
    opened.office.database.close()


@pytest.fixture
def sit(office: TestOffice) -> Callable[[str], Seat]:
    """Give a way to sit down at the desk as somebody."""
    return office.sit


@pytest.fixture
def now() -> datetime:
    """The time at which an office opens."""
    return NOW
