"""Bringing old records in from Excel: every fault at once with its cure, and all rows or none."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from desk import codes
from desk.importing.columns import COLUMNS
from desk.importing.sheet import read
from desk.importing.template import template
from desk.records import contacts
from desk.statistics.book import book
from desk.tables import brought, contact, narrative, person
from tests.desk.office import Seat, TestOffice, words

Sit = Callable[[str], Seat]
ROW: dict[str, Any] = {
    "元の番号": "H30-1",
    "開始": "2026/10/05 10:00",
    "分": 25,
    "方法": "電話（有料回線）",
    "初回か": "初めて",
    "主訴": "介護",
    "対応": "傾聴；情報提供",
}


@pytest.fixture
def row() -> dict[str, Any]:
    """Lend a row that is right, in the words of the lists."""
    issue = next(code.ja for code in codes.codes("main_issue") if code.value == "family_care")
    first, second = (code.ja for code in codes.codes("response")[:2])
    return {**ROW, "主訴": issue, "対応": f"{first}；{second}"}


def workbook(*rows: dict[str, Any], sheet: str = "相談") -> bytes:
    """Return a workbook with rows, and with every column that any of them has."""
    made = Workbook()
    names = list(dict.fromkeys([*ROW, *(name for one in rows for name in one)]))
    made.worksheets[0].title = sheet
    made.worksheets[0].append(names)
    for one in rows:
        made.worksheets[0].append([one.get(name) for name in names])
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def letter_of(column: str, row: dict[str, Any]) -> str:
    """Return what Excel calls a column of a workbook."""
    return "ABCDEFGH"[list(dict.fromkeys([*ROW, *row])).index(column)]


def send(seat: Seat, content: bytes, where: str = "bring") -> TestResponse:
    """Send a workbook."""
    return seat.post(f"/import/{where}", {"file": (BytesIO(content), "old.xlsx")}, content_type="multipart/form-data")


def kept(office: TestOffice) -> int:
    """Return how many contacts there are."""
    with office.office.database.reading() as db:
        return db.execute(select(func.count()).select_from(contact)).scalar_one()


class TestTemplate:
    def test_it_holds_every_column_a_dictionary_and_all_choices(self, sit: Sit) -> None:
        """Three sheets: where to write, what to write, what may be chosen; an empty one brings nothing in."""
        made = load_workbook(BytesIO(sit("lead").get("/import/template.xlsx").data))
        heads = [cell.value for cell in made["相談"][1]]

        assert made.sheetnames == ["相談", "記入のしかた", "選択肢"]
        assert heads == [column.ja for column in COLUMNS]
        assert [cells[0].value for cells in made["記入のしかた"].iter_rows(min_row=2)] == heads
        assert made["相談"].data_validations.dataValidation
        assert "フリーダイヤル" in str(list(made["選択肢"].iter_rows(values_only=True)))

    def test_what_an_office_has_added_can_be_chosen(self, office: TestOffice, sit: Sit, row: dict[str, Any]) -> None:
        """Its own choice stands in the lists and is read."""
        sit("administrator").post("/lists/intake_route", {"ja": "しおり（カフェ）", "like": "bookmark_other"})
        made = load_workbook(BytesIO(sit("lead").get("/import/template.xlsx").data))

        assert "しおり（カフェ）" in str(list(made["選択肢"].iter_rows(values_only=True)))
        assert not read(workbook({**row, "何で知ったか": "しおり（カフェ）"}), office.time).troubles

    def test_its_examples_can_be_brought_in(self, office: TestOffice) -> None:
        """Who copies the examples of the dictionary makes no mistake."""
        found = read(workbook({column.ja: column.example for column in COLUMNS if column.example}), office.time)

        assert (len(found.entries), found.troubles) == (1, [])

    def test_the_empty_template_is_read_without_a_fault(self, office: TestOffice) -> None:
        """What we give out we can read."""
        found = read(template(), office.time)

        assert (found.entries, found.troubles) == ([], [])


class TestLooking:
    def test_a_look_changes_nothing(self, office: TestOffice, sit: Sit, row: dict[str, Any]) -> None:
        """It says how many could be brought in."""
        answer = send(sit("lead"), workbook(row, {**row, "元の番号": "H30-2"}), "look")

        assert answer.status_code == 200
        assert "2件を入れられます" in words(answer)
        assert kept(office) == 0

    @pytest.mark.parametrize(
        ("column", "cell", "what", "cure"),
        [
            ("方法", "でんわ", "選択肢にありません", "「選択肢」のシート"),
            ("方法", "電話 有料回線", "選択肢にありません", "「電話（有料回線）」のことですか"),
            ("開始", "きのう", "日付として読めません", "西暦で"),
            ("開始", "2026/13/40 10:00", "日付として読めません", "西暦で"),
            ("開始", "2031/01/01 10:00", "まだ来ていません", "日付を"),
            ("開始", None, "空です", "2025/11/25 10:00"),
            ("分", "長い", "分の数ではありません", "1 から 1440"),
            ("主訴", None, "空です", "のように"),
            ("対応", None, "空です", "のように"),
            ("初回か", None, "空です", "のように"),
            ("元の番号", None, "空です", "H30-0012"),
            ("DVにあたる", "たぶん", "読めません", "はい"),
            ("呼び名", "そら", "だれのことか分かりません", "「人の番号」"),
            ("してはいけないこと", "あ" * 121, "121字", "120字まで"),
            ("終了", "2026/10/05 09:00", "終了時刻が開始時刻より前", "その行"),
            ("住所", "川崎区", "この列はひな型にありません", "列を消すか"),
        ],
    )
    def test_a_fault_says_where_what_and_what_to_write(
        self, office: TestOffice, row: dict[str, Any], column: str, cell: object, what: str, cure: str
    ) -> None:
        """One wrong cell is one line: row, column, what, cure."""
        found = read(workbook({**row, column: cell}), office.time).troubles

        assert len(found) == 1, found
        assert found[0].row == (1 if column == "住所" else 2)
        assert found[0].column in (column, "")
        assert found[0].letter == (letter_of(column, {**row, column: cell}) if found[0].column else "")
        assert what in found[0].what
        assert cure in found[0].cure

    def test_all_faults_are_told_at_once(self, office: TestOffice, sit: Sit, row: dict[str, Any]) -> None:
        """Two wrong cells in one row and one in another are three lines."""
        content = workbook({**row, "方法": "x", "初回か": "y"}, row, {**row, "元の番号": "H30-3", "主訴": "z"})
        answer = send(sit("lead"), content, "look")

        assert answer.status_code == 422
        assert "3か所を直してください" in words(answer)
        assert "2 D列 方法" in words(answer)
        assert len(read(content, office.time).troubles) == 3

    def test_a_wrong_cell_hides_no_empty_one_of_its_row(self, office: TestOffice, row: dict[str, Any]) -> None:
        """A wrong method and a missing response are two lines; a wrong 区分 says nothing of what it decides."""
        both = read(workbook({**row, "方法": "x", "対応": None}), office.time).troubles
        one = read(workbook({**row, "区分": "x", "対応": None}), office.time).troubles

        assert [trouble.column for trouble in both] == ["方法", "対応"]
        assert [trouble.column for trouble in one] == ["区分"]

    @pytest.mark.parametrize("content", [b"", b"no workbook", workbook(sheet="Sheet1")])
    def test_what_is_no_workbook_of_ours_is_told(self, sit: Sit, content: bytes) -> None:
        """Nothing, something else, another sheet: words, not a traceback."""
        answer = send(sit("lead"), content, "look")

        assert answer.status_code == 422
        assert "ひな型" in words(answer)

    def test_a_number_twice_is_told(self, office: TestOffice, row: dict[str, Any]) -> None:
        """Two rows with one number: both rows are named."""
        found = read(workbook(row, row), office.time).troubles

        assert [(one.row, one.what) for one in found] == [(3, "「H30-1」は2行にもあります")]

    def test_a_column_that_is_missing_is_told(self, office: TestOffice, row: dict[str, Any]) -> None:
        """Without the column nothing else is said of its cells."""
        made = load_workbook(BytesIO(workbook(row)))
        made["相談"].delete_cols(4)
        file = BytesIO()
        made.save(file)

        assert [(one.row, one.column) for one in read(file.getvalue(), office.time).troubles] == [(1, "方法")]


class TestBringing:
    def test_rows_become_records_as_if_they_had_been_written_here(
        self, office: TestOffice, sit: Sit, row: dict[str, Any]
    ) -> None:
        """Coded, with text that is found, numbered by the year of their start, counted, versioned and in the log."""
        old = {
            **row,
            "元の番号": "H30-2",
            "開始": datetime.fromisoformat("2025-03-31 23:50"),
            "相談の内容（事実）": "夜中に眠れない",
        }
        answer = send(sit("lead"), workbook(row, old))
        seat = sit("counsellor")

        assert "2件の相談を入れました" in words(answer)
        assert "2024-00001" in seat.post("/people", {"q": "眠れない"}).text
        with office.office.database.reading() as db:
            assert (book(db, 2024).contacts, book(db, 2026).contacts) == (1, 1)
            rows = db.execute(select(contact).order_by(contact.c.started_at)).mappings().all()
            assert [one["duration_min"] for one in rows] == [25, 25]
            assert rows[1]["main_issue"] == "family_care"
            assert len(rows[1]["response"]) == 2
            assert len(contacts.versions(db, rows[0]["id"])) == 1
            assert office.office.trail.verify(db) == ""

    def test_one_fault_keeps_all_out(self, office: TestOffice, sit: Sit, row: dict[str, Any]) -> None:
        """Of a hundred rows with one fault in the last none is kept, nor any person."""
        rows = [{**row, "元の番号": f"n{number}", "人の番号": "P1"} for number in range(99)]
        answer = send(sit("lead"), workbook(*rows, {**row, "方法": "x"}))

        assert answer.status_code == 422
        assert kept(office) == 0
        with office.office.database.reading() as db:
            assert not db.execute(select(person)).first()

    def test_a_failure_in_the_middle_leaves_nothing(
        self, office: TestOffice, sit: Sit, row: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """When keeping the third row fails, the first two are not there either, and all can be brought in later."""
        rows = workbook(*({**row, "元の番号": f"n{number}", "人の番号": "P1"} for number in range(3)))
        real, calls = contacts.add, []

        def fail(*given: Any, **more: Any) -> int:
            calls.append(1)
            if len(calls) == 3:
                raise OSError
            return real(*given, **more)

        with monkeypatch.context() as patch:
            patch.setattr(contacts, "add", fail)
            assert send(sit("lead"), rows).status_code == 500
        assert kept(office) == 0
        with office.office.database.reading() as db:
            assert not db.execute(select(brought)).first()
            assert not db.execute(select(narrative)).first()

        assert send(sit("lead"), rows).status_code == 200
        assert kept(office) == 3

    def test_the_same_file_again_brings_nothing_twice(self, office: TestOffice, sit: Sit, row: dict[str, Any]) -> None:
        """A number that was brought in before is a fault."""
        send(sit("lead"), workbook(row))
        answer = send(sit("lead"), workbook(row))

        assert "もう入っています" in words(answer)
        assert kept(office) == 1

    def test_rows_with_one_persons_number_are_one_person_also_over_two_files(
        self, office: TestOffice, sit: Sit, row: dict[str, Any]
    ) -> None:
        """What a later row says is added where her record was silent, and nothing is written over."""
        first = {**row, "人の番号": "P1", "呼び名": "そら"}
        second = {**row, "元の番号": "b", "人の番号": "P1", "呼び名": "べつの名", "年代": "40歳代"}
        third = {**row, "元の番号": "c", "人の番号": "P1", "住まい": "聞いていない"}
        send(sit("lead"), workbook(first, second))
        send(sit("lead"), workbook(third))

        with office.office.database.reading() as db:
            her = db.execute(select(person)).mappings().one()
            assert book(db, 2026).people.total == 1
        assert (her["call_name"], her["age_band"], her["residence"]) == ("そら", "a40", "not_asked")

    def test_only_the_lead_brings_records_in(self, sit: Sit, row: dict[str, Any]) -> None:
        """Nobody else reaches the page."""
        for role in ("counsellor", "statistician", "administrator", "auditor"):
            assert send(sit(role), workbook(row)).status_code == 403
