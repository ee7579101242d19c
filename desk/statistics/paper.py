"""The report on paper: a tagged PDF (PDF/UA-1) that Typst sets from the same sheets as the page, in BIZ UDGothic."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from desk.accounts import Refused
from desk.statistics import drawing
from desk.statistics.charts import Chart
from desk.statistics.table import shown
from desk.statistics.yearly import COUNTING, Report, Sheet

TEMPLATE = Path(__file__).with_name("report.typ")
FACE, PACKAGE = "BIZ UDPGothic", "fonts-morisawa-bizud-gothic"
WIDE = 660  # of a picture, in points


def pdf(title: str, sheets: Sequence[Sheet], report: Report | None = None, *, tight: bool = False) -> bytes:
    """Return tables as a PDF, with the report's own pages around them if it is one; Refused without its font."""
    data = {
        "title": title,
        "tight": tight,
        "sheets": [_sheet(sheet) for sheet in sheets],
        "report": _report(report) if report else None,
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE.read_bytes(), root=str(TEMPLATE.parent), font_paths=fonts(), sys_inputs=inputs)
    made = compiler.compile(format="pdf", timestamp=0, pdf_standards=["ua-1"])
    return made if isinstance(made, bytes) else b""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of this machine; Refused without the one that the report is set in."""
    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    if FACE not in found.families():
        raise Refused(f"PDF の書体（{FACE}）がありません。次を入れてください: sudo apt-get install {PACKAGE}")
    return found


def _sheet(sheet: Sheet) -> dict[str, Any]:
    table = sheet.table
    rows = [{"label": r.label, "kind": r.kind, "cells": [_cell(r.kind, cell) for cell in r.cells]} for r in table.rows]
    picture = _picture(sheet.picture) if sheet.picture else None
    return {
        "title": f"{table.id} {table.title}",
        "unit": table.unit,
        "columns": table.columns,
        "rows": rows,
        "footer": sheet.footer,
        "picture": picture,
    }


def _picture(chart: Chart) -> dict[str, Any]:
    wide = 0.72 if chart.shape == "columns" else 1
    return {"svg": drawing.svg(chart, WIDE), "says": f"{chart.title}。{chart.says}", "wide": wide}


def _cell(kind: str, cell: Any) -> str:
    return "" if kind == "note" and cell is None else shown(cell)


def _report(report: Report) -> dict[str, Any]:
    monthly = [["月の実人員の合計", shown(report.monthly_people), "1年の人数ではない"]] if not report.public else []
    return {
        "public": report.public,
        "figures": [["延べ件数", shown(report.contacts), "件"], ["実人員", shown(report.people), "人"], *monthly],
        "counting": COUNTING,
        "words": report.words,
        "left_out": [[name, why] for name, why in report.left_out.items()],
    }
