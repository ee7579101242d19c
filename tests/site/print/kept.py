"""Finished PDFs and what is read from them, kept from one run of the tests to the next.

What is kept has the name of everything it was made from: the sheet's data, the sources, the fonts and the tools.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from publish.print.sheet import Sheet
from tests.site.print import reading

SOURCES = (Path("publish/print"), Path("tests/publish/print"), Path("tests/site/print"))
TOOLS = ("typst", "pikepdf", "pypdfium2", "zxing-cpp")
FOLDER = Path("build/tests/print")


def kept(sheet: Sheet) -> Sheet:
    """Return a sheet whose file is taken from the last run, or made now."""
    told = json.dumps([sheet.template, sheet.title, sheet.shop, sheet.data])
    sheet.__dict__["pdf"] = remembered(told.encode(), ".pdf", lambda: sheet.pdf)
    return sheet


Seen = tuple[str, str, float, float]


def seen_on(pdf: bytes) -> list[Seen]:
    """Return what each code of a file says, read at 200 dots an inch, the letters under it, and its edges."""
    found: list[Seen] = json.loads(remembered(pdf, ".json", lambda: json.dumps(_seen(pdf)).encode()))
    return found


def _seen(pdf: bytes) -> list[Seen]:
    faces = zip(reading.pages(pdf), reading.letters(pdf), strict=True)
    seen = ((one, letters) for pixels, letters in faces for one in reading.found(pixels))
    return [(one.text, one.under(letters), one.bottom, one.bottom + one.right - one.left) for one, letters in seen]


def remembered(made_from: bytes, ending: str, make: Callable[[], bytes]) -> bytes:
    """Return what was made from something before; make it where it is not there, wholly or not at all."""
    place = shelf() / f"{hashlib.sha256(made_from).hexdigest()}{ending}"
    if not place.exists():
        part = place.with_suffix(f".{os.getpid()}")
        part.write_bytes(make())
        part.replace(place)
    return place.read_bytes()


@cache
def shelf() -> Path:
    """Return the folder of what today's sources and tools make; those of yesterday's go."""
    made_by = hashlib.sha256(" ".join(version(tool) for tool in TOOLS).encode())
    files = (path for folder in SOURCES for path in folder.rglob("*") if path.suffix in (".py", ".typ", ".yaml"))
    for path in sorted(files):
        made_by.update(path.read_bytes())
    folder = FOLDER / made_by.hexdigest()[:16]
    for old in FOLDER.glob("*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
