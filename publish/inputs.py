"""What the site is made from, as fingerprints: whatever has the same inputs is the same, and need not be made again.

A page is made from the ground (code, templates, settings, the day), from its language's words, and from records. Which
records, its `reads` says; a record brings along every record that it names. A page that does not say reads them all.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from directory.document import Tree
from directory.load import DATA
from directory.words import TRANSLATIONS

HOUSE = Path(__file__).parents[1]
CODE = ("publish", "directory", "formhandler")
TOOLS = ("mkdocs", "mkdocs-static-i18n", "markdown", "jinja2", "babel", "budoux", "holidays", "rcssmin", "rjsmin")


def fingerprint(*parts: object) -> str:
    """Return a short name for these parts; other parts have another."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def ground(day: date) -> str:
    """Return the fingerprint of what every page is made from."""
    code = (path for folder in CODE for path in sorted((HOUSE / folder).rglob("*")) if _counts(path))
    settings = (path for path in sorted(DATA.glob("*.yaml")) if path.name != "windows.yaml")
    files = [(path.name, path.read_bytes()) for path in (Path("mkdocs.yml"), *settings, *code)]
    return fingerprint(day, os.environ.get("PREVIEW"), _tools(), files)


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


@cache
def _tools() -> tuple[str, ...]:
    return sys.version, *(f"{tool} {version(tool)}" for tool in TOOLS)


@dataclass(frozen=True, eq=False)
class Records:
    """The records of windows.yaml by id, as they stand in the file, and which of them name which."""

    tree: Tree
    keys: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Tree]:
        """Every record that has an id."""
        lists = self.tree.values() if isinstance(self.tree, dict) else ()
        rows = [row for found in lists if isinstance(found, list) for row in found if isinstance(row, dict)]
        return {str(row["id"]): row for row in rows if "id" in row}

    @cached_property
    def everything(self) -> str:
        """The fingerprint of the whole file's content."""
        return fingerprint(self.tree)

    def key(self, name: str) -> str:
        """Return the fingerprint of a record and of all it names; of the name itself if there is no such record."""
        if name not in self.keys:
            self.keys[name] = fingerprint([(found, self.by_id.get(found)) for found in self._brought(name)])
        return self.keys[name]

    def _brought(self, name: str) -> list[str]:
        found, ahead = {name}, [name]
        while ahead:
            named = {text for text in _texts(self.by_id.get(ahead.pop())) if text in self.by_id}
            ahead += named - found
            found |= named
        return sorted(found)


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif tree:
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(inner)


@dataclass(frozen=True)
class Inputs:
    """The inputs of everything that is made in one language."""

    ground: str
    code: str
    records: Records

    @cached_property
    def language(self) -> str:
        """What all of it is made from, records aside."""
        words = TRANSLATIONS / f"{self.code}.po"
        return fingerprint(self.ground, self.code, words.read_bytes() if words.exists() else "")

    @cached_property
    def each(self) -> dict[str, str]:
        """The key of every record, for what is made from it alone."""
        return {name: self.key((name,)) for name in self.records.by_id}

    def key(self, reads: Iterable[str] | None, *besides: object) -> str:
        """Return the fingerprint of what reads these records, and is made from something besides."""
        names = [self.records.everything] if reads is None else [self.records.key(name) for name in reads]
        return fingerprint(self.language, names, besides)


def together(all_of_them: Iterable[Inputs]) -> Inputs:
    """Return the inputs of what is made in all of these languages at once."""
    first, *others = all_of_them
    return Inputs(fingerprint(first.ground, *(one.language for one in others)), first.code, first.records)
