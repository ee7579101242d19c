"""Two-dimensional codes: a short address as modules, and their outline traced to one path without seams.

The scheme stays lower case (some phones ignore `HTTPS://`), the rest is upper case: that packs denser.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

LARGEST = 10  # version that is still drawn
QUIET = 4  # modules of white around a code (ISO/IEC 18004)
SHORTEST_RUN = 4  # the library's own 20 misses upper-case runs as short as ours
# A whole number of dots at 300 dpi, so that laser printers draw all modules alike: 9/300 inch = 0.762 mm.
MODULE_MM = 9 * 25.4 / 300

Point = tuple[int, int]
Rows = tuple[tuple[bool, ...], ...]


class TooLong(Exception):
    """An address that does not fit the version of its lot."""


@dataclass(frozen=True)
class Symbol:
    """A code: what it says, its modules, and how wide it is in modules without the quiet zone."""

    url: str
    rows: Rows

    @property
    def size(self) -> int:
        """Modules from edge to edge."""
        return len(self.rows)

    @property
    def printed(self) -> str:
        """The address as it stands under the code, for whoever types it."""
        return self.url.removeprefix("https://").lower().rstrip("/")


def address(site: str, path: str) -> str:
    """Return the address a code holds: scheme in lower case, host and short path in upper case."""
    parts = urlsplit(site)
    folder = parts.path.rstrip("/")  # a folder that the site lives in is another's to name: its case stays
    return f"{parts.scheme.lower()}://{parts.netloc.upper()}{folder}/{path.upper()}"


@cache
def symbol(url: str, version: int) -> Symbol:
    """Return the code of an address in a fixed version at error correction Q; raise TooLong where it does not fit."""
    import qrcode  # noqa: PLC0415 (it brings a library of pictures, and a site without new codes needs neither)
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415

    code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(url, optimize=SHORTEST_RUN)
    try:
        code.make(fit=False)
    except DataOverflowError:
        raise TooLong(url) from None
    return Symbol(url, tuple(tuple(bool(dark) for dark in row) for row in code.modules))


def holds(url: str, version: int) -> bool:
    """Say whether a code of a version holds an address, without drawing it."""
    return _version(url, version) == version


@cache
def smallest(url: str) -> int:
    """Return the smallest version that holds an address, for codes that are alike because their addresses are."""
    version = _version(url, 2)
    if version > LARGEST:
        raise TooLong(url)
    return version


def _version(url: str, least: int) -> int:
    import qrcode  # noqa: PLC0415 (as above)
    from qrcode.constants import ERROR_CORRECT_Q  # noqa: PLC0415
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q)
    code.add_data(url, optimize=SHORTEST_RUN)
    try:
        return int(code.best_fit(start=least))
    except DataOverflowError:
        return LARGEST + 1


@cache
def trace(rows: Rows) -> list[list[Point]]:
    """Return the closed outlines around the dark modules, even-odd, corners only, y downwards."""
    edges = _edges(rows)
    return [_corners(ring) for ring in _rings(edges)]


def path(rows: Rows, offset: int = 0) -> str:
    """Return the outline as the `d` of one SVG path."""
    return "".join(_svg(ring, offset) for ring in trace(rows))


def svg(rows: Rows) -> str:
    """Return the code as an SVG drawing of its own, quiet zone included."""
    side = len(rows) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill-rule="evenodd" d="{path(rows, QUIET)}"/></svg>'
    )


def _edges(rows: Rows) -> dict[Point, list[Point]]:
    """Return the edges between dark and light, each with the dark side on its right."""
    light = (False,) * (len(rows) + 2)
    framed = [light, *((False, *row, False) for row in rows), light]
    edges: dict[Point, list[Point]] = defaultdict(list)
    for y, row in enumerate(rows):
        above, beside, below = framed[y : y + 3]
        for x in (x for x, dark in enumerate(row) if dark):
            if not above[x + 1]:
                edges[x, y].append((x + 1, y))
            if not beside[x + 2]:
                edges[x + 1, y].append((x + 1, y + 1))
            if not below[x + 1]:
                edges[x + 1, y + 1].append((x, y + 1))
            if not beside[x]:
                edges[x, y + 1].append((x, y))
    return edges


def _rings(edges: dict[Point, list[Point]]) -> Iterator[list[Point]]:
    """Yield the edges as closed rings of points, using each edge once."""
    while edges:
        start = next(iter(edges))
        ring, here, before = [start], start, start
        while len(ring) == 1 or here != start:
            ahead = _next(edges, before, here)
            before, here = here, ahead
            ring.append(here)
        yield ring[:-1]


def _next(edges: dict[Point, list[Point]], before: Point, here: Point) -> Point:
    """Take the edge out of a point; where two modules touch by a corner, turn right and keep them apart."""
    ways = edges[here]
    if len(ways) == 1:
        return edges.pop(here)[0]
    right = (here[0] - (here[1] - before[1]), here[1] + (here[0] - before[0]))
    return ways.pop(ways.index(right) if right in ways else 0)


def _corners(ring: list[Point]) -> list[Point]:
    """Drop the points in the middle of a straight line."""
    around = zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True)
    return [b for a, b, c in around if not (a[0] == b[0] == c[0] or a[1] == b[1] == c[1])]


def _svg(ring: list[Point], offset: int) -> str:
    (x, y), rest = ring[0], ring[1:]
    text = f"M{x + offset} {y + offset}"
    for a, b in rest:
        text += f"h{a - x}" if b == y else f"v{b - y}"
        x, y = a, b
    return text + "z"
