"""A city of any number of windows to measure with: the real records again and again, each with its own name and hours.

Nothing that a window has for itself is written twice, so no builder gains by having seen it before.
"""

import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from directory.document import Tree, read
from directory.languages import LANGUAGES, SOURCE
from directory.load import load
from directory.words import TRANSLATIONS
from directory.words import read as read_words
from publish.sentences import save

DAY = date(2026, 11, 24)
CLOCK = re.compile(r"^(\d\d):(\d\d)$")


def found_city(folder: Path, windows: int) -> None:
    """Lay out a project of so many windows that can be reached, at least the real ones; the code is linked to."""
    shutil.copytree("data", folder / "data")
    shutil.copytree("docs", folder / "docs", ignore=shutil.ignore_patterns("decisions", "pictures", "recipes"))
    shutil.copy("mkdocs.yml", folder)
    for code in ("publish", "directory", "formhandler"):
        (folder / code).symlink_to(Path(code).resolve())
    tree: Any = _given(read(Path("data/windows.yaml")).tree)
    real = {window.id for window in load().windows if window.reachable(DAY)}
    rows = list(islice(_again([row for row in tree["windows"] if row["id"] in real]), windows))
    kept = {row["id"] for row in rows}
    tree["windows"] = rows + [row for row in tree["windows"] if row["id"] not in kept | real]
    text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (folder / "data/windows.yaml").write_text(text, "utf-8")
    _translate([row["description"] for row in rows if "description" in row], folder / TRANSLATIONS)


def _given(tree: Tree) -> Tree:
    """Drop what stands in the file without a value."""
    if isinstance(tree, dict):
        return {key: _given(value) for key, value in tree.items() if value is not None}
    return [_given(value) for value in tree] if isinstance(tree, list) else tree


def _again(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(cycle(rows)):
        yield deepcopy(row) if number < len(rows) else _another(row, number)


def _another(row: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a window like one that there is: another name, other numbers, other hours."""
    made: dict[str, Any] = {key: value for key, value in row.items() if key != "former_ids"}
    made = _later(made, number % 11 * 5)
    made |= {"id": f"{row['id']}-{number}", "name": f"{row['name']} {number}"}
    if "description" in row:
        made["description"] = f"{row['description']} {number}"
    for place, phone in enumerate(made.get("phones", [])):
        phone |= {"number": f"0120-000-{(number * 7 + place) % 1000:03d}", "kind": "freedial"}
    return made


def _later(tree: Any, minutes: int) -> Any:
    """Return a record with every time of day some minutes later."""
    if isinstance(tree, dict):
        return {key: _later(value, minutes) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_later(value, minutes) for value in tree]
    clock = CLOCK.match(tree)
    if not clock or clock[2] not in ("00", "30") or clock[0] in ("00:00", "24:00"):
        return tree
    return f"{clock[1]}:{int(clock[2]) + minutes % 30:02d}"


def _translate(descriptions: list[str], folder: Path) -> None:
    """Give every new description its translation in every language."""
    for language in LANGUAGES:
        if language.code == SOURCE:
            continue
        catalog = read_words(folder / f"{language.code}.po")
        for description in descriptions:
            stem, _, number = description.rpartition(" ")
            known = catalog.get(stem)
            if known and known.string and catalog.get(description) is None:
                catalog.add(description, f"{known.string} {number}")
        save(folder / f"{language.code}.po", catalog)
