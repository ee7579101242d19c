"""The page that brings old records in from Excel: the template, a look that changes nothing, then all or none."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file

from desk.importing import keep, sheet
from desk.importing.template import template as made
from desk.web.contacts import writer
from desk.web.guard import me, office

PAGES = Blueprint("importing", __name__, url_prefix="/import")
SHOWN = 300  # faults on one page: mending these mends most of the others


@PAGES.get("")
def show() -> str:
    """Show what to do."""
    return _page()


def _page(found: sheet.Sheet | None = None, kept: int | None = None) -> str:
    return render_template("importing.html", found=found, kept=kept, shown=SHOWN, most=sheet.MOST_ROWS)


@PAGES.get("/template.xlsx")
def template() -> Response:
    """Give the workbook to write into."""
    return send_file(BytesIO(made()), download_name="tsunagari-import.xlsx", as_attachment=True)


def _content() -> bytes:
    sent = request.files.get("file")
    return sent.read() if sent else b""


@PAGES.post("/look")
def look() -> Any:
    """Say all that is wrong with a workbook, or that nothing is; nothing is kept."""
    with office().acting(me().id, "look at import") as db:
        found = sheet.read(_content(), office().time, keep.numbers(db))
    return _page(found), 422 if found.troubles else 200


@PAGES.post("/bring")
def bring() -> Any:
    """Keep all rows of a workbook without faults; with any, none."""
    content, kept = _content(), None
    with office().database.writing() as db:
        found = sheet.read(content, office().time, keep.numbers(db))
        if not found.troubles:
            kept = keep.keep(db, found, writer())
            office().trail.note(db, office().time, me().id, "import", detail=str(kept))
    return _page(found, kept), 422 if found.troubles else 200
