"""Tables as files: CSV with a byte order mark, for the spreadsheets of offices, and workbooks."""

import csv as lines
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desk.statistics.table import Cell
from desk.statistics.yearly import Sheet

MARK = "\ufeff"
# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIRST, WIDE, NARROW = 34, 12, 9  # widths of columns, in signs
RULED = Border(bottom=Side("thin", color="D3D9C2"))
OF_SUMS = PatternFill("solid", fgColor="E9EDD8")


def csv(sheets: Sequence[Sheet]) -> str:
    """Return tables as CSV, one below the other."""
    file = StringIO()
    writer = lines.writer(file)
    for number, sheet in enumerate(sheets):
        writer.writerows([[]] * bool(number))
        writer.writerows(_lines(sheet))
    return MARK + file.getvalue()


def _lines(sheet: Sheet) -> Iterable[Sequence[str]]:
    table = sheet.table
    yield [f"{table.id} {table.title}"]
    yield ["", *map(_safe, table.columns)]
    for row in table.rows:
        yield [_safe(row.label), *("" if cell is None else _safe(cell) for cell in row.cells)]
    yield from ([_safe(f"{label}: {text}")] for label, text in sheet.footer)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as a workbook, a sheet for each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.table.id), sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    table = sheet.table
    page.append([f"{table.id} {table.title}"])
    page.append(["", *map(_safe, table.columns)])
    for row in table.rows:
        page.append([_safe(row.label), *map(_number, row.cells)])
    page.append([])
    for label, text in sheet.footer:
        page.append([_safe(f"{label}: {text}")])
    _dress(page, sheet)


def _dress(page: Worksheet, sheet: Sheet) -> None:
    """Make a sheet look like a table that can be handed on, and print on one page's width."""
    page["A1"].font = Font(bold=True, size=14)
    for cell in page[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="bottom", horizontal="right")
    for number, row in enumerate(sheet.table.rows, 3):
        for cell in page[number]:
            cell.border = RULED
            if row.kind == "sum":
                cell.font, cell.fill = Font(bold=True), OF_SUMS
        for cell in page[number][1:]:
            cell.alignment, cell.number_format = Alignment(horizontal="right"), _format(cell.value)
        page.cell(number, 1).alignment = Alignment(indent=1 if row.kind == "sub" else 0)
    page.column_dimensions["A"].width = FIRST
    for number, column in enumerate(sheet.table.columns, 2):
        page.column_dimensions[get_column_letter(number)].width = WIDE if len(column) > 4 else NARROW
    page.freeze_panes = "B3"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _format(value: object) -> str:
    return "#,##0" if isinstance(value, int) else "0.0" if isinstance(value, float) else "General"


def _number(cell: Cell) -> float | int | str | None:
    return float(cell) if isinstance(cell, Decimal) else _safe(cell) if isinstance(cell, str) else cell


def _safe(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) and not text.lstrip("-").replace(".", "").isdigit() else text
