"""The scripts that a page asks for only when they are needed: the words for finding, nearest first."""

import hashlib
from functools import cache
from pathlib import Path

import rjsmin

THEME = Path(__file__).parent / "theme"


def packed(name: str, data: str = "") -> tuple[str, str]:
    """Return a script's file name, which changes with its content, and its text made small, with a call at its end."""
    text = small(name) + data
    return f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js", text


@cache
def small(name: str) -> str:
    """Return a script of the theme made small."""
    text: str = rjsmin.jsmin(f'"use strict";\n{(THEME / f"{name}.js").read_text("utf-8")}')
    return text


def near_script() -> tuple[str, str]:
    """Return the script that puts the nearest place first."""
    return packed("near")
