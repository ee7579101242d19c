"""Marking a record as checked changes the two values and nothing else in the file."""

import difflib
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from directory.assure import NotAssured, assured
from directory.complaint import Refused
from directory.load import load
from publish.assurance import assure
from tests.effort import some

TEXT = Path("data/windows.yaml").read_bytes().decode("utf-8")
TREE = yaml.load(TEXT, Loader=yaml.CBaseLoader)  # noqa: S506 (it makes text only)
RECORDS = [record["id"] for name in ("windows", "distribution_points") for record in TREE[name]]
DAY = date(2026, 11, 20)


@cache
def marked(record: str) -> str:
    """Return the real file with a record marked."""
    return assured(TEXT, record, DAY, "相談係")


def changed(before: str, after: str) -> list[str]:
    """Return the lines that were taken or added."""
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line for line in lines if line[0] in "+-"]


class TestRealFile:
    """The real file, comments and all."""

    @pytest.mark.parametrize("record", some(RECORDS))
    def test_all_else_stays_byte_for_byte(self, record: str) -> None:
        """Whichever record is marked: without the two new values the file is what it was."""
        assert marked(record) != TEXT
        assert _without(marked(record)) == TEXT

    @pytest.mark.parametrize("record", some(RECORDS))
    def test_the_marks_stand_in_the_record(self, record: str) -> None:
        """The values say who and when, in this record alone."""
        tree = yaml.load(marked(record), Loader=yaml.CBaseLoader)  # noqa: S506
        name = next(name for name in ("windows", "distribution_points") for row in TREE[name] if row["id"] == record)
        found = next(row for row in tree[name] if row["id"] == record)

        assert found.pop("assured_date") == "2026-11-20"
        assert found.pop("assured_by") == "相談係"
        assert tree == TREE

    def test_marking_again_changes_the_values_in_place(self) -> None:
        """The second time nothing is added; the same marks give the same bytes."""
        once = marked(RECORDS[0])
        later = assured(once, RECORDS[0], date(2027, 2, 1), "相談係")

        assert changed(once, later) == ['-   assured_date: "2026-11-20"\n', '+   assured_date: "2027-02-01"\n']
        assert assured(later, RECORDS[0], DAY, "相談係") == once

    @given(st.text(min_size=1).filter(lambda name: name.strip() and name.isprintable()))
    def test_any_name_is_read_back_as_it_was_given(self, person: str) -> None:
        """Quotation marks, colons, # and all."""
        tree = yaml.load(assured(SMALL, "b", DAY, person), Loader=yaml.CBaseLoader)  # noqa: S506

        assert tree["windows"][1]["assured_by"] == person.strip()


SMALL = """\
# a comment
windows:
- {id: a, name: 'あ', sources: [{publisher: れい}]}   # in braces
- id: b    # the id
  phones:
    - number: "044-000-0000"     # two spaces too many
      assured_date: '2025-01-01'
      assured_by: 前の人
  # a comment of the record
  sources:
    - publisher: れい

- id: c
  name: れい
  assured_date:
  assured_by: "前の人"  # who
  # the last word
distribution_points: []
"""


class TestWays:
    """The ways in which a record may be written."""

    def test_in_braces(self) -> None:
        """Keys are added inside."""
        after = assured(SMALL, "a", DAY, "係")

        assert '[{publisher: れい}], assured_date: "2026-11-20", assured_by: 係}   # in braces\n' in after

    def test_a_number_with_a_date_of_its_own_gets_the_new_one(self) -> None:
        """In its own quotation marks; the record's lines stand before its sources."""
        assert changed(SMALL, assured(SMALL, "b", DAY, "係")) == [
            "-       assured_date: '2025-01-01'\n",
            "+       assured_date: '2026-11-20'\n",
            "-       assured_by: 前の人\n",
            "+       assured_by: 係\n",
            '+   assured_date: "2026-11-20"\n',
            "+   assured_by: 係\n",
        ]

    def test_an_empty_value_is_filled(self) -> None:
        """And a comment behind a value stays."""
        assert changed(SMALL, assured(SMALL, "c", DAY, "係")) == [
            "-   assured_date:\n",
            '+   assured_date: "2026-11-20"\n',
            '-   assured_by: "前の人"  # who\n',
            '+   assured_by: "係"  # who\n',
        ]

    def test_lines_that_end_as_on_windows_still_do(self) -> None:
        """The new ones, too."""
        after = assured(SMALL.replace("\n", "\r\n"), "b", DAY, "係")

        assert after == assured(SMALL, "b", DAY, "係").replace("\n", "\r\n")

    def test_a_file_without_a_last_line_break(self) -> None:
        """The record at its very end is marked all the same."""
        after = assured("windows:\n- id: a\n  name: れい", "a", DAY, "係")

        assert after == 'windows:\n- id: a\n  name: れい\n  assured_date: "2026-11-20"\n  assured_by: 係'

    def test_everything_that_is_missing_is_said_at_once(self) -> None:
        """What to write for ID, and what for BY."""
        with pytest.raises(NotAssured) as why:
            assured(TEXT, "", DAY, " ")

        assert [line[:2] for line in str(why.value).splitlines()] == ["ID", "BY"]

    def test_an_unknown_id_is_answered_with_the_nearest(self) -> None:
        """In Japanese, with what to write."""
        with pytest.raises(NotAssured, match="national-yorisoi のことですか"):
            assured(TEXT, "yorisoi", DAY, "係")


class TestVerb:
    """`make assure` on a folder."""

    def test_the_directory_knows_it_then(self, tmp_path: Path) -> None:
        """The file is written, and read as the model reads it."""
        data = _copy(tmp_path)
        said = assure("national-yorisoi", "相談係", None, DAY, data)

        assert load(data).window["national-yorisoi"].assured_date == DAY
        assert "2026-11-20" in said

    def test_a_day_to_come_is_refused(self, tmp_path: Path) -> None:
        """And nothing is written."""
        data = _copy(tmp_path)

        with pytest.raises(NotAssured, match="まだ来ていません"):
            assure("national-yorisoi", "相談係", "2026-12-01", DAY, data)
        assert (data / "windows.yaml").read_bytes().decode() == TEXT

    def test_a_file_with_another_mistake_stays_as_it_was(self, tmp_path: Path) -> None:
        """The mistake is told first."""
        data = _copy(tmp_path)
        wrong = TEXT.replace('number: "044-811-8600"', 'number: "044-811-86"')
        (data / "windows.yaml").write_text(wrong, "utf-8", newline="")

        with pytest.raises(Refused):
            assure("national-yorisoi", "相談係", None, DAY, data)
        assert (data / "windows.yaml").read_bytes().decode() == wrong


def _copy(folder: Path) -> Path:
    for name in ("windows.yaml", "site.yaml"):
        shutil.copyfile(Path("data") / name, folder / name)
    return folder


def _without(text: str) -> str:
    """Return a text without the marks that the test has made."""
    in_braces = text.replace(', assured_date: "2026-11-20", assured_by: 相談係', "")
    lines = in_braces.splitlines(keepends=True)
    marks = ('assured_date: "2026-11-20"\n', "assured_by: 相談係\n")
    return "".join(line for line in lines if line.lstrip() not in marks)
