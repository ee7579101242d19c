"""Another city's open data becomes a draft that `make check` reads and explains."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from directory.check import check
from directory.load import load, load_file
from directory.model import Directory, Records
from publish.another_city import from_csv
from publish.another_city.draft import Draft, NotImported, imported, written
from publish.another_city.from_hsds import window as from_hsds
from publish.open_data.facility_csv import facility_csv
from publish.open_data.hsds import STATUS
from publish.open_data.hsds_package import package
from publish.open_data.published import published
from publish.open_data.write import hsds_files
from tests.site_built import DAY

FOLDER = Path("tests/examples/facilities")
OLD = (FOLDER / "recommended.csv").read_text("utf-8")  # 推奨データセット 公共施設一覧
# 自治体標準オープンデータセット: the columns in another order, some missing
NEW = (FOLDER / "standard.csv").read_text("utf-8")  # 自治体標準オープンデータセット, columns elsewhere or missing
# GIF 451-7, flat
GIF = (FOLDER / "gif-451-7.csv").read_text("utf-8")


def draft_of(folder: Path, text: str, encoding: str = "utf-8-sig") -> Draft:
    """Import a CSV."""
    path = folder / "facilities.csv"
    path.write_bytes(text.encode(encoding))
    return imported(path, DAY)


def checked(draft: Draft, folder: Path) -> tuple[Records, list[str]]:
    """Return a draft as `make check` reads it, and what it says."""
    path = folder / "windows.yaml"
    path.write_text(written(draft, "れい市", DAY), "utf-8")
    records, document = load_file(path, Records)
    site, settings = load_file(Path("data/site.yaml"), type(load().site))
    wrong = check(Directory(records, site), document, settings, DAY)
    return records, [str(one) for one in wrong if one.file == path.as_posix()]


class TestFacilityCsv:
    """The three layouts."""

    @pytest.mark.parametrize(("text", "count"), [(OLD, 3), (NEW, 1), (GIF, 1)], ids=["old", "new", "gif"])
    def test_each_layout_becomes_a_draft_that_check_reads(self, tmp_path: Path, text: str, count: int) -> None:
        """It is complete YAML: what `make check` says of it is nothing, or a Japanese line with its cure."""
        records, wrong = checked(draft_of(tmp_path, text), tmp_path)

        assert len(records.windows) == count
        assert records.windows[0].name == "れい女性センター"
        assert records.windows[0].phones[0].number == "044-000-0001"
        assert "れい市れい町1-1" in (records.windows[0].address or "")
        assert all(" → " in line for line in wrong)

    def test_days_and_times_are_read_as_people_write_them(self, tmp_path: Path) -> None:
        """月〜金, 平日, 月;火;水; 9:00, 17:00:00, past midnight."""
        rows = [
            window.schedules
            for text in (OLD, NEW, GIF)
            for window in checked(draft_of(tmp_path, text), tmp_path)[0].windows
        ]
        read = [("".join(row.byday), row.opens_at, row.closes_at) for schedules in rows for row in schedules]

        assert read == [
            ("月火水木金", 540, 1020),
            ("月火水木金", 600, 1560),
            ("", 540, None),
            ("月火水", 540, 1020),
            ("月火水木金", 600, 1080),
        ]

    def test_a_night_that_closes_the_next_morning_goes_on_counting(self) -> None:
        """22:00 to 5:00 is 22:00 to 29:00, as windows.yaml writes it."""
        row = {"名称": "れい", "利用可能曜日": "金", "開始時間": "22:00", "終了時間": "5:00"}
        record = from_csv.window(row, 2).record

        assert record is not None
        assert record["schedules"] == [{"byday": ["金"], "opens_at": "22:00", "closes_at": "29:00"}]

    def test_what_cannot_be_read_is_told_with_its_line(self, tmp_path: Path) -> None:
        """And left out, never guessed."""
        notes = draft_of(tmp_path, OLD).notes

        assert "5行目 れい会館: 電話番号「電話なし」が読めません" in notes
        assert "5行目: 利用可能曜日「第1月曜」が読めません" in notes
        assert "5行目: URL「not an address」が読めません" in notes
        assert any("3件のうち3件に、分野（topics）がありません" in note for note in notes)

    def test_shift_jis_is_read(self, tmp_path: Path) -> None:
        """Many cities still write it."""
        assert draft_of(tmp_path, OLD, "cp932").windows == draft_of(tmp_path, OLD).windows

    def test_our_own_table_is_read(self, tmp_path: Path) -> None:
        """Every row of it, its numbers and its hours."""
        given = published("ja", DAY)
        path = tmp_path / "facilities.csv"
        path.write_bytes(facility_csv(given))
        records, _ = checked(imported(path, DAY), tmp_path)

        phones = [window.phones for window in given.windows] + [point.phones for point in given.points]
        voices = [[phone.number for phone in row if phone.type == "voice"] for row in phones]
        assert [[phone.number for phone in window.phones] for window in records.windows] == voices

    @pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01"])
    def test_another_file_is_refused_in_japanese(self, tmp_path: Path, text: str) -> None:
        """With what to choose instead."""
        with pytest.raises(NotImported, match="名称"):
            draft_of(tmp_path, text)


class TestHsds:
    """An HSDS package."""

    def test_our_own_package_becomes_the_directory_again(self, tmp_path: Path) -> None:
        """services.json gives back windows, places and organizations that `make check` finds nothing wrong with."""
        path = tmp_path / "services.json"
        path.write_bytes(dict(hsds_files(published("ja", DAY)))["api/hsds/services.json"])
        records, wrong = checked(imported(path, DAY), tmp_path)

        assert len(records.windows) == len(published("ja", DAY).windows)
        assert [line for line in wrong if "windows.yaml にあります" not in line and "windows" not in line] == []

    def test_a_tabular_package_is_joined_again(self, tmp_path: Path) -> None:
        """Its tables become windows with their numbers, hours and languages."""
        given = published("ja", DAY)
        path = tmp_path / "datapackage.zip"
        path.write_bytes(package(given))
        draft = imported(path, DAY)
        numbers = [[phone["number"] for phone in window.get("phones", ())] for window in draft.windows]

        records = TypeAdapter(Records).validate_python({"windows": draft.windows})
        offered = [point for point in given.points if STATUS[point.availability] == "active"]
        assert len(records.windows) == len(given.windows) + len(offered)
        assert numbers[: len(given.windows)] == [[phone.number for phone in w.phones] for w in given.windows]

    def test_another_publishers_service_is_read_plainly(self) -> None:
        """Without a key of ours: E.123 numbers, RRULE days, a night that closes the next morning."""
        service: dict[str, Any] = {
            "id": "ac148810-d857-441c-9679-408f346de14b",
            "name": "Rei",
            "status": "active",
            "phones": [{"id": "1", "number": "+81 44-000-0001", "languages": [{"id": "2", "code": "en"}]}],
            "schedules": [
                {"id": "3", "freq": "WEEKLY", "byday": "MO,FR", "opens_at": "22:00", "closes_at": "05:00"},
                {"id": "4", "freq": "MONTHLY", "byday": "3WE", "opens_at": "10:00:00", "closes_at": "12:00:00"},
            ],
        }
        found = from_hsds(service)

        assert found["phones"] == [{"number": "044-000-0001", "kind": "geographic", "languages": ["en"]}]
        assert found["schedules"] == [
            {"byday": ["月", "金"], "opens_at": "22:00", "closes_at": "29:00"},
            {"byday": ["水"], "opens_at": "10:00", "closes_at": "12:00", "nth_week": [3]},
        ]

    def test_a_language_that_the_site_does_not_have_is_told(self, tmp_path: Path) -> None:
        """And left out."""
        service = {"id": "a", "name": "Rei", "languages": [{"code": "fr"}, {"code": "en"}]}
        path = tmp_path / "services.json"
        path.write_text(json.dumps([service]), "utf-8")
        draft = imported(path, DAY)

        assert draft.windows[0]["languages"] == ["en"]
        assert "Rei: 言葉「fr」は、このサイトの言葉にありません" in draft.notes

    def test_a_package_of_something_else_is_refused(self, tmp_path: Path) -> None:
        """In Japanese."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("other.csv", "a,b\n1,2\n")
        (tmp_path / "x.zip").write_bytes(out.getvalue())

        with pytest.raises(NotImported, match=r"services\.json か datapackage\.zip"):
            imported(tmp_path / "x.zip", DAY)
