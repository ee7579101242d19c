"""Crashes: what was answered must be there afterwards."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from formhandler.store_sqlite import SqliteStore
from tests.effort import CUTS, ROUNDS, THOROUGH
from tests.formhandler import power_cut
from tests.formhandler.postgres import Postgres

needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="sudo apt-get install gcc")


def load(where: str, acks: Path) -> subprocess.Popen[bytes]:
    """Start putting rows, and wait until the first are kept."""
    command = [sys.executable, "-m", "tests.formhandler.put_forever", where, str(acks), "16", "0"]
    before = acks.stat().st_size if acks.exists() else 0
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 20
    while not acks.exists() or acks.stat().st_size == before:
        assert time.monotonic() < deadline, "nothing was kept"
        time.sleep(0.005)
    return process


def answered(acks: Path) -> set[bytes]:
    """Return the ids whose rows were said to be kept."""
    found = acks.read_bytes()
    return {found[place : place + 16] for place in range(0, len(found) - 15, 16)}


def test_kill_9_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    """However often the drop box is killed under load, every request that was called taken is there, and no other."""
    chance = random.Random(ROUNDS)  # noqa: S311 (a test that can be repeated)
    acks, path = tmp_path / "acks", tmp_path / "box"
    for _ in range(ROUNDS):
        process = load(str(path), acks)
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.wait()

    store = SqliteStore(path)
    kept = {row.id for row in store.rows(b"", 10**6)}
    store.close()
    assert answered(acks) - kept == set()
    assert len(kept - answered(acks)) <= 16 * ROUNDS


def test_kill_9_of_postgres_loses_nothing_that_was_answered(empty_postgres: Postgres, tmp_path: Path) -> None:
    """The same when drop box and database server die together."""
    chance = random.Random(ROUNDS)  # noqa: S311
    acks = tmp_path / "acks"
    for _ in range(ROUNDS if THOROUGH else 2):
        process = load(empty_postgres.url, acks)
        time.sleep(chance.uniform(0, 0.2))
        empty_postgres.kill()
        process.kill()
        process.wait()
        empty_postgres.start()

    with psycopg.connect(empty_postgres.url) as connection:
        kept = {bytes(id_) for (id_,) in connection.execute("SELECT id FROM envelope")}
    assert answered(acks) - kept == set()


@needs_compiler
class TestPowerCut:
    def lost(self, folder: Path, synchronous: str) -> list[int]:
        """Return, for each state in which a power cut may leave the disk, how many answered requests it lost."""
        changes = power_cut.record(folder, synchronous)
        chance = random.Random(1)  # noqa: S311
        moments = power_cut.cuts(changes)
        moments = chance.sample(moments, CUTS) if CUTS else moments
        (folder / "after").mkdir()
        found = []
        for moment in moments:
            for keep in (0.0, 0.5, 0.99):
                files, answered = power_cut.disk_after(changes[:moment], keep, chance)
                found.append(len(answered - power_cut.survivors(folder / "after", files)))
        return found

    def test_full_loses_nothing(self, tmp_path: Path) -> None:
        """Wherever the power fails, with unflushed writes lost, kept or torn, every answered request is there."""
        assert set(self.lost(tmp_path, "FULL")) == {0}

    def test_less_than_full_would_be_noticed(self, tmp_path: Path) -> None:
        """The same test fails for SQLite's usual setting with a write-ahead log."""
        assert max(self.lost(tmp_path, "NORMAL")) > 0
