"""The yearly report: on the page, as a drawing; and what stands under a table. On paper: tests/site/desk."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection

from desk.accounts import Refused
from desk.statistics import charts, counts, drawing, population, series, yearly
from desk.statistics.book import ORDER, Book
from desk.statistics.table import Row, Table
from desk.statistics.yearly import Report
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write
from tests.desk.statistics.conftest import YEAR

Sit = Callable[[str], Seat]
AFTER = datetime(2026, 5, 1, 10, 0)  # noqa: DTZ001 (on the wall)
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ("T1", "T2", "T3", "T6", "T7", "T8", "T9", "T10", "T11")


@pytest.fixture(scope="module")
def report(db: Connection) -> Report:
    """Lend the made-up year's report."""
    return yearly.report(db, YEAR, AFTER)


class TestReport:
    def test_it_has_every_table_five_years_rules_and_words(self, report: Report) -> None:
        """T1 to T12 and the five years that end with it, the counting rules and what the nine headings hold."""
        assert [sheet.table.id for sheet in report.sheets] == ["Y1", *ORDER]
        assert [row.label for row in report.sheets[0].table.rows] == [f"{year}年度" for year in range(2021, 2026)]
        assert report.sheets[0].table.rows[-1].cells == (1480, 620, 620, 616, 33, 64)
        assert {"延べ件数", "実人員", "月の実人員の合計", "訂正"} <= {name for name, _ in yearly.COUNTING}
        assert dict(report.words)["仕事"].startswith("就職")

    def test_a_year_without_records_is_unknown_and_not_nought(self, report: Report) -> None:
        """Neither in the five years nor beside this year's issues."""
        assert report.sheets[0].table.rows[0].cells == (None,) * 6
        assert report.sheets[2].table.rows[0].cells[2:] == (None, None)

    def test_persons_without_a_record_are_not_told_by_a_subtraction(self) -> None:
        """T12 tells how many have one: where few have none, the sum of both is hidden."""
        rows = (Row("2025年度", (100, 53, 50, 12, 0, 4)), Row("2026年度", (100, 50, 50, 0, 30, 40)))
        shown = series.for_public(Table("Y1", "", "", series.COLUMNS, rows, "", ""))

        assert [row.cells for row in shown.rows] == [(100, "x", 50, 12, 0, "x"), (100, 50, 50, 0, 30, 40)]

    def test_under_each_table_stands_how_it_was_counted(self, report: Report) -> None:
        """Span, unit, base, rule and version."""
        for sheet in report.sheets:
            labels = [label for label, _ in sheet.footer]
            assert {"期間", "単位", "母数", "数え方", "版"} <= set(labels)
        assert dict(report.sheets[1].footer)["期間"] == "2025年4月1日から2026年3月31日まで"

    def test_a_year_that_is_not_over_says_so(self, db: Connection) -> None:
        """Its span ends with today."""
        found = yearly.sheet(db, YEAR, "T1", datetime(2025, 11, 23, 9, 0))  # noqa: DTZ001

        assert dict(found.footer)["期間"] == "2025年4月1日から2025年11月23日まで（途中）"

    def test_the_page_shows_it_for_inside_and_for_the_public(self, office: TestOffice, sit: Sit) -> None:
        """With ten consultations at least; with fewer the public copy is refused in words."""
        write(office)
        seat = sit("statistician")
        assert "2026年度 相談の年報" in seat.text("/statistics/Y1?year=2026")
        assert "10件に足りない" in seat.text("/statistics/Y1?year=2026&published=1")
        for _ in range(11):
            write(office)

        assert "公開用の写しです" in seat.text("/statistics/Y1?year=2026&published=1")
        assert "公開用の写しです" in seat.text("/statistics/T4?year=2026&published=1")


class TestFooter:
    def test_a_correction_stays_under_its_table_for_ever(self, office: TestOffice, sit: Sit) -> None:
        """After a third version the second's corrections are still there, on the page and in the files."""
        seat = sit("lead")
        for _ in range(3):
            write(office)
            seat.post("/statistics/T2/give-out?year=2026")
        correction = "第2版（2026年11月23日）で直したところ: 家族・件数 1 → 2"

        assert correction in seat.text("/statistics/T2?year=2026")
        assert correction in seat.get("/statistics/T2.csv?year=2026").text
        workbook = load_workbook(BytesIO(seat.get("/statistics/T2.xlsx?year=2026").data))
        lines = [str(row[0].value) for row in workbook["T2"].iter_rows()]
        assert any(correction in line for line in lines)
        assert any(line.startswith("版: 第3版") for line in lines)


