"""Requests as the drop box holds them: really sealed, to really made keys."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from desk.callbacks import calling, case, fetching
from desk.callbacks.case import Case
from formhandler import keys
from formhandler.fields import FIELDS
from formhandler.request import Request, to_json
from formhandler.sealing import key_set, seal
from formhandler.store import Row
from tests.desk.office import TestOffice

TEL, SHOWN, WORD = "09000000101", "090-0000-0101", "青い傘"
WINDOW = "2026-11-23T19:00/19:30"
DAY = date(2026, 11, 23)


def make_keys(office: TestOffice) -> Sequence[str]:
    """Make the keys of a drop box beside those of the records; return whom it seals to."""
    folder = office.office.settings.keys
    if not (folder / "desk.key").exists():
        shutil.copytree(_made(), folder, dirs_exist_ok=True)
    return keys.lines(folder / "recipients.txt")


@cache
def _made() -> Path:
    """Make keys once, for every test to copy."""
    folder = Path(tempfile.mkdtemp(prefix="keys"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    keys.make(folder, DAY)
    return folder


def request(kind: str = "call", code: str = "12345678", **answers: Any) -> Request:
    """Return a request with usual answers, changed where told."""
    usual: dict[str, Any] = {field.name: () if field.kind in ("many", "windows") else field.default for field in FIELDS}
    usual |= {"tel": TEL, "word": WORD, "window": (WINDOW,), "call_name": "みかん", "language": "ja"}
    return Request(
        "take-back" if kind == "take-back" else "call", "ja", "2026-11-23T09", code, "", (), {**usual, **answers}
    )


def row(office: TestOffice, number: int, content: bytes | None = None, **more: Any) -> Row:
    """Return a sealed row of the drop box."""
    recipients = make_keys(office)
    sealed = seal(content or to_json(request(**more)), recipients)
    return Row(number.to_bytes(16), DAY, key_set(recipients), sealed)


def take(office: TestOffice, *rows: Row) -> list[Any]:
    """Let the desk take rows in; return its receipts."""
    make_keys(office)
    return list(fetching.intake(office.office).take(list(rows)))


def waiting(office: TestOffice, **answers: Any) -> int:
    """Put one request on the list; return its number."""
    take(office, row(office, 1, **answers))
    return 1


def read(office: TestOffice, number: int = 1) -> Case:
    """Return a request as it stands now, after the clock has done its part."""
    with office.office.database.writing() as db:
        calling.refresh(db, office.office.database.keys, office.time)
        found = case.read(db, office.office.database.keys, number)
    assert found is not None
    return found


def at(office: TestOffice, hour: int, minute: int = 0, day: int = 23) -> None:
    """Set the clock, with everybody still at the desk."""
    office.time = datetime(2026, 11, day, hour, minute)  # noqa: DTZ001
    office.wake()
