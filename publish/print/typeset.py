"""From a template and its data to bytes: the same data, the same bytes; what does not fit is refused."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from publish.print import fonts, qr
from publish.print.palette import values

TEMPLATES = Path(__file__).with_name("templates")
Data = Mapping[str, Any]


class Unprintable(Exception):
    """A sheet that must not exist: text that does not fit, a sign without a glyph, a drawing without words for it."""


def pdf(template: str, data: Data) -> bytes:
    """Return a sheet for paper, in CMYK; PDF/UA refuses a missing glyph, title or description."""
    return _one(_compile(template, {**data, "palette": values("paper")}, "pdf", pdf_standards=["ua-1"]))


def png(template: str, data: Data) -> bytes:
    """Return a picture for the screen, one point of the template to one pixel."""
    return _one(_compile(template, {**data, "palette": values("screen")}, "png", ppi=72))


def pages(template: str, data: Data, ppi: int) -> list[bytes]:
    """Return pictures of all pages, for a look on the screen."""
    made = _compile(template, {**data, "palette": values("screen")}, "png", ppi=ppi)
    return made if isinstance(made, list) else [_one(made)]


def svg(template: str, data: Data) -> str:
    """Return a drawing for the screen whose letters are outlines, so that it needs no font."""
    return _one(_compile(template, {**data, "palette": values("screen")}, "svg")).decode()


def trial(source: str, data: Data) -> bytes:
    """Return a PDF of a template that stands in no file, for trying the library out."""
    return _one(_compile(source.encode(), {**data, "palette": values("paper")}, "pdf", pdf_standards=["ua-1"]))


def drawn(symbol: qr.Symbol) -> dict[str, Any]:
    """Return a code as the templates draw it: its size in modules and its outline."""
    return {"n": symbol.size, "rings": qr.trace(symbol.rows)}


def _compile(
    template: str | bytes, data: Data, kind: Literal["pdf", "png", "svg"], **how: Any
) -> bytes | list[bytes] | None:
    import typst  # noqa: PLC0415 (as in publish/print/fonts.py)

    source = template if isinstance(template, bytes) else (TEMPLATES / f"{template}.typ").read_bytes()
    compiler = typst.Compiler(
        source,
        root=str(TEMPLATES),
        font_paths=fonts.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    try:
        return compiler.compile(format=kind, timestamp=0, **how)
    except typst.TypstError as error:
        raise Unprintable(f"{template!s:.40}: {error.message}\n{error.diagnostic}") from None


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise Unprintable("頁が1つになりません。文が長すぎないか確かめてください")
    return made
