"""The bookmark once more by another engine, only for `make bench`: every line placed by hand.

It cannot read the CJK fonts' outlines nor shape Thai and Nepali, so their names are left out: that flatters it.
"""

import io
from collections.abc import Mapping
from math import cos, radians, sin
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from publish.print import fonts, qr
from publish.print.palette import palette

MM = 72 / 25.4
WIDE, HIGH, ACROSS, DOWN = 48 * MM, 140 * MM, 4, 2
LEFT, FOOT = (210 - 4 * 48) / 2 * MM, (297 - 2 * 140) / 2 * MM
FACES = {"P": "BIZUDPGothic-Regular", "B": "BIZUDPGothic-Bold", "G": "BIZUDGothic-Regular", "L": "NotoSans-Regular"}


def sheet(data: Mapping[str, Any]) -> bytes:
    """Return the office sheets of a leaf bookmark, eight to an A4, backs mirrored."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(fonts.gather() / f"{file}.ttf")))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(210 * MM, 297 * MM), invariant=True)
    items = list(data["items"])
    for start in range(0, len(items), ACROSS * DOWN):
        _pages(canvas, data, items[start : start + ACROSS * DOWN])
    canvas.save()
    return made.getvalue()


def _pages(canvas: Any, data: Mapping[str, Any], items: list[Mapping[str, Any]]) -> None:
    for side in (_front, _back):
        for index, item in enumerate(items):
            column = index % ACROSS if side is _front else ACROSS - 1 - index % ACROSS
            canvas.saveState()
            canvas.translate(LEFT + column * WIDE, FOOT + (DOWN - 1 - index // ACROSS) * HIGH)
            side(canvas, data, item)
            canvas.restoreState()
        canvas.showPage()


def _front(canvas: Any, data: Mapping[str, Any], _item: Mapping[str, Any]) -> None:
    _ink(canvas, "leaf-ground")
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    for number in range(14):
        _leaf(canvas, 23 * MM, (4 + number * 7.6) * MM, 38 if number % 2 else 142, (19 - number * 0.6) * MM)
    _ink(canvas, "leaf-deep")
    for number, sign in enumerate(_text(data["say"]["front"])):
        _line(canvas, "P", 9.5, 39 * MM, HIGH - (14 + number * 3.4) * MM, sign)


def _leaf(canvas: Any, x: float, y: float, angle: float, length: float) -> None:
    _ink(canvas, "leaf-main")
    a, w = radians(angle), length * 0.36
    along, across = (cos(a), sin(a)), (-sin(a), cos(a))

    def at(u: float, v: float) -> tuple[float, float]:
        return x + along[0] * u + across[0] * v, y + along[1] * u + across[1] * v

    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(*at(length * 0.22, w), *at(length * 0.72, w), *at(length, 0))
    path.curveTo(*at(length * 0.8, -w * 0.6), *at(length * 0.3, -w * 0.8), x, y)
    canvas.drawPath(path, stroke=0, fill=1)


def _back(canvas: Any, data: Mapping[str, Any], item: Mapping[str, Any]) -> None:
    _ink(canvas, "leaf-main")
    canvas.rect(0, HIGH - 5 * MM, WIDE, 5 * MM, stroke=0, fill=1)
    _ink(canvas, "ink")
    for size, top, key in ((13, 14, "title"), (8.5, 36, "body")):
        for number, line in enumerate(_wrapped(_text(data["say"][key]), int(40 * MM / size))):
            _line(canvas, "B" if key == "title" else "P", size, 4 * MM, HIGH - top * MM - number * size * 1.6, line)
    _code(canvas, item["qr"], data["module"] * MM)
    _centred(canvas, "G", 8, 48 * MM, item["printed"])
    _centred(canvas, "B", 13, 37 * MM, data["number"])
    latin = [name for code, name in data["languages"] if code in ("en", "pt-BR", "es", "tl", "vi", "id")]
    for number in range(0, len(latin), 3):
        _centred(canvas, "L", 6.25, (26 - number) * MM, "   ".join(latin[number : number + 3]))


def _code(canvas: Any, code: Mapping[str, Any], module: float) -> None:
    left, top = (WIDE - code["n"] * module) / 2, HIGH - 61 * MM - qr.QUIET * module
    path = canvas.beginPath()
    for ring in code["rings"]:
        points = [(left + x * module, top - y * module) for x, y in ring]
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def _ink(canvas: Any, name: str) -> None:
    canvas.setFillColorCMYK(*(part / 100 for part in palette()[name].cmyk))


def _line(canvas: Any, face: str, size: float, x: float, y: float, text: str) -> None:
    canvas.setFont(face, size)
    canvas.drawString(x, y, text)


def _centred(canvas: Any, face: str, size: float, y: float, text: str) -> None:
    canvas.setFont(face, size)
    canvas.drawCentredString(WIDE / 2, y, text)


def _text(said: Mapping[str, Any]) -> str:
    return "".join(base for phrase in said["phrases"] for base, _ in phrase).replace("\u2060", "")


def _wrapped(text: str, most: int) -> list[str]:
    return [line[start : start + most] for line in text.split("\n") for start in range(0, len(line), most)]
