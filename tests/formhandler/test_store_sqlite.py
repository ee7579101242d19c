import subprocess
import sys
from pathlib import Path

import pytest

from formhandler import store_sqlite
from formhandler.sealing import FRAME
from formhandler.store import Unavailable, Unfit
from formhandler.store_sqlite import SqliteStore
from tests.formhandler.rows import row


@pytest.fixture(autouse=True)
def unflushed() -> None:
    """Here every store is as it will be, and waits for the disk."""


class TestSqlite:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Name a database."""
        return tmp_path / "box.sqlite3"

    def test_commits_reach_the_disk(self, path: Path) -> None:
        """The settings without which a power cut loses requests are on."""
        store = SqliteStore(path)
        asked = {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1, "locking_mode": "exclusive"}

        found = {name: _pragma(store, name) for name in asked}

        assert found == asked
        store.close()

    def test_a_second_process_is_refused(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two writers on one file never run: the second says what to do."""
        store = SqliteStore(path)
        monkeypatch.setattr(store_sqlite, "WAIT", 0.01)
        with pytest.raises(Unfit, match="workers = 1"):
            SqliteStore(path)
        store.put(row())
        store.close()

    def test_only_the_owner_reads_the_files(self, path: Path) -> None:
        """Database and log are the owner's alone, and nothing else lies beside."""
        store = SqliteStore(path)
        store.put(row())

        assert {item.name: item.stat().st_mode & 0o777 for item in path.parent.iterdir()} == {
            "box.sqlite3": 0o600,
            "box.sqlite3-wal": 0o600,
        }
        store.close()

    def test_what_was_deleted_is_overwritten(self, path: Path) -> None:
        """After the desk has taken an envelope, no file of the store holds any part of it."""
        store = SqliteStore(path)
        kept = [row(number) for number in range(20)]
        for item in kept:
            store.put(item)
        assert _anywhere(path, kept[7].envelope[100:164])

        store.remove(item.receipt for item in kept[:10])

        assert not [item for item in kept[:10] if _anywhere(path, item.envelope[100:132]) or _anywhere(path, item.id)]
        assert store.rows(b"", 99) == kept[10:]
        store.close()

    def test_a_damaged_file_takes_nothing(self, path: Path) -> None:
        """A half-written database starts, takes nothing, and says so each time."""
        first = SqliteStore(path)
        for number in range(50):
            first.put(row(number))
        first.close()
        path.write_bytes(path.read_bytes()[: FRAME * 20 + 77])

        store = SqliteStore(path)
        with pytest.raises(Unavailable):
            store.put(row())
        store.close()


def test_no_database_library_but_the_one_used() -> None:
    """The SQLite store starts without loading PostgreSQL's library."""
    code = "import sys, formhandler.store_sqlite; sys.exit('psycopg' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _pragma(store: SqliteStore, name: str) -> object:
    return store._writer.do(lambda c: c.execute(f"PRAGMA {name}").fetchone()[0])  # noqa: SLF001


def _anywhere(path: Path, part: bytes) -> bool:
    return any(part in item.read_bytes() for item in path.parent.iterdir())
