"""What was built from what: the ledger beside the site, by which the next build leaves alone what has not changed.

A file is left alone while its key is the same and it is as it was left; without the ledger all is built anew.
"""

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Standing = tuple[str, int, int]  # the key it was made under, its size, when it was written


@dataclass
class Made:
    """The files of a build by their path in the site: where each lies now, and the key it was made under."""

    files: dict[str, Path] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: Path, key: str) -> None:
        """Add a file."""
        self.files[name], self.keys[name] = path, key

    def take(self, other: "Made") -> None:
        """Add the files of another part."""
        self.files |= other.files
        self.keys |= other.keys


@dataclass
class Ledger:
    """The files that stand in a built site as they were left, with the keys they were made under."""

    site: Path
    files: dict[str, Standing] = field(default_factory=dict)
    promise: str = ""  # what the pages had to keep when they were looked through

    @property
    def path(self) -> Path:
        """Where the ledger lies: beside the site, so that it is never served."""
        return self.site.with_name(f".{self.site.name}.ledger")

    @cached_property
    def made_under(self) -> dict[str, list[str]]:
        """The files by key."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, (key, *_) in self.files.items():
            found[key].append(name)
        return dict(found)

    def holds(self, name: str, key: str) -> bool:
        """Say whether a file stands there, made under this key."""
        return name in self.files and self.files[name][0] == key

    def lay(self, made: Made, promise: str) -> None:
        """Make the site hold these files; one that says the same as before is not touched."""
        self.path.unlink(missing_ok=True)  # a build that breaks off leaves no ledger, and the next begins anew
        there = standing(self.site)
        for name, path in made.files.items():
            if path != self.site / name:
                _put(path, self.site / name)
        for name in there.keys() - made.files.keys():
            (self.site / name).unlink()
        there = standing(self.site)
        rows = {name: (key, *there[name]) for name, key in made.keys.items()}
        self.path.write_text(json.dumps({"promise": promise, "files": rows}), "utf-8")


def opened(site: Path) -> Ledger:
    """Return a site's ledger; a key is left out with all its files when one of them is not as it was left."""
    ledger = Ledger(site)
    try:
        written = json.loads(ledger.path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return ledger
    there = standing(site)
    rows: dict[str, Standing] = {name: (key, size, at) for name, (key, size, at) in written["files"].items()}
    spoilt = {row[0] for name, row in rows.items() if there.get(name) != row[1:]}
    return Ledger(site, {name: row for name, row in rows.items() if row[0] not in spoilt}, written["promise"])


def standing(site: Path) -> dict[str, tuple[int, int]]:
    """Return every file below a folder with its size and when it was written."""
    found: dict[str, tuple[int, int]] = {}
    ahead = [("", site)] if site.is_dir() else []
    while ahead:
        prefix, folder = ahead.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ahead.append((f"{prefix}{entry.name}/", Path(entry.path)))
                else:
                    about = entry.stat()
                    found[prefix + entry.name] = (about.st_size, about.st_mtime_ns)
    return found


def _put(path: Path, target: Path) -> None:
    content = path.read_bytes()
    if target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
