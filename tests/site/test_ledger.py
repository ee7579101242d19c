"""Building again what has changed gives the same site as building all of it: whatever is edited, byte by byte."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

BUILD = """
import sys
from pathlib import Path
from directory.complaint import Refused
from publish.build import build
try:
    build(Path(sys.argv[1]), codes=("ja", "en"))
except Refused as why:
    print(*why.complaints, sep="\\n")
"""
SPOIL = """
UPDATE pieces SET text = replace(replace(text, '夫や恋人の暴力の', 'あやしい'), '570, 990, 1', '1, 2, 1')
WHERE record = 'kawasaki-dv-center'
"""
DAY = "2026-11-24"
Edit = Callable[[Path, Random], None]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working copy that a test may spoil, built once."""
    for folder in ("data", "docs", "directory", "formhandler", "publish"):
        left = shutil.ignore_patterns("__pycache__", "decisions", "pictures", "bench")
        shutil.copytree(folder, tmp_path / folder, ignore=left)
    shutil.copy("mkdocs.yml", tmp_path)
    build(tmp_path)
    return tmp_path


def build(desk: Path, out: str = "site", day: str = DAY) -> str:
    """Build in a process of its own, as `make site` does; return what was refused."""
    alone = os.environ | {"PYTHONPATH": str(desk), "TODAY": day}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, out], cwd=desk, env=alone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(desk: Path, day: str = DAY) -> list[str]:
    """Build again what has changed, and all of it elsewhere; return the files that are not the same."""
    again, anew = build(desk, day=day), build(desk, "anew", day)
    assert again == anew
    one, other = tree(desk / "site"), tree(desk / "site" if anew else desk / "anew")  # what is refused is not laid
    shutil.rmtree(desk / "anew", ignore_errors=True)
    (desk / ".anew.ledger").unlink(missing_ok=True)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def change(path: Path, chance: Random, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
    """Change one of the places in a file that match."""
    text = path.read_text("utf-8")
    found = chance.choice(list(re.finditer(pattern, text, re.MULTILINE)))
    path.write_text(text[: found.start()] + new(found) + text[found.end() :], "utf-8")


def a_number(desk: Path, chance: Random) -> None:
    """Another telephone number."""
    change(
        desk / "data/windows.yaml",
        chance,
        r"number: \"0[^\"]+\"",
        lambda _: f'number: "0120-000-{chance.randrange(1000):03d}"',
    )


def a_time(desk: Path, chance: Random) -> None:
    """Another time of opening."""
    change(desk / "data/windows.yaml", chance, r"opens_at: \"(09|10):00\"", lambda _: 'opens_at: "08:45"')


def a_name(desk: Path, chance: Random) -> None:
    """Another name of a window or an organization: it stands in lists, in data, and in the words for finding."""
    change(desk / "data/windows.yaml", chance, r"^( {2}| *- )name: (.+)$", lambda m: f"{m[1]}name: {m[2]}・改")


def a_description(desk: Path, chance: Random) -> None:
    """A description without translation."""
    change(desk / "data/windows.yaml", chance, r"^  description: (.+)$", lambda _: "  description: あたらしい相談")


def a_topic(desk: Path, chance: Random) -> None:
    """A window comes into a list and leaves another."""
    change(desk / "data/windows.yaml", chance, r"^  topics: \[.*\]$", lambda _: "  topics: [dv]")


def an_end(desk: Path, chance: Random) -> None:
    """A window is over."""
    change(
        desk / "data/windows.yaml", chance, r"^  tier: (\w+)$", lambda m: f'  tier: {m[1]}\n  closed_on: "2026-11-01"'
    )


def a_check(desk: Path, chance: Random) -> None:
    """A person has checked a window."""
    change(
        desk / "data/windows.yaml",
        chance,
        r"^  tier: (\w+)$",
        lambda m: f'  tier: {m[1]}\n  assured_date: "2026-11-01"',
    )


def a_hidden_number(desk: Path, chance: Random) -> None:
    """A number that may not be shown any more."""
    change(
        desk / "data/windows.yaml",
        chance,
        r"(\{number: \"0[^\"]+\"), (kind: freedial)",
        lambda m: f"{m[1]}, state: recheck, {m[2]}",
    )


def a_translation(desk: Path, chance: Random) -> None:
    """Another translation."""
    change(desk / "data/translations/en.po", chance, r'^msgstr "(\w[^"%{}]+)"$', lambda m: f'msgstr "{m[1]} (new)"')


def prose(desk: Path, chance: Random) -> None:
    """A line more on a page of prose."""
    path = chance.choice(sorted((desk / "docs").glob("*.md")))
    path.write_text(f"{path.read_text('utf-8')}\nもう一つ。\n", "utf-8")


def a_reading(desk: Path, chance: Random) -> None:
    """A reading of a word is gone."""
    change(desk / "data/readings.yaml", chance, r"^[^#\s].*: .*\n", lambda _: "")


def the_site(desk: Path, chance: Random) -> None:
    """Somebody has been at the built site: a page gone, a page spoilt, a file too many."""
    gone, spoilt = chance.sample(sorted((desk / "site").rglob("*.html")), 2)
    gone.unlink()
    spoilt.write_text("?", "utf-8")
    (desk / "site/stray.html").write_text("?", "utf-8")


EDITS = (
    a_number,
    a_time,
    a_name,
    a_description,
    a_topic,
    an_end,
    a_check,
    a_hidden_number,
    a_translation,
    prose,
    a_reading,
    the_site,
)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_the_site_is_the_same_as_one_built_anew(desk: Path, seed: int) -> None:
    """Edits in any order, some at once; what the checks refuse is refused by both."""
    chance = Random(seed)  # noqa: S311 (which edits, not a secret)
    waiting = chance.sample(EDITS, len(EDITS))
    while waiting:
        several = [waiting.pop() for _ in range(4)]
        for edit in several:
            edit(desk, chance)

        assert differing(desk) == [], [edit.__name__ for edit in several]


def test_another_day_is_another_site(desk: Path) -> None:
    """Hours stand to the end of next year, and what is over by then is not shown."""
    assert differing(desk, "2027-01-02") == []


def test_a_changed_number_touches_only_the_pages_that_show_it(desk: Path) -> None:
    """Its own page and the lists it stands in; nothing else is written again."""
    before = {path: path.stat().st_mtime_ns for path in (desk / "site").rglob("*.html")}
    data = desk / "data/windows.yaml"
    data.write_text(data.read_text("utf-8").replace("044-200-0845", "044-000-0845"), "utf-8")
    build(desk)
    written = {path for path, at in before.items() if path.stat().st_mtime_ns != at}

    assert desk / "site/w/kawasaki-dv-center/index.html" in written
    assert all("044-000-0845" in path.read_text("utf-8") for path in written)


def test_pieces_that_an_earlier_build_made_are_made_again_only_of_another_record(desk: Path) -> None:
    """What lies beside the ledger is taken as it is, wherever it stands, until the window's record is another."""
    usual = shown(desk)
    for path in (desk / ".site.pieces").glob("*.sqlite"):
        with closing(sqlite3.connect(path)) as base, base:
            base.execute(SPOIL)
    for name in (*usual, "w/kawasaki-dv-center/index.html"):
        (desk / "site" / name).unlink()
    build(desk)
    spoilt = shown(desk)

    assert "あやしい電話相談" not in str(usual.values())
    assert [name for name, text in spoilt.items() if "あやしい電話相談" not in text] == []
    assert "[[1,2,1]]" in (desk / "site/w/kawasaki-dv-center/index.html").read_text("utf-8")

    data = desk / "data/windows.yaml"
    data.write_text(data.read_text("utf-8").replace("044-200-0845", "044-000-0845"), "utf-8")
    build(desk)

    assert [name for name, text in shown(desk).items() if "あやしい電話相談" in text] == []
    assert "[[1,2,1]]" not in (desk / "site/w/kawasaki-dv-center/index.html").read_text("utf-8")


def shown(desk: Path) -> dict[str, str]:
    """Return the files that are put together of pieces, by name; of the archive, its table of services."""
    names = ["w/index.html", "need/home/index.html", "api/windows.json", "api/facilities.csv", "api/hsds/services.json"]
    names += [path.relative_to(desk / "site").as_posix() for path in (desk / "site/assets").glob("find.*.js")]
    found = {name: (desk / "site" / name).read_text("utf-8") for name in names}
    archive = "api/hsds/datapackage.zip"
    return found | {archive: zipfile.ZipFile(desk / "site" / archive).read("services.csv").decode()}


def test_where_nothing_has_changed_nothing_is_written(desk: Path) -> None:
    """Not even the same bytes again."""
    before = {path: path.stat().st_mtime_ns for path in (desk / "site").rglob("*")}
    build(desk)

    assert {path: path.stat().st_mtime_ns for path in (desk / "site").rglob("*")} == before
