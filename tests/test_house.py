"""The rules of the house, held up to the tree itself."""

import ast
import graphlib
import re
import statistics
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import (
    ROOT,
    covers,
    functions,
    imports,
    lines,
    modules,
    neighbours,
    public,
    reached_from,
    rooms,
    runs,
)

# What each room may import of ours, besides itself; a name covers what lies below it.
LENDS = ("formhandler.fields", "formhandler.request", "formhandler.sealing")
# The site also holds the form, its addresses and what is told of them to programs.
WRITES = ("formhandler.addresses", "formhandler.form_page", "formhandler.open_api")
# The desk also fetches: what it and the drop box say to each other, the keys, and the row an envelope travels in.
FETCHES = ("formhandler.keys", "formhandler.pull", "formhandler.store", "formhandler.wire")
MAY_IMPORT = {
    "directory": (),
    "formhandler": ("directory.languages", "directory.words"),
    "publish": ("directory", *LENDS, *WRITES),
    "desk": ("directory", *LENDS, *FETCHES),
    "scripts": ("directory", "formhandler", "publish", "desk"),
    "tests": ("directory", "formhandler", "publish", "desk"),
}
# Started from the command line or found by a dotted name.
IMPORTED_BY_NOBODY = ("scripts", "formhandler.app", "desk.app")
# The drop box stands on a machine of its own, without what builds the site.
MAY_NOT_REACH = {"formhandler": ("yaml", "mkdocs", "typst")}
# A drawer of this name takes anything in, and nothing is found in it again.
DRAWERS = {"common", "core", "helper", "helpers", "misc", "util", "utils"}

MACHINE_PATH = re.compile(r"/(?<![\w.:/~<-]/)(?:work|root|home|Users)\b")  # beginning with the sign: it is found fast
REGISTRY = re.compile(r"\bpypi\.(?:org|python)|\bpythonhosted\.|\bnpmjs\.|\bdeb\.debian\.")
# Ten or eleven figures from 0 or +81, parted or not, or a short number behind a #.
TELEPHONE = re.compile(r"(?<!\d)(?<!\d[.:])(?:0|\+81[- ]?)(?:[-() ]{0,2}\d){9,10}(?!\d)|(?<!\w)#\d{4}(?!\w)")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−ー", "-"))


def nothing_wrong(faults: Iterable[str]) -> None:
    """Fail with one line for each fault."""
    found = list(faults)

    assert not found, "\n" + "\n".join(found)


class TestImports:
    """Trust and imports go down, never up or sideways."""

    def test_every_python_file_stands_in_a_room(self) -> None:
        """Every Python file stands in a room that the house knows."""
        nothing_wrong(
            f"{module.path}:1: stands in no room; move it, or add its folder to MAY_IMPORT"
            for module in modules()
            if module.room not in MAY_IMPORT
        )

    def test_a_room_imports_only_what_lies_below_it(self) -> None:
        """A room imports of ours only what the table allows."""
        nothing_wrong(
            f"{found}; {room} may not: move what both need further down"
            for found in imports()
            if (room := found.module.room) != (target := found.target.partition(".")[0])
            and target in MAY_IMPORT
            and not any(covers(name, found.target) for name in MAY_IMPORT.get(room, ()))
        )

    def test_nobody_imports_a_script_or_an_app(self) -> None:
        """A script is started and an app is found by its dotted name; nobody imports them."""
        nothing_wrong(
            f"{found}; nobody may: import the module that does the work"
            for found in imports()
            if any(covers(door, found.target) for door in IMPORTED_BY_NOBODY)
        )

    def test_the_drop_box_runs_without_what_builds_the_site(self) -> None:
        """Nothing the drop box imports, at any remove, reads YAML, builds pages or sets type."""
        nothing_wrong(
            f"{found}; {room} reaches this file: move the import where {room} does not go"
            for room, banned in MAY_NOT_REACH.items()
            for found in imports()
            if found.module.name in reached_from(room) and any(covers(name, found.target) for name in banned)
        )

    def test_mkdocs_is_imported_in_one_file(self) -> None:
        """One file knows MkDocs, so one file changes when MkDocs does."""
        known = {found.module.path: found for found in imports() if covers("mkdocs", found.target)}

        assert len(known) <= 1, "\n".join(f"{found}; keep one of these" for found in known.values())

    def test_no_imports_go_in_a_circle(self) -> None:
        """No module imports itself by way of others."""
        try:
            graphlib.TopologicalSorter(neighbours()).prepare()
        except graphlib.CycleError as circle:
            way = " ← ".join(circle.args[1])
            raise AssertionError(f"a circle: {way}; move what they share below them") from None


