"""The store on real disks: one that is full, and one that became read-only."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from formhandler.store import Unavailable
from formhandler.store_sqlite import SqliteStore
from tests.formhandler.rows import row


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Lend a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_full_disk_and_after(full_disk: Path) -> None:
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


def test_read_only_disk_and_after(full_disk: Path) -> None:
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
