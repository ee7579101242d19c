"""The tree as the rules of the house look at it: files, lines, modules, imports, functions."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
# Where git cannot be asked: the top folders that are made, not written.
MADE = {".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "site"}
NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, eq=False)
class Module:
    """A Python file of ours: where it is, how others name it, and what it says."""

    path: PurePosixPath
    lines: list[str]
    tree: ast.Module

    @property
    def name(self) -> str:
        """Return the dotted name; a package is named like its folder."""
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    @property
    def package(self) -> str:
        """Return what one leading dot means in this file."""
        return self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]

    @property
    def room(self) -> str:
        """Return the top folder."""
        return self.path.parts[0]


@dataclass(frozen=True)
class Import:
    """One name that a module imports, in full."""

    module: Module
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module.path}:{self.line}: imports {self.target}"


@functools.cache
def files() -> list[PurePosixPath]:
    """List what is, or could be, committed."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
        listed = [PurePosixPath(name) for name in answer.stdout.split("\0") if name]
    except (FileNotFoundError, subprocess.CalledProcessError):
        walked = [PurePosixPath(path.relative_to(ROOT).as_posix()) for path in ROOT.rglob("*")]
        listed = [path for path in walked if path.parts[0] not in MADE and path.suffix != ".pyc"]
    return sorted(path for path in set(listed) if (ROOT / path).is_file())


@functools.cache
def modules() -> list[Module]:
    """Read every Python file."""
    sources = {path: text for path, text in texts().items() if path.suffix == ".py"}
    return [Module(path, text.splitlines(), ast.parse(text)) for path, text in sources.items()]


def rooms() -> list[Module]:
    """Read every Python file but the tests."""
    return [module for module in modules() if module.room != "tests"]


@functools.cache
def texts() -> dict[PurePosixPath, str]:
    """Read every text file."""
    contents = {path: (ROOT / path).read_bytes() for path in files()}
    return {path: content.decode(errors="replace") for path, content in contents.items() if b"\0" not in content}


def lines(*signs: re.Pattern[str]) -> Iterator[tuple[PurePosixPath, int, str]]:
    """Read every text file line by line; with signs, only those files that bear one of them."""
    for path, text in texts().items():
        if not signs or any(sign.search(text) for sign in signs):
            for number, line in enumerate(text.splitlines(), 1):
                yield path, number, line


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what is done, step by step and however deep, but not into expressions: no import or function hides there."""
    for field in ("body", "handlers", "orelse", "finalbody", "cases"):
        for step in getattr(node, field, ()):
            yield step
            yield from statements(step)


def covers(name: str, target: str) -> bool:
    """Tell whether a dotted name is the target or above it."""
    return f"{target}.".startswith(f"{name}.")


@functools.cache
def imports() -> list[Import]:
    """Find every import, wherever in its file it hides."""
    ours = {module.name for module in modules()}
    return [
        Import(module, node.lineno, target)
        for module in modules()
        for node in statements(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(module, node, ours)
    ]


def targets(module: Module, node: ast.Import | ast.ImportFrom, ours: set[str]) -> list[str]:
    """Name in full what one import statement brings in: a module rather than its package."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = node.module or ""
    if node.level:
        above = module.package.split(".")[: module.package.count(".") + 2 - node.level]
        base = ".".join([*above, *filter(None, [node.module])])
    names = [f"{base}.{alias.name}" for alias in node.names]
    return sorted({name if name in ours else base for name in names})


def neighbours() -> dict[str, set[str]]:
    """Return, for every module, the modules of ours that it imports."""
    graph: dict[str, set[str]] = {module.name: set() for module in modules()}
    for found in imports():
        if found.target in graph:
            graph[found.module.name].add(found.target)
    return graph


@functools.cache
def reached_from(room: str) -> set[str]:
    """Follow the imports of a room; importing a module runs the packages above it too."""
    graph, reached = neighbours(), set[str]()
    ahead = [module.name for module in modules() if module.room == room]
    while ahead:
        name = ahead.pop()
        if name in graph and name not in reached:
            reached.add(name)
            ahead += [name.rpartition(".")[0], *graph[name]]
    return reached


def runs(module: Module, length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Slide over the lines that say more than a bracket, a comment or an import does."""
    told = [
        (number, line.strip())
        for number, line in enumerate(module.lines, 1)
        if re.search(r"\w{2}", line) and not re.match(r"\s*(#|import |from )", line)
    ]
    for start in range(len(told) - length + 1):
        numbers, run = zip(*told[start : start + length], strict=True)
        yield numbers[0], run


@functools.cache
def functions() -> list[tuple[int, str]]:
    """Measure every function outside the tests, without its docstring."""
    measured = []
    for module in rooms():
        for node in statements(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                measured.append((length, f"{module.path}:{node.lineno}: {node.name}"))
    return measured


def public(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Walk the functions and classes that others may use, and the methods of these classes."""
    inside: list[ast.stmt] = list(module.tree.body)
    for node in inside:
        if isinstance(node, NAMED) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inside += node.body
