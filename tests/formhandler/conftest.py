"""What the tests of the drop box share: stores, real ones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.serving import BaseWSGIServer

from formhandler import store_sqlite
from formhandler.store import Store
from formhandler.store_sqlite import SqliteStore
from tests.formhandler.box import Box, open_box, serving


@pytest.fixture(autouse=True)
def unflushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: that a store does, test_store_sqlite.py asks, and tests/site/dropbox cuts the power."""
    flushing, idle = "synchronous = FULL", "synchronous = OFF"
    monkeypatch.setattr(store_sqlite, "PRAGMAS", [idle if p == flushing else p for p in store_sqlite.PRAGMAS])


@pytest.fixture(scope="package", autouse=True)
def addresses_read_once() -> Iterator[None]:
    """Let all drop boxes of a run take their addresses apart once: that takes longer than most of these tests."""
    made: dict[tuple[str, bool], Any] = {}
    real = Rule._compile_builder  # noqa: SLF001

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, append_unknown
        if key not in made:
            made[key] = real(rule, append_unknown)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture
def make_store(tmp_path: Path) -> Callable[[], Store]:
    """Give a way to open the store again and again; for PostgreSQL see tests/site/dropbox."""
    return lambda: SqliteStore(tmp_path / "box.sqlite3")


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


@pytest.fixture
def server(box: Box) -> Iterator[BaseWSGIServer]:
    """Serve a drop box on a port."""
    with serving(box.app) as made:
        yield made
