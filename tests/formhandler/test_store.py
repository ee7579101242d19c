import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from formhandler.group_commit import Connection, Writer
from formhandler.sealing import FRAME
from formhandler.store import Receipt, Row, Store, Unavailable, Unfit
from formhandler.store_postgres import PostgresStore
from formhandler.store_sqlite import SqliteStore
from tests.formhandler.postgres import Postgres

DAY = date(2026, 11, 23)


def row(number: int = 0, day: date = DAY) -> Row:
    """Make up a row."""
    return Row(number.to_bytes(2, "big") + os.urandom(14), day, "0123456789abcdef", os.urandom(FRAME))


class TestAnyStore:
    """What holds for SQLite and for PostgreSQL alike."""

    def test_gives_back_what_was_put(self, make_store: Callable[[], Store]) -> None:
        """A row comes back as it was, also after the store was closed and opened again."""
        kept = [row(number) for number in range(3)]
        first = make_store()
        for item in kept:
            first.put(item)
        first.close()

        second = make_store()
        assert second.rows(b"", 10) == kept
        assert second.rows(kept[0].id, 1) == kept[1:2]
        second.close()

    def test_pressing_twice_is_one_request(self, store: Store) -> None:
        """A second row with the same id changes nothing, and is no error."""
        first = row()
        store.put(first)
        store.put(Row(first.id, DAY, "f" * 16, os.urandom(FRAME)))

        assert store.rows(b"", 10) == [first]

    def test_deletes_only_what_the_desk_proves_to_hold(self, store: Store) -> None:
        """A receipt with another digest, or for a row that is not there, deletes nothing."""
        kept, taken = row(1), row(2)
        store.put(kept)
        store.put(taken)

        removed = store.remove([taken.receipt, Receipt(kept.id, taken.digest), Receipt(b"x" * 16, kept.digest)])

        assert removed == 1
        assert store.rows(b"", 10) == [kept]
        assert store.remove([taken.receipt]) == 0

    def test_expires_by_day(self, store: Store) -> None:
        """Rows from before a day go, those of the day stay."""
        old, new = row(1, DAY - timedelta(days=1)), row(2)
        store.put(old)
        store.put(new)
        assert store.days() == {DAY - timedelta(days=1): 1, DAY: 1}

        assert store.expire(DAY) == 1
        assert store.rows(b"", 10) == [new]

    def test_remembers_the_trusted_day(self, store: Store) -> None:
        """The day up to which the clock is believed is one day, the last told."""
        assert store.trusted_day() is None
        store.trust_day(DAY)
        store.trust_day(DAY + timedelta(days=1))

        assert store.trusted_day() == DAY + timedelta(days=1)

    def test_many_at_once(self, store: Store) -> None:
        """Two hundred requests at the same moment are all kept."""
        kept = [row(number) for number in range(200)]
        threads = [threading.Thread(target=store.put, args=(item,)) for item in kept]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert store.rows(b"", 999) == kept

    def test_after_closing_nothing_is_taken(self, store: Store) -> None:
        """A closed store says so; it does not take and lose."""
        store.close()
        with pytest.raises(Unavailable):
            store.put(row())


class TestDigest:
    def test_covers_the_label(self) -> None:
        """Id, day, key set and content all count: none can be exchanged unnoticed."""
        one = row()
        others = [
            Row(os.urandom(16), one.day, one.key_set, one.envelope),
            Row(one.id, one.day + timedelta(days=1), one.key_set, one.envelope),
            Row(one.id, one.day, "0" * 16, one.envelope),
            Row(one.id, one.day, one.key_set, one.envelope[:-1] + b"\1"),
        ]

        assert len({item.digest for item in [one, *others]}) == 5


