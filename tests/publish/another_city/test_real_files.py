"""Facility tables that municipalities really published, byte for byte as they wrote them, become drafts."""

from pathlib import Path

import pytest

from directory.freshness import freshness
from directory.load import load, load_file
from directory.model import Directory, Records
from publish.another_city.draft import imported, written
from tests.publish.another_city.test_draft import checked, draft_of
from tests.site_built import DAY

REAL = Path("tests/examples/facilities/real")
TOKYO, ICHIKAWA = REAL / "tokyo-130001.csv", REAL / "ichikawa-122033.csv"


@pytest.mark.parametrize(("path", "count"), [(TOKYO, 5), (ICHIKAWA, 10)], ids=["recommended", "standard"])
def test_a_real_file_becomes_a_draft_in_which_check_finds_no_mistake(tmp_path: Path, path: Path, count: int) -> None:
    """It loads whole; what is left to do is said at its head, and no value contradicts another."""
    records, wrong = checked(imported(path, DAY), tmp_path)

    assert len(records.windows) == count
    assert wrong == []


@pytest.mark.parametrize("path", [TOKYO, ICHIKAWA], ids=["recommended", "standard"])
def test_a_release_of_the_draft_is_refused_window_by_window(tmp_path: Path, path: Path) -> None:
    """Each line names the window, its place in the file, and what a person must write."""
    (tmp_path / "windows.yaml").write_text(written(imported(path, DAY), "れい市", DAY), "utf-8")
    records, document = load_file(tmp_path / "windows.yaml", Records)
    told = [str(line) for line in freshness(Directory(records, load().site), document, DAY).errors]

    assert len(told) == len(records.windows)
    assert all(any(f"「{window.name}」" in line for line in told) for window in records.windows)
    assert all(" → 人が確かめて assured_date と assured_by を書いてください" in line for line in told)


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_the_encoding_makes_no_difference(tmp_path: Path, encoding: str) -> None:
    """Shift_JIS as it was published, UTF-8 with and without a byte-order mark."""
    text = ICHIKAWA.read_bytes().decode("cp932")

    assert draft_of(tmp_path, text, encoding).windows == draft_of(tmp_path, text, "cp932").windows


def test_numbers_are_read_as_officials_write_them(tmp_path: Path) -> None:
    """Area codes in brackets, two numbers with a stroke, whose number it is in brackets, a blank at the end."""
    windows = {window.name: window for window in checked(imported(ICHIKAWA, DAY), tmp_path)[0].windows}
    museum, home = windows["市川考古博物館"], windows["養護老人ホームいこい荘"]
    kids = windows["そよかぜキッズ・幼児ことばの教室"]

    assert [phone.number for phone in museum.phones] == ["047-373-2202"]
    assert [phone.number for phone in home.phones] == ["047-337-8703", "047-337-8750"]
    assert [(phone.number, phone.label) for phone in kids.phones] == [("047-712-6555", "そよかぜキッズ")]


def test_from_midnight_to_midnight_is_not_taken_for_all_day(tmp_path: Path) -> None:
    """A park has 0:00 to 0:00: perhaps always, perhaps an empty cell; unknown hours are never round the clock."""
    draft = imported(TOKYO, DAY)
    park = next(window for window in checked(draft, tmp_path)[0].windows if window.name == "東八潮緑道公園")

    assert [(row.opens_at, row.closes_at) for row in park.schedules] == [(None, None)]
    assert "5行目: 時刻が「00:00」から「00:00」までです。24時間か不明か分かりません" in draft.notes


def test_what_the_columns_cannot_say_is_kept_in_words_and_told(tmp_path: Path) -> None:
    """Exceptions stand in a remark over two lines; a person must write them as closures."""
    draft = imported(TOKYO, DAY)
    museum = next(window for window in checked(draft, tmp_path)[0].windows if window.name == "江戸東京たてもの園")

    assert museum.hours_text is not None
    assert museum.hours_text.endswith("休園日：毎週月曜日（月曜日が祝日または振替休日の場合は、その翌日）、年末年始")
    assert any("2件に、時間の特記事項（hours_text）があります" in note for note in draft.notes)


def test_the_place_is_taken_over_and_columns_that_are_not_are_named(tmp_path: Path) -> None:
    """Postal code, prefecture and position; and a list of what stayed behind."""
    draft = imported(TOKYO, DAY)
    home = next(window for window in checked(draft, tmp_path)[0].windows if "レジデンシー" in window.name)
    left = next(note for note in draft.notes if note.startswith("写していない列"))

    assert home.address == "〒130-0023 東京都墨田区立川2-14-7"
    assert (home.latitude, home.longitude) == (35.69209, 139.80202)
    assert "POIコード" in left
    assert "電話番号" not in left


def test_a_facility_listed_twice_is_told() -> None:
    """The city wrote it once with a wide blank in its name; one number must not stand on two pages unseen."""
    notes = imported(ICHIKAWA, DAY).notes

    assert "「いきいきセンター福栄（福栄老人いこいの家）」が2件あります。同じものなら、1つにしてください" in notes
