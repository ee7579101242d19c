"""Pictures for the screen, with as few colours as they need."""

import io

COLOURS = 48  # flat colours and their blends; more cannot be seen and doubles the bytes


def light(png: bytes) -> bytes:
    """Return a picture reduced to its few colours."""
    from PIL import Image  # noqa: PLC0415 (large, and not needed while the pictures made before still stand)

    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    saved = io.BytesIO()
    few.save(saved, "PNG", optimize=True)
    return saved.getvalue()
