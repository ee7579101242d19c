"""The paper key: a printed sheet with a private key for the safe, as text and as a QR code, and on no disk."""

from datetime import date
from pathlib import Path

import qrcode
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathFillImage

from formhandler.sealing import recipient

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
)
GROUP, ROW = 4, 5  # four signs are read out in one breath; five groups fit a line of the sheet


def sheet(identity: str, day: date) -> str:
    """Return the sheet as an HTML page to print: the key, how to use it, where to keep it."""
    template = TEMPLATES.get_template("paper.html")
    return template.render(rows=rows(identity), recipient=recipient(identity), qr=qr(identity), day=day.isoformat())


def rows(identity: str) -> list[str]:
    """Return a key in groups of four signs, five groups a line."""
    groups = [identity[start : start + GROUP] for start in range(0, len(identity), GROUP)]
    return [" ".join(groups[start : start + ROW]) for start in range(0, len(groups), ROW)]


def qr(identity: str) -> Markup:
    """Return a key as a QR code (SVG) that a quarter of dirt does not spoil."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4)
    code.add_data(identity)
    image = code.make_image(image_factory=SvgPathFillImage)
    return Markup(image.to_string(encoding="unicode"))  # noqa: S704 (drawn here, from signs that are no markup)
