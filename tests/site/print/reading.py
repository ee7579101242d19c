"""Eyes for a finished PDF: its pages as pixels, its letters with place and size, its operators."""

import io
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
POINTS_PER_MM = 72 / 25.4
# Looking for every other kind as well takes eight times as long.
ONE_KIND = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class Letter:
    """One sign on a page: where it stands (points from the lower left) and how large it is set."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    turned: bool


@cache
def pages(pdf: bytes, dpi: int = 200) -> tuple[Pixels, ...]:
    """Return the pages in grey at a resolution."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = [page.render(scale=dpi / 72, grayscale=True).to_numpy() for page in document]
        return tuple(np.ascontiguousarray(page[:, :, 0] if page.ndim == 3 else page) for page in drawn)


def codes(pixels: Pixels) -> list[str]:
    """Return what the codes in a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(pixels, ONE_KIND)]


@dataclass(frozen=True)
class Code:
    """A code on a page: what it says, and its sides and lower edge in points from the lower left."""

    text: str
    left: float
    right: float
    bottom: float

    def under(self, page: tuple[Letter, ...]) -> str:
        """Return what stands under it: half its width down, a quarter of its width to either side."""
        wide = self.right - self.left
        near = [letter for letter in page if -wide / 2 < letter.baseline - self.bottom < 0]
        below = [one for one in near if self.left - wide / 4 < (one.left + one.right) / 2 < self.right + wide / 4]
        return "".join(one.text for one in sorted(below, key=lambda one: (-round(one.baseline), one.left)))


def found(pixels: Pixels, dpi: int = 200) -> list[Code]:
    """Return the codes of a page drawn at a resolution."""
    scale, high = 72 / dpi, pixels.shape[0]
    read = [(one.text, one.position) for one in zxingcpp.read_barcodes(pixels, ONE_KIND)]
    return [
        Code(text, at.top_left.x * scale, at.top_right.x * scale, (high - at.bottom_left.y) * scale)
        for text, at in read
    ]


def placed(pixels: Pixels) -> dict[str, tuple[float, float]]:
    """Return where on the page each code stands, from the upper left, as shares of width and height."""
    high, wide = pixels.shape
    found = {one.text: one.position.top_left for one in zxingcpp.read_barcodes(pixels, ONE_KIND)}
    return {url: (corner.x / wide, corner.y / high) for url, corner in found.items()}


@cache
def letters(pdf: bytes) -> tuple[tuple[Letter, ...], ...]:
    """Return the letters of each page, spaces left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(tuple(_letters(page.get_textpage())) for page in document)


def _letters(text: Any) -> Iterator[Letter]:
    matrix, (x, y), box = pdfium.FS_MATRIX(), (c_double(), c_double()), [c_double() for _ in range(4)]
    for index in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if not sign.isspace() and sign not in "\x00\ufffe\u2060\u200b":
            pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            pdfium.FPDFText_GetCharBox(text.raw, index, *box)
            left, right, bottom, top = (edge.value for edge in box)
            size = float(pdfium.FPDFText_GetFontSize(text.raw, index) * hypot(matrix.c, matrix.d))
            yield Letter(sign, left, bottom, right, top, y.value, size, matrix.a < 0)


def lines(page: tuple[Letter, ...]) -> list[str]:
    """Return the lines of a page: letters of one size on one baseline without a wide gap, upside down ones too."""
    rows: dict[tuple[int, int, bool], list[Letter]] = {}
    for letter in page:
        rows.setdefault((round(letter.baseline * 2), round(letter.size * 4), letter.turned), []).append(letter)
    return [line for row in rows.values() for line in _unbroken(sorted(row, key=_place))]


def _place(letter: Letter) -> float:
    return -letter.right if letter.turned else letter.left


def _unbroken(row: list[Letter]) -> Iterator[str]:
    line, end = "", _place(row[0])
    for letter in row:
        if _place(letter) - end > 1.6 * letter.size:
            yield line
            line = ""
        line, end = line + letter.text, _place(letter) + letter.right - letter.left
    yield line


def text(pdf: bytes) -> str:
    """Return all letters of a file."""
    return "".join(letter.text for page in letters(pdf) for letter in page)


def operators(pdf: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Yield every operator of every page, those inside form objects too."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            yield from _operators(page)
            for form in page.resources.get("/XObject", {}).values():
                yield from _operators(form)


def _operators(stream: Any) -> Iterator[tuple[str, list[Any]]]:
    for instruction in pikepdf.parse_content_stream(stream):
        yield str(instruction.operator), [str(operand) for operand in instruction.operands]
