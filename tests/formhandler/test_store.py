import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from formhandler.group_commit import Connection, Writer
from formhandler.sealing import FRAME
from formhandler.store import Receipt, Row, Store, Unavailable
from tests.formhandler.rows import DAY, row


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
        begun, hold = threading.Event(), threading.Event()

        def held(_: Connection) -> bool:
            begun.set()
            return hold.wait(5)

        first = threading.Thread(target=writer.do, args=(held,))
        first.start()
        begun.wait(5)
        rest = [threading.Thread(target=writer.do, args=(_insert,)) for _ in range(50)]
        for thread in rest:
            thread.start()
        while writer._jobs.qsize() < len(rest):  # noqa: SLF001
            first.join(0.001)
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
