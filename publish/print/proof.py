"""The proof sheet: one page that shows every file of a run, how many pages it has, and what it is for."""

import base64
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directory.languages import BY_CODE
from publish.print import banner
from publish.print.press import Press
from publish.print.sheet import Sheet

TEMPLATES = Path(__file__).with_name("templates")
MM = 25.4 / 72


def page(
    press: Press, sheets: Sequence[Sheet], banners: Mapping[str, Mapping[str, bytes]], left_out: Sequence[str]
) -> str:
    """Return the proof sheet as HTML that needs nothing but the files beside it."""
    site = press.directory.site
    found = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return found.get_template("proof.html").render(
        sheets=[_row(sheet) for sheet in sheets],
        banners=[_banners(site, code, made) for code, made in banners.items()],
        left_out=left_out,
        release=press.release,
        today=press.today,
    )


def _row(sheet: Sheet) -> dict[str, Any]:
    pages, width, height = measure(sheet.pdf)
    return {
        "file": sheet.file,
        "use": sheet.use,
        "pages": pages,
        "size": f"{width:.0f} × {height:.0f} mm",
        "kilobytes": round(len(sheet.pdf) / 1024),
        "pictures": [base64.b64encode(picture).decode() for picture in sheet.thumbnails],
    }


def measure(pdf: bytes) -> tuple[int, float, float]:
    """Return a file's number of pages and the width and height in millimetres to which it is cut."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        box = [float(edge) for edge in opened.pages[0].trimbox]
        return len(opened.pages), (box[2] - box[0]) * MM, (box[3] - box[1]) * MM


def _banners(site: Any, code: str, made: Mapping[str, bytes]) -> dict[str, Any]:
    sizes = [{"width": w, "height": h, "html": banner.snippet(site, code, (w, h))} for w, h in banner.SIZES]
    return {"name": BY_CODE[code].name, "code": code, "sizes": sizes, "files": sorted(made)}
