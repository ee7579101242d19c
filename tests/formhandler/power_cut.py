"""The states in which a power cut may leave a disk, built from a log of writes and flushes (flush_log.c)."""

import os
import random
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SECTOR = 512  # what a disk writes in one piece
HERE = Path(__file__).parent


class Change(NamedTuple):
    """One record of the log."""

    place: int
    what: str
    file: int
    offset: int
    data: bytes


def record(folder: Path, synchronous: str) -> list[Change]:
    """Put 240 rows from eight threads and return what that did to the disk."""
    shim, log, disk = folder / "flush_log.so", folder / "log", folder / "disk"
    disk.mkdir()
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(HERE / "flush_log.c"), "-ldl"], check=True)
    wanted = {"LD_PRELOAD": str(shim), "FLUSH_FOLDER": str(disk), "FLUSH_LOG": str(log)}
    arguments = [str(disk / "box"), str(disk / "acks"), "8", "30", synchronous]
    command = [sys.executable, "-m", "tests.formhandler.put_forever", *arguments]
    subprocess.run(command, env=os.environ | wanted, check=True, timeout=120)
    return list(_parse(log.read_bytes()))


def _parse(log: bytes) -> Iterator[Change]:
    place = 0
    while place < len(log):
        length, what, file, offset = struct.unpack_from("<IcIQ", log, place)
        yield Change(place, what.decode(), file, offset, log[place + 17 : place + 17 + length])
        place += 17 + length


def cuts(changes: list[Change]) -> list[int]:
    """Return every moment after the first answer at which the power may fail."""
    names = _names(changes)
    first = next(at for at, change in enumerate(changes) if change.what == "W" and names[change.file] == "acks")
    return list(range(first + 1, len(changes) + 1))


def disk_after(changes: list[Change], keep: float, chance: random.Random) -> tuple[dict[str, bytes], set[bytes]]:
    """Return the files after a cut and the ids answered before it; what was not flushed is there as luck has it."""
    names = _names(changes)
    flushed = {change.file: change.offset for change in changes if change.what == "S"}
    folder = next((flushed.get(file, -1) for file, name in names.items() if name == "disk"), -1)
    files: dict[str, bytearray] = {}
    for change in changes:
        name = names[change.file]
        holds = folder if change.what == "U" else flushed.get(change.file, -1)
        likely = 1.0 if change.place < holds else keep
        if change.what == "U" and chance.random() < likely:
            files.pop(name, None)
        elif change.what in "WT" and name != "acks":
            _apply(files.setdefault(name, bytearray()), change, likely, chance)
    answered = {change.data for change in changes if change.what == "W" and names[change.file] == "acks"}
    return {name: bytes(content) for name, content in files.items()}, answered


def _names(changes: list[Change]) -> dict[int, str]:
    return {change.file: Path(change.data.decode()).name for change in changes if change.what == "O"}


def _apply(content: bytearray, change: Change, keep: float, chance: random.Random) -> None:
    """Do one write whole, torn, or not at all."""
    luck = chance.random()
    if luck >= keep:
        return
    if change.what == "T":
        content[:] = content[: change.offset].ljust(change.offset, b"\0")
        return
    torn = keep < 1 and luck > keep * 0.7 and len(change.data) > SECTOR
    data = change.data[: SECTOR * chance.randrange(1, len(change.data) // SECTOR + 1)] if torn else change.data
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(data)] = data


def survivors(folder: Path, files: dict[str, bytes]) -> set[bytes]:
    """Start SQLite on a disk and return the ids it finds; AssertionError if it finds damage."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    connection = sqlite3.connect(folder / "box")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {id_ for (id_,) in connection.execute("SELECT id FROM envelope")}
    except sqlite3.OperationalError:
        return set()  # not even the table is there
    finally:
        connection.close()
