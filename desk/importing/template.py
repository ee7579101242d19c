"""The workbook to write into: an empty sheet with its columns, a dictionary of them, and all choices."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desk.importing.columns import CHOICE, CHOICES, COLUMNS, DAY, KINDS, NO, TIME, YES, YES_NO, Column
from desk.importing.sheet import MOST_ROWS, SHEET

HOW, LISTS = "記入のしかた", "選択肢"
BAND = PatternFill("solid", fgColor="E9EDD8")


def template() -> bytes:
    """Return the workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _dictionary(book.create_sheet(HOW))
    ends = _lists(book.create_sheet(LISTS))
    _head(sheet, [column.ja for column in COLUMNS])
    for number, column in enumerate(COLUMNS, 1):
        _prepare(sheet, number, column, ends.get(column.name))
    sheet.freeze_panes = "B2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Worksheet, names: list[str]) -> None:
    sheet.append(names)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), BAND
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _prepare(sheet: Worksheet, number: int, column: Column, end: tuple[str, int] | None) -> None:
    letter = get_column_letter(number)
    sheet.column_dimensions[letter].width = 34 if column.longest > 100 else 18
    span = f"{letter}2:{letter}{MOST_ROWS + 1}"
    if column.kind in (TIME, DAY):
        sheet.column_dimensions[letter].number_format = "yyyy/mm/dd hh:mm" if column.kind == TIME else "yyyy/mm/dd"
    if end and column.kind == CHOICE:
        rule = DataValidation("list", formula1=f"{quote_sheetname(LISTS)}!${end[0]}$2:${end[0]}${end[1]}")
        rule.error, rule.errorTitle = "「選択肢」のシートにあることばを選んでください。", column.ja
        sheet.add_data_validation(rule)
        rule.add(span)
    if column.kind == YES_NO:
        rule = DataValidation("list", formula1=f'"{YES},{NO}"')
        sheet.add_data_validation(rule)
        rule.add(span)


def _dictionary(sheet: Worksheet) -> None:
    _head(sheet, ["列", "必ず", "書くもの", "説明", "例", "保存される名"])
    for column in COLUMNS:
        required = "必ず" if column.required else ""
        sheet.append([column.ja, required, KINDS[column.kind], column.hint, column.example, column.name])
    for letter, width in zip("ABCDEF", (26, 8, 32, 46, 22, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _lists(sheet: Worksheet) -> dict[str, tuple[str, int]]:
    """Write each list into a column; return where it ends."""
    ends = {}
    listed = [column for column in COLUMNS if column.kind in (CHOICE, CHOICES)]
    _head(sheet, [column.ja for column in listed])
    for number, column in enumerate(listed, 1):
        offered = [code.ja for code in column.choices if not code.retired]
        for row, label in enumerate(offered, 2):
            sheet.cell(row, number, label)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 30
        ends[column.name] = (letter, len(offered) + 1)
    sheet.freeze_panes = "A2"
    return ends
