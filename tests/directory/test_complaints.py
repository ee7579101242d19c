"""Mistakes that staff make in windows.yaml, and the one line that each is answered with.

A case is one file: its first line is the complaint that is expected, the rest is the broken windows.yaml.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.check import check
from directory.complaint import Refused
from directory.load import load_file
from directory.model import Directory, Records
from directory.vocabulary import Site

FOLDER = Path(tempfile.mkdtemp())
CASES = sorted(Path("tests/examples/complaints").glob("*.yaml"))
TODAY = date(2026, 11, 24)
SITE, SITE_DOCUMENT = load_file(Path("data/site.yaml"), Site)
REAL = Path("data/windows.yaml").read_text("utf-8")
HEAD, _, DATA = REAL.partition("\norganizations:\n")
HEAD += "\norganizations:\n"


def complaints_of(path: Path) -> list[str]:
    """Return what is said about a windows.yaml, without the file's name."""
    try:
        records, document = load_file(path, Records)
    except Refused as refused:
        return [str(complaint).partition(":")[2] for complaint in refused.complaints]
    found = check(Directory(records, SITE), document, SITE_DOCUMENT, TODAY)
    return [str(c).partition(":")[2] for c in found if c.file == document.file]


class TestEachMistake:
    """One mistake, one line: place, record, what is wrong, what to write."""

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_is_answered_with_its_one_line(self, path: Path) -> None:
        """The complaint is the file's first line, nothing more and nothing less."""
        expected = path.read_text("utf-8").splitlines()[0].removeprefix("# ")

        assert [expected] == complaints_of(path)

    def test_there_are_at_least_forty(self) -> None:
        """So many have been thought of."""
        assert len(CASES) >= 40


class TestAllAtOnce:
    """A file with several mistakes is answered with all of them, in file order."""

    def test_two_mistakes_give_two_lines(self, tmp_path: Path) -> None:
        """Nobody should have to run the check twice."""
        text = HEAD + DATA.replace('opens_at: "15:00"', "opens_at: 3時", 1).replace("tier: city", "tier: 市", 1)
        path = tmp_path / "windows.yaml"
        path.write_text(text, "utf-8")

        found = complaints_of(path)

        assert len(found) == 2
        assert "「ハロー・ウィメンズ110番" in found[0]
        assert "「3時」は時刻ではありません" in found[1]


class TestDamage:
    """Whatever happens to the file, staff see lines that they can read."""

    @given(
        place=st.integers(0, len(REAL) - 1),
        length=st.integers(0, 40),
        put=st.text(st.sampled_from("\t\n :-#[]{}\"'&*!|>%@`,?0a月\u3000：\x00\x85"), max_size=6),
    )
    def test_random_damage_never_gives_a_traceback(self, place: int, length: int, put: str) -> None:
        """Something is cut out and something else put in; the file loads, or the refusal names lines of it."""
        damaged = REAL[:place] + put + REAL[place + length :]
        path = FOLDER / "windows.yaml"
        path.write_text(damaged, "utf-8")

        for line in complaints_of(path):
            assert int(line.split(":")[0]) <= damaged.count("\n") + 2
            assert "\n" not in line

    @given(st.binary(max_size=200))
    def test_any_bytes_are_answered(self, content: bytes) -> None:
        """Even when it is no text at all."""
        path = FOLDER / "windows.yaml"
        path.write_bytes(content)

        assert isinstance(complaints_of(path), list)


class TestAtTheTerminal:
    """What staff see when they type `make check`."""

    def test_a_broken_file_gives_lines_annotations_and_exit_code_one(self, tmp_path: Path) -> None:
        """On CI the place is marked in the change under review; there is no traceback."""
        (tmp_path / "data").mkdir()
        for name in ("site.yaml", "readings.yaml"):
            (tmp_path / "data" / name).write_bytes(Path("data", name).read_bytes())
        (tmp_path / "data" / "windows.yaml").write_text(HEAD + DATA.replace("tier: city", "tier: 市", 1), "utf-8")

        done = subprocess.run(
            [sys.executable, "-m", "scripts.check"], cwd=tmp_path, capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(Path.cwd()), "CI": "true"},
        )  # fmt: skip

        assert done.returncode == 1
        assert done.stderr.startswith("data/windows.yaml:")
        assert "::error file=data/windows.yaml,line=" in done.stdout
        assert "Traceback" not in done.stderr
