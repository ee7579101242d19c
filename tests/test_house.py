"""The rules of the house, held up to the tree itself."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent

# What each room may import of ours, besides itself. A name covers what lies below it.
MAY_IMPORT = {
    "directory": (),
    "formhandler": ("directory.languages", "directory.words"),
    "publish": ("directory", "formhandler.fields", "formhandler.request", "formhandler.sealing"),
    "desk": ("directory", "formhandler.fields", "formhandler.request", "formhandler.sealing"),
    "scripts": ("directory", "formhandler", "publish", "desk"),
    "tests": ("directory", "formhandler", "publish", "desk"),
}
# Found by their dotted names or started from the command line, imported by nobody.
DOORS = ("scripts", "formhandler.app", "desk.app")
# The drop box must stand without what builds the site.
MAY_NOT_IMPORT = {"formhandler": ("yaml", "mkdocs", "typst")}
# A drawer called so holds anything, and so nothing can be found in it.
DRAWERS = {"common", "core", "helper", "helpers", "misc", "util", "utils"}

FILE_LINES, SCRIPT_LINES = 300, 40
MEDIAN_LINES, MOST_LINES, ALL_LINES = 8, 25, 60
REPEATED_LINES = 12

MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(?:work|root|home|Users)(?=/|\b)")
REGISTRY = re.compile(r"\bpypi\.(?:org|python)|pythonhosted\.|\bregistry\.npmjs|\bdeb\.debian\.")
LOCK_LINE = re.compile(
    r" *#[^:/]*(?:\(pyproject\.toml:dev\))?"
    r"|[a-z0-9-]+==[\w.]+(?: ; [^/@]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
)
# Ten or eleven figures from a 0 or +81, parted or not, or a short number such as #0000.
TELEPHONE = re.compile(r"(?<![\d.#])(?:0|\+81[- ]?)(?:[-() .]{0,2}\d){9,10}(?!\d)|#\d{4}(?!\w)")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−ー", "-"))


@dataclass(frozen=True)
class Module:
    """A Python file of ours: where it is, how others name it, and what it says."""

    path: PurePosixPath
    lines: list[str]
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    @property
    def room(self) -> str:
        return self.path.parts[0]


@dataclass(frozen=True)
class Import:
    """One name that a module imports, in full."""

    module: Module
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module.path}:{self.line}: imports {self.target}"


@dataclass(frozen=True)
class Function:
    """A function and how many lines it has below its docstring."""

    where: str
    name: str
    length: int


@functools.cache
def tracked() -> list[PurePosixPath]:
    """List the files that are, or could be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = map(PurePosixPath, filter(None, listed.stdout.split("\0")))
    return sorted({path for path in paths if (ROOT / path).is_file()})


def texts(*patterns: str) -> Iterator[tuple[PurePosixPath, int, str]]:
    """Walk the lines of the text files that match one of the patterns."""
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and (not patterns or any(map(path.match, patterns))):
            for number, line in enumerate(content.decode().splitlines(), 1):
                yield path, number, line


@functools.cache
def modules() -> list[Module]:
    """Read every Python file."""
    sources = {path: (ROOT / path).read_text() for path in tracked() if path.suffix == ".py"}
    return [Module(path, text.splitlines(), ast.parse(text)) for path, text in sources.items()]


def rooms() -> list[Module]:
    """Leave the tests aside."""
    return [module for module in modules() if module.room != "tests"]


@functools.cache
def imports() -> list[Import]:
    """Find every import, wherever in a file it hides."""
    names = {module.name for module in modules()}
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            for target in targets(module, node, names):
                found.append(Import(module, node.lineno, target))
    return found
