"""The times to call back in site.yaml: what staff are told of a mistake, and what a release demands."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from directory.check import check
from directory.complaint import Refused
from directory.freshness import callback_errors
from directory.load import documents
from directory.model import Directory

TODAY = date(2026, 11, 24)
REAL, _, DOCUMENT = documents()


def complaints(folder: Path, old: str, new: str) -> list[str]:
    """Change site.yaml and return what is said of it."""
    text = Path("data/site.yaml").read_text("utf-8")
    assert old in text
    (folder / "site.yaml").write_text(text.replace(old, new, 1), "utf-8")
    (folder / "windows.yaml").write_bytes(Path("data/windows.yaml").read_bytes())
    try:
        found = check(*documents(folder), TODAY)
    except Refused as refused:
        found = refused.complaints
    return [f"{complaint.what} → {complaint.cure}" for complaint in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("capacity: 4", "capacity: 0", "1時間にかけられる人数が 0 です → 1 以上にするか、callback を消してください"),
        ("capacity: 4", "capacity: 四", "capacity の「四」は"),
        ('opens_at: "10:00", ', "", "opens_at と closes_at の片方だけがあります"),
        ('opens_at: "10:00", closes_at: "16:00", ', "", "折り返しの時刻がありません"),
        ('closes_at: "16:00"', 'closes_at: "26:00"', "折り返しの時間が、夜の0時までかかっています"),
        ('closes_at: "16:00"', 'closes_at: "09:00"', "終わりが始まりより早くなっています"),
        ("  # assured_by: 相談係", "  assured_by: 相談係", "確かめた日（assured_date）がありません"),
        ('  # assured_date: "2026-12-01"', '  assured_date: "2026-11-24"', "確かめた人（assured_by）がありません"),
        ('  # assured_date: "2026-12-01"', '  assured_date: "2026-12-01"', "まだ来ていません"),
    ],
)
def test_a_mistake_is_answered_with_its_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    """In Japanese: what is wrong, and what to write."""
    assert [line for line in complaints(tmp_path, old, new) if said in line]


def test_the_example_is_sound(tmp_path: Path) -> None:
    """As it stands there is nothing to complain of."""
    assert complaints(tmp_path, "capacity: 4", "capacity: 5") == []


@pytest.mark.parametrize(("days", "refused"), [(None, True), (0, False), (365, False), (366, True)])
def test_a_release_demands_that_somebody_has_assured_them_within_a_year(days: int | None, refused: bool) -> None:
    """Otherwise she would wait for a call that nobody has promised."""
    assert REAL.site.callback
    day = None if days is None else TODAY - timedelta(days=days)
    times = dataclasses.replace(REAL.site.callback, assured_date=day)
    directory = Directory(REAL.records, dataclasses.replace(REAL.site, callback=times))
    errors = callback_errors(directory, DOCUMENT, TODAY)

    assert [(error.file, error.line > 1) for error in errors] == [("data/site.yaml", True)] * refused


def test_a_release_without_them_is_no_mistake() -> None:
    """The page names the telephone then."""
    directory = Directory(REAL.records, dataclasses.replace(REAL.site, callback=None))

    assert callback_errors(directory, DOCUMENT, TODAY) == []
