"""The colours of everything printed, each once for the screen and once for paper."""

from functools import cache
from pathlib import Path
from typing import Literal

from directory.load import load_file
from directory.parts import record
from directory.scalars import Slug, Text, Whole

LIST = Path(__file__).with_name("palette.yaml")
Medium = Literal["paper", "screen"]


@record
class Colour:
    """One colour: its name, #rrggbb, and percentages of cyan, magenta, yellow and black."""

    name: Slug
    rgb: Text
    cmyk: tuple[Whole, Whole, Whole, Whole]


@record
class Palette:
    """Everything in palette.yaml."""

    colours: tuple[Colour, ...]


@cache
def palette() -> dict[str, Colour]:
    """Return the colours by name."""
    return {colour.name: colour for colour in load_file(LIST, Palette)[0].colours}


def values(medium: Medium) -> dict[str, list[int] | str]:
    """Return what the templates mix their colours from: four percentages on paper, #rrggbb on the screen."""
    return {name: list(c.cmyk) if medium == "paper" else c.rgb for name, c in palette().items()}
