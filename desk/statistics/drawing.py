"""A chart as SVG, without script or style: on the page its classes take the page's colours, on paper it has its own.

Places across are shares of the width, so that on a telephone the words stay as large as they are on a desk.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from desk.statistics.charts import Chart
from desk.statistics.table import shown

# Class and, where no style sheet is, colour: the first part of a bar, the second, the third.
TONES = (("c1", "#2f6b5a"), ("c2", "#8fb3a3"), ("c3", "#d9dfc9"))
INK, SOFT, LINE, GHOST = "#1f302a", "#4b5c54", "#d3d9c2", "#8a3d10"
TALL, HEAD, FOOT = 190, 24, 28  # of columns, in pixels
STEP, STEP_ON_PAPER, BAR = 46, 25, 13  # of bars
CELL = 36  # of a heat


class Sheet:
    """Where a chart is drawn: `width` in pixels for paper, none for a page, which is as wide as it is."""

    def __init__(self, width: int = 0) -> None:
        self.width = width

    def at(self, share: float) -> str:
        """Return a place across."""
        return f"{share * self.width:.1f}" if self.width else f"{share * 100:.2f}%"

    def rect(self, x: float, y: float, wide: float, high: float, tone: tuple[str, str], **more: object) -> str:
        """Return a bar."""
        box = f'x="{self.at(x)}" y="{y:.1f}" width="{self.at(max(wide, 0))}" height="{max(high, 0):.1f}"'
        return f'<rect class="{tone[0]}" {box} fill="{tone[1]}"{_more(more)}/>'

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False) -> str:
        """Return some words."""
        place = f'x="{self.at(x)}" y="{y:.1f}" text-anchor="{anchor}"'
        return (
            f'<text class="{"soft" if soft else "ink"}" {place} fill="{SOFT if soft else INK}">{escape(words)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, tone: tuple[str, str], **more: object) -> str:
        """Return a line."""
        ends = f'x1="{self.at(x1)}" y1="{y1:.1f}" x2="{self.at(x2)}" y2="{y2:.1f}"'
        return f'<line class="{tone[0]}" {ends} stroke="{tone[1]}"{_more(more)}/>'


def svg(chart: Chart, width: int = 0) -> str:
    """Return a chart as a drawing that tells its title and what it says to who cannot see it."""
    sheet = Sheet(width)
    draw = {"columns": _columns, "bars": _bars, "heat": _heat}[chart.shape]
    *parts, height = draw(chart, sheet)
    ids = f"{chart.id}-title", f"{chart.id}-says"
    named = f'<title id="{ids[0]}">{escape(chart.title)}</title><desc id="{ids[1]}">{escape(chart.says)}</desc>'
    box = f'width="{width}" viewBox="0 0 {width} {height}"' if width else 'width="100%"'
    frame = f'role="img" aria-labelledby="{ids[0]} {ids[1]}" {box} height="{height}"'
    face = 'font-family="BIZ UDPGothic" font-size="13"' if width else 'font-size="14"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {frame} {face}>{named}{"".join(map(str, parts))}</svg>'
    )


def _columns(chart: Chart, sheet: Sheet) -> Iterator[str | int]:
    most = max([value or 0 for row in chart.values for value in row] + [value or 0 for value in chart.ghost]) or 1
    step = 1 / len(chart.labels)
    base = HEAD + TALL
    for n, (label, row) in enumerate(zip(chart.labels, chart.values, strict=True)):
        value, middle = row[0], (n + 0.5) * step
        high = TALL * (value or 0) / most
        yield sheet.rect(n * step + step * 0.18, base - high, step * 0.64, high, TONES[0])
        yield sheet.text(middle, base - high - 7, chart.unknown if value is None else shown(value), anchor="middle")
        yield sheet.text(middle, base + 19, label.removesuffix("月").removesuffix("年度"), anchor="middle", soft=True)
    yield sheet.line(0, base, 1, base, ("axis", SOFT))
    yield from _ghost_line(chart.ghost, sheet, step, [base - TALL * (value or 0) / most for value in chart.ghost])
    yield base + FOOT


def _ghost_line(ghost: Sequence[int | None], sheet: Sheet, step: float, heights: Sequence[float]) -> Iterator[str]:
    for n, (one, two) in enumerate(pairwise(ghost)):
        if one is not None and two is not None:
            ends = (n + 0.5) * step, heights[n], (n + 1.5) * step, heights[n + 1]
            yield sheet.line(*ends, ("ghost", GHOST), stroke_width=2, stroke_dasharray="5 4")


def _bars(chart: Chart, sheet: Sheet) -> Iterator[str | int]:
    top = 0
    if len(chart.parts) > 1:
        yield from _legend(chart.parts, sheet)
        top = 30
    most = max([sum(filter(None, row)) for row in chart.values] + [value or 0 for value in chart.ghost]) or 1
    for n, (label, row) in enumerate(zip(chart.labels, chart.values, strict=True)):
        y = top + n * (STEP_ON_PAPER if sheet.width else STEP)
        bar = y + 6 if sheet.width else y + 22
        yield sheet.text(0, y + (17 if sheet.width else 15), label)
        yield sheet.text(1, y + (17 if sheet.width else 15), _told(row), anchor="end")
        yield from _parts(row, sheet, bar, most)
        if chart.ghost and (then := chart.ghost[n]) is not None:
            start, wide = _span(sheet)
            place = start + min(then / most, 0.997) * wide
            yield sheet.line(place, bar - 3, place, bar + BAR + 3, ("ghost", GHOST), stroke_width=2.5)
    yield top + (STEP_ON_PAPER if sheet.width else STEP) * len(chart.labels)


def _span(sheet: Sheet) -> tuple[float, float]:
    """Return where bars begin and how long they can be: on paper between their label and their number."""
    return (0.36, 0.46) if sheet.width else (0.0, 1.0)


def _parts(row: Sequence[int | None], sheet: Sheet, y: float, most: int) -> Iterator[str]:
    start, wide = _span(sheet)
    yield sheet.rect(start, y, wide, BAR, ("track", "#f0f1e4"))
    for value, tone in zip(row, TONES, strict=False):
        yield sheet.rect(start, y, wide * (value or 0) / most, BAR, tone)
        start += wide * (value or 0) / most


def _told(row: Sequence[int | None]) -> str:
    return "・".join("x" if value is None else shown(value) for value in row)


def _legend(parts: Sequence[str], sheet: Sheet) -> Iterator[str]:
    for n, (part, tone) in enumerate(zip(parts, TONES, strict=False)):
        yield sheet.rect(n / 3, 4, 0.04, 13, tone)
        yield sheet.text(n / 3 + 0.055, 16, part, soft=True)


def _heat(chart: Chart, sheet: Sheet) -> Iterator[str | int]:
    most = max([value or 0 for row in chart.values for value in row]) or 1
    step = 1 / (len(chart.parts) + 0.6)
    for n, part in enumerate(chart.parts):
        yield sheet.text((n + 1.1) * step, 16, part, anchor="middle", soft=True)
    for r, (label, row) in enumerate(zip(chart.labels, chart.values, strict=True)):
        y = 26 + r * CELL
        yield sheet.text(0, y + CELL / 2 + 5, label)
        for n, value in enumerate(row):
            x, dark = (n + 0.6) * step, (value or 0) / most
            tone = ("heat full", TONES[0][1]) if dark > 0.55 else ("heat", TONES[1][1])
            # the two tones are told apart by their share, so that words on them keep their contrast
            yield sheet.rect(x + step * 0.02, y + 1, step * 0.96, CELL - 2, tone, fill_opacity=f"{_shade(dark):.2f}")
            told = "x" if value is None else shown(value)
            yield _on(sheet, x + step / 2, y + CELL / 2 + 5, told, dark > 0.55)
    yield 26 + CELL * len(chart.labels)


def _shade(dark: float) -> float:
    return 0.8 + 0.2 * dark if dark > 0.55 else 0.12 + 0.88 * dark


def _on(sheet: Sheet, x: float, y: float, words: str, full: bool) -> str:
    text = sheet.text(x, y, words, anchor="middle")
    return text.replace('class="ink"', 'class="on"').replace(INK, "#ffffff") if full else text


def _more(more: dict[str, object]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