class TestSizes:
    """Files and functions are short enough to read in one go."""

    def test_a_file_has_at_most_300_lines(self) -> None:
        """A Python file has at most 300 lines."""
        nothing_wrong(
            f"{module.path}:301: has {len(module.lines)} lines; part it by subject"
            for module in modules()
            if len(module.lines) > 300
        )

    def test_a_script_is_a_doorstep(self) -> None:
        """A script has at most 40 lines and no class; what it does lives elsewhere."""
        nothing_wrong(
            f"{module.path}:1: is more than a doorstep; move the work into a package"
            for module in modules()
            if module.room == "scripts"
            if len(module.lines) > 40 or any(isinstance(n, ast.ClassDef) for n in module.tree.body)
        )

    def test_functions_are_short(self) -> None:
        """Half of all functions have at most 8 lines and nine in ten at most 25."""
        lengths = [length for length, _ in functions()] or [0]
        longest = "\n".join(f"{where}, {n} lines" for n, where in sorted(functions())[:-13:-1])

        assert statistics.median(lengths) <= 8, f"half of all are longer; begin with\n{longest}"
        assert sum(n <= 25 for n in lengths) >= 0.9 * len(lengths), f"shorten\n{longest}"

    def test_no_function_is_longer_than_60_lines(self) -> None:
        """No function has more than 60 lines."""
        nothing_wrong(
            f"{where} has {length} lines; give its steps names of their own"
            for length, where in functions()
            if length > 60
        )

    def test_no_twelve_lines_are_written_twice(self) -> None:
        """No two files share a run of 12 lines that say something."""
        seen: dict[tuple[str, ...], tuple[PurePosixPath, int]] = {}
        faults: dict[tuple[PurePosixPath, PurePosixPath], str] = {}
        for module in modules():
            for start, run in runs(module, 12):
                path, line = seen.setdefault(run, (module.path, start))
                if path != module.path:
                    fault = f"{module.path}:{start}: repeats {path}:{line}; keep one and import it"
                    faults.setdefault((module.path, path), fault)

        nothing_wrong(faults.values())


class TestNames:
    """Everything says what it is."""

    def test_everything_public_has_a_docstring(self) -> None:
        """Every module, public function and public class says in a sentence what it is."""
        nothing_wrong(
            f"{module.path}:{getattr(node, 'lineno', 1)}: "
            f"{getattr(node, 'name', module.name)} has no docstring; say in one sentence what it is"
            for module in rooms()
            for node in (module.tree, *public(module))
            if module.tree.body and not ast.get_docstring(node)
        )

    def test_every_test_begins_with_a_sentence(self) -> None:
        """The first line of a test is a sentence that is true."""
        nothing_wrong(
            f"{module.path}:{node.lineno}: {node.name} has no docstring; say what is true"
            for module in modules()
            if module.room == "tests"
            for node in public(module)
            if node.name.startswith("test_") and not ast.get_docstring(node)
        )

    def test_no_module_is_a_drawer(self) -> None:
        """A module is named by its subject."""
        nothing_wrong(
            f"{module.path}:1: is named like a drawer; name it by what it gives"
            for module in modules()
            if DRAWERS.intersection(module.path.with_suffix("").parts)
        )


class TestText:
    """What the files say holds on every machine and in every language."""

    def test_no_file_names_a_machine(self) -> None:
        """No file names a folder of one machine or the host of a registry."""
        nothing_wrong(
            f"{path}:{number}: names {found[0]!r}; write a path from the project's root, or no host"
            for path, number, line in lines(MACHINE_PATH, REGISTRY)
            if (found := MACHINE_PATH.search(line) or REGISTRY.search(line))
        )

    def test_the_lock_names_no_host(self) -> None:
        """The lock says what is installed, and nothing of where from."""
        nothing_wrong(
            f"{path}:{number}: says {found[0]!r}; run `make lock`"
            for path, number, line in lines()
            if path.name == "requirements.txt" and (found := re.search(r"[/@]|--(?!hash=)", line))
        )

    def test_the_lock_is_in_step_with_pyproject(self) -> None:
        """Every package that pyproject.toml asks for is in the lock, in a fitting version."""
        asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
        wishes = map(Requirement, asked["project"]["dependencies"] + asked["dependency-groups"]["dev"])
        lock = (ROOT / "requirements.txt").read_text()
        pins = dict(re.findall(r"^([\w-]+)==(\S+)", lock, re.MULTILINE))

        nothing_wrong(
            f"requirements.txt:1: has no {wish}; run `make lock`"
            for wish in wishes
            if (name := canonicalize_name(wish.name)) not in pins or not wish.specifier.contains(pins[name])
        )

    def test_no_telephone_number_stands_in_prose(self) -> None:
        """A number is written once, in windows.yaml: a translation may never be a wrong number."""
        nothing_wrong(
            f"{path}:{number}: looks like a telephone number ({found[0]}); name the window instead"
            for path, number, line in lines()
            if (path.parts[0] == "docs" and path.suffix == ".md")
            or (path.parts[:2] == ("data", "translations") and path.suffix == ".po")
            if (found := TELEPHONE.search(unicodedata.normalize("NFKC", line).translate(DASHES)))
        )
