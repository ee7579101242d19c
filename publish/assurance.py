"""`make assure`: the result of a telephone call, written into windows.yaml, or a sentence why it was not."""

import os
import tempfile
from datetime import date
from pathlib import Path

from directory.assure import NotAssured, assured
from directory.check import check
from directory.complaint import Refused
from directory.load import DATA, documents


def assure(record_id: str, person: str, given: str | None, today: date, data: Path = DATA) -> str:
    """Mark a record as checked on a day (today if none is given) and return what was done, in Japanese."""
    day = _day(given, today)
    path = data / "windows.yaml"
    before = path.read_bytes()
    marked = assured(before.decode("utf-8"), record_id, day, person).encode("utf-8")
    _replace(path, marked)
    try:
        _verify(data, today)
    except Refused:
        _replace(path, before)
        raise
    return f"{record_id} を、{day.isoformat()} に {person.strip()} が確かめたと書きました（{path}）"


def _day(given: str | None, today: date) -> date:
    try:
        day = date.fromisoformat(given) if given else today
    except ValueError:
        message = f'DATE の「{given}」は日付ではありません → DATE="2026-11-01" のように書いてください'
        raise NotAssured(message) from None
    if day > today:
        raise NotAssured(f"DATE の {day} は、まだ来ていません → 確かめた日を書いてください")
    return day


def _verify(data: Path, today: date) -> None:
    """Read the file as it now is: a mistake that was there before is told, and the file stays as it was."""
    documents.cache_clear()
    directory, windows, site = documents(data)
    complaints = check(directory, windows, site, today)
    if complaints:
        raise Refused(complaints)


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside the old one and put it in its place at once: a power cut leaves one of the two."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(path.stat().st_mode & 0o777)
    Path(name).replace(path)