class TestDrawing:
    @pytest.mark.parametrize("name", DRAWN)
    def test_a_picture_tells_its_title_and_what_it_says(self, counted: Book, name: str) -> None:
        """To who cannot see it; and it has no script, no style, no link."""
        found = charts.chart(counted.tables[name])
        assert found is not None
        root = ET.fromstring(drawing.svg(found))  # noqa: S314 (our own)

        ids = root.attrib["aria-labelledby"].split()
        assert root.attrib["role"] == "img"
        assert [
            root.find(f"{SVG}{tag}[@id='{id_}']") is not None for tag, id_ in zip(("title", "desc"), ids, strict=True)
        ]
        assert {child.tag.removeprefix(SVG) for child in root} <= {"title", "desc", "rect", "text", "line"}
        assert not [child for child in root if "style" in child.attrib]

    def test_every_figure_of_the_table_is_in_the_picture(self, counted: Book) -> None:
        """All twelve months, and bars as high as their figures."""
        drawn = charts.chart(counted.tables["T1"])
        assert drawn is not None
        bars = [rect for rect in ET.fromstring(drawing.svg(drawn)) if rect.tag == f"{SVG}rect"]  # noqa: S314
        heights = [float(bar.attrib["height"]) for bar in bars]
        figures = [int(str(row.cells[6])) for row in counted.tables["T1"].rows[:12]]

        assert len(bars) == 12
        assert heights == [pytest.approx(max(heights) * n / max(figures), abs=0.1) for n in figures]

    def test_last_year_is_a_line_where_it_is_known(self, counted: Book) -> None:
        """Between each two months; where last year is unknown or hidden there is none."""
        table = counted.tables["T1"]
        ghost, none = charts.chart(table, table), charts.chart(table, counts.by_month([], ()))
        assert ghost is not None
        assert none is not None

        assert drawing.svg(ghost).count('class="ghost"') == 11
        assert drawing.svg(none).count('class="ghost"') == 0

    def test_what_is_hidden_is_not_drawn(self) -> None:
        """An x has no bar, and nothing is said of the greatest."""
        rows = (Row("10分まで", ("x", 0, 0, "x", None, None)), Row("11〜30分", (40, 0, 0, 40, None, None)))
        columns = ("電話", "面接", "その他", "計", "平均(分)", "中央値(分)")
        found = charts.chart(Table("T10", "所要時間別", "件", columns, rows, "", "", counts=(0, 1, 2, 3)))
        assert found is not None

        assert found.values == ((None,), (40,))
        assert "最も多い" not in found.says


class TestPopulation:
    GOOD = "source: 川崎市の統計（例）\nas_of: 2025-10-01\nwomen: {kawasaki_ku: 20000}\n"

    def test_without_a_source_it_is_unknown(self, counted: Book, tmp_path: Path) -> None:
        """No number is made up: the column is empty and says why."""
        assert population.population(tmp_path / "none.yaml") is None
        if population.population() is None:
            assert {row.cells[2] for row in counted.tables["T9"].rows} == {None}
            assert any("不明" in note for note in counted.tables["T9"].notes)

    def test_with_a_source_it_is_per_ten_thousand_women_of_the_ward(self, tmp_path: Path) -> None:
        """A ward that is missing stays unknown; source and day stand under the table."""
        (tmp_path / "population.yaml").write_text(self.GOOD, "utf-8")
        found = population.population(tmp_path / "population.yaml")
        assert found is not None

        assert str(found.rate("kawasaki_ku", 157)) == "78.5"
        assert found.rate("saiwai_ku", 100) is None
        assert "川崎市の統計（例）（2025年10月1日現在）" in found.note

    @pytest.mark.parametrize(
        "wrong", ["source: x", GOOD.replace("kawasaki_ku", "tokyo"), GOOD.replace("20000", "多い")]
    )
    def test_half_a_source_is_refused(self, tmp_path: Path, wrong: str) -> None:
        """With what is to be written."""
        (tmp_path / "population.yaml").write_text(wrong, "utf-8")

        with pytest.raises(Refused, match="三つを書いて"):
            population.population(tmp_path / "population.yaml")
