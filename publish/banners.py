"""The banners as the site publishes them, `/banners/<language>/<size>.png` and `.svg`: drawn once, then kept.

Drawing 156 pictures takes three seconds, so they lie in build/banners/ until something that has a say in them changes.
Without the fonts there are none, and no page speaks of any.
"""

import hashlib
import json
import os
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

from directory.languages import BY_CODE
from directory.load import DATA, load
from directory.vocabulary import Site
from publish.print import banner, fonts, palette

SHELF = Path("build/banners")
PRINT = Path(banner.__file__).parent
# What has a say in a banner besides its words.
RECIPE = (
    *(PRINT / name for name in ("banner.py", "picture.py", "typeset.py")),
    *(PRINT / "templates" / f"{name}.typ" for name in ("banner", "lib", "art")),
    *(palette.LIST, fonts.LIST),
)


@cache
def shelf(data: Path = DATA) -> dict[str, Path]:
    """Return every banner's file by its address in the site; nothing where one is missing and cannot be drawn."""
    site = load(data).site
    try:
        kept = [_drawn(site, code) for code in BY_CODE]
    except fonts.Missing:
        return {}
    return {path.relative_to(folder).as_posix(): path for folder in kept for path in folder.rglob("*.*")}


def lacking(data: Path = DATA) -> str:
    """Return what has to be installed before the banners can be drawn; "" where nothing has."""
    try:
        _ = (shelf() if data == DATA else shelf(data)) or fonts.gather()  # by one key, so that it is looked up once
    except fonts.Missing as missing:
        return str(missing)
    return ""


def _drawn(site: Site, language: str) -> Path:
    """Return the folder that holds a language's banners, drawn now where they are not there yet."""
    folder = SHELF / f"{language}-{_key(site, language)}"
    if not folder.exists():
        part = folder.with_name(f".{folder.name}-{os.getpid()}")
        for name, content in banner.files(site, language).items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(content)
        _put(part, folder)
    return folder


def _key(site: Site, language: str) -> str:
    """Return a name that changes with whatever the banners of a language are made from."""
    said = [banner.describe(site, language, size) for size in banner.SIZES]
    made_from = hashlib.sha256(json.dumps([version("typst"), said], sort_keys=True).encode())
    for path in RECIPE:
        made_from.update(path.read_bytes())
    return made_from.hexdigest()[:16]


def _put(part: Path, folder: Path) -> None:
    """Put a finished folder in its place, whole or not at all, and take away what it replaces."""
    old = [path for path in SHELF.glob(f"{folder.name.rpartition('-')[0]}-*") if path != folder]
    try:
        part.rename(folder)
    except OSError:  # another build was faster; its pictures are the same
        shutil.rmtree(part)
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
