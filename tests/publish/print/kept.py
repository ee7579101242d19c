"""Finished PDFs, kept from one run of the tests to the next while nothing that makes them has changed."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from publish.print.sheet import Sheet

SOURCES = Path("publish/print")
FOLDER = Path("build/tests/print")


def kept(sheet: Sheet) -> Sheet:
    """Return a sheet whose file is taken from the last run, or made now."""
    place = (
        shelf() / hashlib.sha256(json.dumps([sheet.template, sheet.title, sheet.shop, sheet.data]).encode()).hexdigest()
    )
    sheet.__dict__["pdf"] = remembered(place, lambda: sheet.pdf)
    return sheet


def remembered(place: Path, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a file; make it where it is not there, wholly or not at all."""
    if not place.exists():
        part = place.with_suffix(f".{os.getpid()}")
        part.write_bytes(make())
        part.replace(place)
    return place.read_bytes()


@cache
def shelf() -> Path:
    """Return the folder of what today's templates, fonts and tools make; those of yesterday's go."""
    made_by = hashlib.sha256(f"{version('typst')} {version('pikepdf')}".encode())
    for path in sorted(path for path in SOURCES.rglob("*") if path.suffix in (".py", ".typ", ".yaml")):
        made_by.update(path.read_bytes())
    folder = FOLDER / made_by.hexdigest()[:16]
    for old in FOLDER.glob("*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
