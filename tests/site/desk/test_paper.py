"""Figures as files to take away: the report on paper, really set, and nothing of anybody in any of them."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from pikepdf import Pdf

from desk.accounts import Refused
from desk.office import Office
from desk.statistics import paper
from desk.statistics.book import ORDER
from desk.statistics.yearly import Report
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write
from tests.desk.statistics.conftest import db
from tests.desk.statistics.test_yearly import report
from tests.desk.test_statistician import CANARY, filled

__all__ = ["db", "filled", "report"]
Sit = Callable[[str], Seat]


@pytest.fixture(scope="module")
def printed(report: Report) -> pypdfium2.PdfDocument:
    """Lend it as a PDF."""
    return pypdfium2.PdfDocument(paper.pdf("2025年度 相談の年報", report.sheets, report))


def said(document: pypdfium2.PdfDocument) -> str:
    """Return all words of a PDF without blanks."""
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_bounded() for page in document))


class TestPaper:
    def test_it_says_all_that_the_page_says(self, printed: pypdfium2.PdfDocument, report: Report) -> None:
        """Every row, every footer, every rule."""
        words = said(printed)
        for sheet in report.sheets:
            for text in (
                sheet.table.title,
                *(row.label for row in sheet.table.rows),
                *(line for _, line in sheet.footer),
            ):
                assert re.sub(r"\s", "", text) in words, text

    def test_it_can_be_heard(self, report: Report) -> None:
        """PDF/UA: tagged, in Japanese, with its title, and with words for each picture."""
        made = paper.pdf("2025年度 相談の年報", report.sheets[:2], None)
        with Pdf.open(BytesIO(made)) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).startswith("ja")
            assert str(pdf.docinfo["/Title"]) == "2025年度 相談の年報"

    def test_the_month_is_one_sheet_of_paper(self, office: TestOffice, sit: Sit) -> None:
        """With its five parts."""
        write(office)
        made = sit("lead").get("/statistics/M1.pdf?year=2026&month=11").data
        document = pypdfium2.PdfDocument(made)

        assert len(document) == 1
        for part in ("方法別", "主訴の上位5つ", "知った経路", "緊急度と折り返し", "目標と今"):
            assert part in said(document)

    def test_without_its_font_it_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
        """In words for staff, with the command."""
        monkeypatch.setattr(paper, "FACE", "No Such Gothic")
        paper.fonts.cache_clear()
        with pytest.raises(Refused, match="apt-get install fonts-morisawa-bizud-gothic"):
            paper.pdf("", report.sheets[:1])
        paper.fonts.cache_clear()


def test_every_kind_of_file_can_be_had(practice: Office, office: TestOffice, sit: Sit) -> None:
    """Of a table, the month and the year; another name or kind is not found."""
    write(office)
    seat = sit("statistician")
    assert practice.practice
    for name in ("T8", "M1", "Y1"):
        for kind in ("csv", "xlsx", "pdf"):
            assert seat.get(f"/statistics/{name}.{kind}?year=2026&month=11").status_code == 200

    assert seat.get("/statistics/T99.csv").status_code == 404
    assert seat.get("/statistics/T8.exe").status_code == 404


def test_no_file_of_figures_holds_a_word(filled: TestOffice, sit: Sit) -> None:
    """Neither CSV nor the sheets of the workbook nor the report on paper."""
    seat = sit("statistician")
    assert filled.office.practice is False
    for name in ORDER:
        assert CANARY not in seat.get(f"/statistics/{name}.csv").text
    with ZipFile(BytesIO(seat.get("/statistics/Y1.xlsx").data)) as file:
        assert all(CANARY.encode() not in file.read(part) for part in file.namelist())
    pages = pypdfium2.PdfDocument(seat.get("/statistics/Y1.pdf").data)
    assert all(CANARY not in page.get_textpage().get_text_bounded() for page in pages)