class TestWriter:
    def test_a_failed_commit_fails_all_who_wait_for_it(self, tmp_path: Path) -> None:
        """When a batch cannot be committed nobody of it is told "taken", and the next batch works."""
        writer = Writer(lambda: _database(tmp_path), "BEGIN")
        failures = _at_once(writer, ["INSERT INTO t VALUES (1)"] * 3 + ["broken"])

        assert failures.count("OperationalError") in (1, 2, 3, 4)
        kept = writer.do(lambda c: c.execute("SELECT count(*) FROM t").fetchone()[0])
        assert kept == failures.count(None)
        writer.close()

    def test_waiting_requests_share_a_commit(self, tmp_path: Path) -> None:
        """What comes while a commit is under way is committed together."""
        begins: list[str] = []
        writer = Writer(lambda: _counted(_database(tmp_path), begins), "BEGIN")
        hold = threading.Event()
        first = threading.Thread(target=writer.do, args=(lambda _: hold.wait(5),))
        first.start()
        rest = [threading.Thread(target=writer.do, args=(_insert,)) for _ in range(50)]
        for thread in rest:
            thread.start()
        hold.set()
        for thread in [first, *rest]:
            thread.join()

        assert begins.count("BEGIN") == 2
        writer.close()

    def test_a_forked_copy_takes_nothing(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that was forked after the start has no writer thread: it refuses rather than hangs."""
        monkeypatch.setattr(os, "getpid", lambda: 1)
        with pytest.raises(Unavailable):
            store.put(row())


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

    def test_a_second_process_is_refused(self, path: Path) -> None:
        """Two writers on one file never run: the second says what to do."""
        store = SqliteStore(path)
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

    def test_full_disk_and_after(self, full_disk: Path) -> None:
        """On a full disk nothing is called taken that is not kept; when space returns it works again."""
        store = SqliteStore(full_disk / "box.sqlite3")
        kept, refused = [], 0
        for number in range(400):
            try:
                store.put(one := row(number))
                kept.append(one)
            except Unavailable:
                refused += 1
        assert refused > 100
        assert store.rows(b"", 999) == kept

        subprocess.run(["mount", "-o", "remount,size=8m", full_disk], check=True)
        store.put(last := row(999))
        store.close()
        again = SqliteStore(full_disk / "box.sqlite3")
        assert again.rows(b"", 999) == [*kept, last]
        again.close()

    def test_read_only_disk_and_after(self, full_disk: Path) -> None:
        """On a disk that became read-only nothing is taken; once it can be written, it works again."""
        store = SqliteStore(full_disk / "box.sqlite3")
        store.put(first := row(1))
        store.close()
        subprocess.run(["mount", "-o", "remount,ro", full_disk], check=True)
        store = SqliteStore(full_disk / "box.sqlite3")
        with pytest.raises(Unavailable):
            store.put(row(2))

        subprocess.run(["mount", "-o", "remount,rw", full_disk], check=True)
        store.put(last := row(3))
        assert store.rows(b"", 9) == [first, last]
        store.close()

    @pytest.fixture
    def full_disk(self, tmp_path: Path) -> Iterator[Path]:
        """Lend a disk of one megabyte."""
        folder = tmp_path / "disk"
        folder.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False).returncode:
            pytest.skip("only root can mount a small disk")
        yield folder
        subprocess.run(["umount", "-l", folder], check=True)


class TestPostgres:
    @pytest.mark.parametrize("setting", ["synchronous_commit", "fsync"])
    def test_refuses_a_server_that_loses(self, postgres: Postgres, setting: str) -> None:
        """A server that answers before its disk has it is refused, with the setting to change."""
        postgres.stop()
        postgres.start(**{setting: "off"})
        try:
            with pytest.raises(Unfit, match=f"{setting} = on"):
                PostgresStore(postgres.url)
        finally:
            postgres.stop()
            postgres.start()

    def test_server_away_and_back(self, empty_postgres: Postgres) -> None:
        """While the server is away nothing is taken; when it is back, the same store works again."""
        store = PostgresStore(empty_postgres.url)
        store.put(first := row(1))
        empty_postgres.kill()
        with pytest.raises(Unavailable):
            store.put(row(2))

        empty_postgres.start()
        store.put(last := row(3))
        assert store.rows(b"", 9) == [first, last]
        store.close()

    def test_several_boxes_share_one_database(self, empty_postgres: Postgres) -> None:
        """Two drop boxes write at the same time; the same request through both is one."""
        boxes = [PostgresStore(empty_postgres.url) for _ in range(2)]
        one = row()
        threads = [threading.Thread(target=box.put, args=(one,)) for box in boxes for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert boxes[0].rows(b"", 9) == boxes[1].rows(b"", 9) == [one]
        for box in boxes:
            box.close()


def test_no_database_library_but_the_one_used() -> None:
    """The SQLite store starts without loading PostgreSQL's library."""
    code = "import sys, formhandler.store_sqlite; sys.exit('psycopg' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _insert(connection: Connection) -> object:
    return connection.execute("INSERT INTO t VALUES (1)")


def _database(folder: Path) -> Connection:
    connection = sqlite3.connect(folder / "t", isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    return connection


def _counted(connection: Connection, begins: list[str]) -> Connection:
    class Counted:
        def execute(self, sql: str, values: tuple[object, ...] = ()) -> object:
            begins.append(sql)
            return connection.execute(sql, values)

        def close(self) -> None:
            connection.close()

    return Counted()


def _at_once(writer: Writer, statements: list[str]) -> list[str | None]:
    failures: list[str | None] = []

    def run(sql: str) -> None:
        try:
            writer.do(lambda c: c.execute(sql))
            failures.append(None)
        except Unavailable as error:
            failures.append(str(error))

    threads = [threading.Thread(target=run, args=(sql,)) for sql in statements]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def _pragma(store: SqliteStore, name: str) -> object:
    return store._writer.do(lambda c: c.execute(f"PRAGMA {name}").fetchone()[0])  # noqa: SLF001


def _anywhere(path: Path, part: bytes) -> bool:
    return any(part in item.read_bytes() for item in path.parent.iterdir())
