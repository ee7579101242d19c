"""Tables as files: CSV with a byte order mark, for the spreadsheets of offices, and workbooks."""

import csv as lines
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from desk.statistics.table import Cell, Table

MARK = "\ufeff"
# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def footer(table: Table, year: int) -> list[str]:
    """Return what stands under a table: the span, the unit, the base, the rule, the notes."""
    return [f"{year}年度", f"単位: {table.unit}", f"母数: {table.base}", f"数え方: {table.rule}", *table.notes]


def csv(table: Table, year: int) -> str:
    """Return a table as CSV."""
    file = StringIO()
    writer = lines.writer(file)
    writer.writerows([[f"{table.id} {table.title}"], ["", *map(_safe, table.columns)]])
    writer.writerows(
        [_safe(row.label), *("" if cell is None else _safe(cell) for cell in row.cells)] for row in table.rows
    )
    writer.writerows([_safe(line)] for line in footer(table, year))
    return MARK + file.getvalue()


def workbook(tables: Sequence[Table], year: int) -> bytes:
    """Return tables as a workbook, a sheet for each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.id), table, year)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table, year: int) -> None:
    sheet.append([f"{table.id} {table.title}"])
    sheet.append(["", *map(_safe, table.columns)])
    for row in table.rows:
        sheet.append([_safe(row.label), *map(_number, row.cells)])
    sheet.append([])
    for line in footer(table, year):
        sheet.append([_safe(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="bottom")
    sheet.column_dimensions["A"].width = 34
    sheet.freeze_panes = "B3"


def _number(cell: Cell) -> float | int | str | None:
    return float(cell) if isinstance(cell, Decimal) else _safe(cell) if isinstance(cell, str) else cell


def _safe(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) and not text.lstrip("-").replace(".", "").isdigit() else text
