"""`make deploy`: a new release beside the old one, and one switch from the one to the other.

    TARGET/releases/20261124-093000/    a built site, never changed once it is there
    TARGET/current  → releases/…        what the web server serves (its root is TARGET/current)
    TARGET/previous → releases/…        what a roll back returns to

The switch is the renaming of one link, which the system does wholly or not at all: a request sees the old release or
the new, and so does the next start after a power cut. A page of the old release may still ask for its script just after
the switch; the old scripts, named by their content, are carried over for that.
"""

import os
import shutil
from datetime import datetime
from pathlib import Path

RELEASES, CURRENT, PREVIOUS = "releases", "current", "previous"
PART = ".part-"  # how an unfinished release begins; the next deploy sweeps it away
KEPT = 3  # releases that stay: the one served, the one before, and one more
SCRIPTS = "assets/site.*.js"


class NotDeployed(Exception):
    """Nothing was switched; the message says why and what to do, in Japanese."""


def deploy(site: Path, target: Path, now: datetime) -> Path:
    """Put a built site beside the release that is served, switch to it, and return its folder."""
    releases = _prepared(target)
    name = now.strftime("%Y%m%d-%H%M%S")
    if (releases / name).exists():
        raise NotDeployed(f"公開 {name} は、もうあります → 1秒おいて、もう一度試してください")
    part = releases / f"{PART}{name}"
    shutil.copytree(site, part, copy_function=shutil.copy2)  # with its times: an unchanged file keeps its ETag
    _carry(target / CURRENT, part)
    os.sync()  # the release is wholly on the disk before anything points to it
    part.rename(releases / name)
    _flush(releases)
    if (target / CURRENT).exists():
        _point(target, PREVIOUS, (target / CURRENT).readlink())
    _point(target, CURRENT, Path(RELEASES, name))
    _prune(target)
    return releases / name


def roll_back(target: Path) -> Path:
    """Switch to the release before, so that a second roll back returns to this one; return its folder."""
    current, previous = target / CURRENT, target / PREVIOUS
    if not previous.is_symlink() or not previous.exists():
        raise NotDeployed(f"{target} には、もどれる公開がありません → make deploy でもう一度公開してください")
    here, back = current.readlink(), previous.readlink()
    _point(target, CURRENT, back)
    _point(target, PREVIOUS, here)
    return target / back


def served(target: Path) -> Path | None:
    """Return the folder of the release that is served now, if there is one."""
    current = target / CURRENT
    return current.resolve() if current.exists() else None


def _prepared(target: Path) -> Path:
    """Return the folder of releases, without what a power cut has left unfinished."""
    if (target / CURRENT).exists() and not (target / CURRENT).is_symlink():
        cure = f"{target / CURRENT} をほかの名に変えてから、もう一度試してください"
        raise NotDeployed(f"{target / CURRENT} は、このしくみで作ったものではありません → {cure}")
    releases = target / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    for left in (*releases.glob(f"{PART}*"), *target.glob(f"{PART}*")):
        _remove(left)
    return releases


def _carry(old: Path, part: Path) -> None:
    """Keep the scripts of the release before, for pages that were opened just before the switch."""
    for script in old.glob(SCRIPTS) if old.exists() else ():
        if not (part / "assets" / script.name).exists():
            (part / "assets").mkdir(exist_ok=True)
            shutil.copyfile(script, part / "assets" / script.name)


def _point(target: Path, name: str, to: Path) -> None:
    """Let a link point elsewhere, in one step."""
    new = target / f"{PART}{name}"
    new.unlink(missing_ok=True)
    new.symlink_to(to)
    new.replace(target / name)
    _flush(target)


def _flush(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(target: Path) -> None:
    """Remove the oldest releases, never one that a link points to."""
    pointed = {(target / name).resolve() for name in (CURRENT, PREVIOUS)}
    releases = sorted(path for path in (target / RELEASES).iterdir() if path.is_dir())
    for release in releases[:-KEPT]:
        if release.resolve() not in pointed:
            _remove(release)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
