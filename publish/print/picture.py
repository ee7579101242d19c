"""Pictures for the screen, with as few colours as they need."""

import io

from PIL import Image

COLOURS = 48  # flat colours and their blends; more cannot be seen and doubles the bytes


def light(png: bytes) -> bytes:
    """Return a picture reduced to its few colours."""
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    saved = io.BytesIO()
    few.save(saved, "PNG", optimize=True)
    return saved.getvalue()
