"""What was built from what: the ledger beside the site, by which the next build leaves alone what has not changed.

A file is left alone while its key is the same and it is as it was left; without the ledger all is built anew.
"""

import json
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

Standing = tuple[str, int, int]  # the key it was made under, its size, when it was written


@dataclass
class Made:
    """The files of a build by their path in the site: the key each is made under, and where those lie that are new.

    Places are held as text: there are tens of thousands.
    """

    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, path: str, key: str) -> None:
        """Add a file, without a path where it stands in the site already."""
        self.keys[name] = key
        if path:
            self.files[name] = path

    def where(self, site: Path, name: str) -> str:
        """Return where one of these files lies now."""
        return self.files.get(name) or f"{site}/{name}"

    def take(self, other: "Made") -> None:
        """Add the files of another part."""
        self.files |= other.files
        self.keys |= other.keys


@dataclass
class Ledger:
    """What stands in a site's folder, and of the files that are as they were left, the keys they were made under."""

    site: Path
    there: dict[str, tuple[int, int]] = field(default_factory=dict)
    files: dict[str, Standing] = field(default_factory=dict)
    promise: str = ""  # what the pages had to keep when they were looked through

    @property
    def path(self) -> Path:
        """Where the ledger lies: beside the site, so that it is never served."""
        return self.site.with_name(f".{self.site.name}.ledger")

    def pieces(self, whole: str) -> Path:
        """Return where the pieces of a whole lie, such as a language: publish.kept_pieces."""
        return self.path.with_suffix(".pieces") / f"{whole}.sqlite"

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

    def says(self, name: str, content: bytes) -> bool:
        """Say whether a file stands there with this content."""
        return name in self.there and self.there[name][0] == len(content) and (self.site / name).read_bytes() == content

    def lay(self, made: Made, parts: Path, promise: str) -> None:
        """Make the site hold these files, moving those that lie in `parts`; one that says the same is not touched."""
        self.path.unlink(missing_ok=True)  # a build that breaks off leaves no ledger, and the next begins anew
        new = self._grafted(made.files, parts)
        used = Counter(new.values())
        for name, path in new.items():
            if not (name in self.there and self.says(name, Path(path).read_bytes())):
                movable = used[path] == 1 and Path(path).is_relative_to(parts)
                place = partial(Path.replace if movable else shutil.copyfile, Path(path))
                self.there[name] = _put(place, self.site / name)
        for name in self.there.keys() - made.keys.keys():
            (self.site / name).unlink()
        rows = {name: (key, *self.there[name]) for name, key in made.keys.items()}
        self.path.write_text(json.dumps({"promise": promise, "files": rows}), "utf-8")

    def _grafted(self, files: dict[str, str], parts: Path) -> dict[str, str]:
        """Move folders that the site does not have yet as a whole; return where the files lie then."""
        self.site.mkdir(exist_ok=True)
        if not sum(_graft(part, self.site) for part in parts.iterdir()):
            return files
        self.there = standing(self.site)
        new = {name: f"{self.site}/{name}" for name in files}
        moved = {path: new[name] for name, path in files.items() if name in self.there and not Path(path).exists()}
        laid = {name: moved.get(path, path) for name, path in files.items()}
        return {name: path for name, path in laid.items() if path != new[name]}


def opened(site: Path) -> Ledger:
    """Return a site's ledger; a key is left out with all its files when one of them is not as it was left."""
    there = standing(site)
    ledger = Ledger(site, there)
    try:
        written = json.loads(ledger.path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        shutil.rmtree(ledger.pieces("").parent, ignore_errors=True)
        return ledger
    rows: dict[str, Standing] = {name: (key, size, at) for name, (key, size, at) in written["files"].items()}
    spoilt = {row[0] for name, row in rows.items() if there.get(name) != row[1:]}
    held = {name: row for name, row in rows.items() if row[0] not in spoilt}
    return Ledger(site, there, held, written["promise"])


def standing(site: Path) -> dict[str, tuple[int, int]]:
    """Return every file below a folder with its size and when it was written."""
    found: dict[str, tuple[int, int]] = {}
    ahead = [("", str(site))] if site.is_dir() else []
    while ahead:
        prefix, folder = ahead.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ahead.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    about = entry.stat()
                    found[prefix + entry.name] = (about.st_size, about.st_mtime_ns)
    return found


def _graft(folder: Path, target: Path) -> int:
    """Move every folder in a folder to where there is none of its name, else what is in it; return how many moved."""
    moved = 0
    for inner in (path for path in folder.iterdir() if path.is_dir()):
        if (target / inner.name).exists():
            moved += _graft(inner, target / inner.name)
        else:
            inner.rename(target / inner.name)
            moved += 1
    return moved


def placed(place: Callable[[Path], object], target: Path) -> str:
    """Let a file be placed, in a new folder where it needs one; return where it is."""
    try:
        place(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True)
        place(target)
    return str(target)


def _put(place: Callable[[Path], object], target: Path) -> tuple[int, int]:
    """Let a file be placed; return its size and when it was written."""
    placed(place, target)
    about = target.stat()
    return about.st_size, about.st_mtime_ns
