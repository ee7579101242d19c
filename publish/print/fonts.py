"""The fonts of everything printed: Debian's files, pinned by their sha256, found without the network."""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from directory.load import load_file
from directory.parts import record
from directory.scalars import Text

LIST = Path(__file__).with_name("fonts.yaml")
SHELVES = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
GATHERED = Path("build/fonts")


class Missing(Exception):
    """Fonts that must be installed first; the message is the command that does it."""


@record
class Font:
    """One font file, the Debian package that holds it, and what its bytes must be."""

    file: Text
    package: Text
    sha256: Text


@record
class Fonts:
    """Everything in fonts.yaml."""

    fonts: tuple[Font, ...]


def wanted() -> tuple[Font, ...]:
    """Return the fonts that the sheets are set in."""
    return load_file(LIST, Fonts)[0].fonts


def gather(shelves: tuple[Path, ...] = SHELVES, folder: Path = GATHERED) -> Path:
    """Link the pinned fonts into one folder; raise Missing where one is absent or is another version."""
    pinned = wanted()
    found = {font: path for font in pinned for path in _copies(font, shelves) if _digest(path) == font.sha256}
    lacking = [font for font in pinned if font not in found]
    if lacking:
        raise Missing(_cure(lacking, shelves))
    folder.mkdir(parents=True, exist_ok=True)
    for font, path in found.items():
        _link(folder / font.file, path)
    return folder


@cache
def loaded() -> Any:
    """Return the pinned fonts and no others, ready for typesetting."""
    import typst  # noqa: PLC0415 (large, and not needed while what was typeset before still stands)

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(gather())])


def _copies(font: Font, shelves: tuple[Path, ...]) -> list[Path]:
    return [path for shelf in shelves for path in sorted(shelf.rglob(font.file))]


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _link(place: Path, target: Path) -> None:
    """Point a link at a font; two prints at once may both try, and either result is right."""
    if place.is_symlink() and place.readlink() == target:
        return
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    fresh.symlink_to(target)
    fresh.replace(place)


def _cure(lacking: list[Font], shelves: tuple[Path, ...]) -> str:
    packages = " ".join(sorted({font.package for font in lacking}))
    other = [font.file for font in lacking if _copies(font, shelves)]
    names = "、".join(font.file for font in lacking)
    if other:
        cure = f"Debian 12 の {packages} を入れるか、publish/print/{LIST.name} を書きかえてください"
        return f"書体の版がちがいます（{'、'.join(other)}）。{cure}"
    return f"印刷の書体がありません（{names}）。次を入れてください: sudo apt-get install {packages}"
