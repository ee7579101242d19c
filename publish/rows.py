"""A window's row in lists: drawn once in a language, then put into every list that shows the window.

From list to list only two things differ: the way home, and the number of the window's calendar in the page's data. In
the drawn row signs stand for them that occur in no text.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from markupsafe import Markup

from directory.model import Window
from publish.card import card
from publish.edition import Edition
from publish.opening_data import Opening
from publish.page import parts, tight
from publish.pieces import piece

HOME, NUMBER = "\ue000", "\ue001"


def rows(windows: Iterable[Window], edition: Edition, numbers: Mapping[str, str], brief: bool, home: str) -> Markup:
    """Return the rows of a list, each with the number of its window's calendar."""
    drawn = (row(window, edition, brief).replace(NUMBER, numbers[window.id]) for window in windows)
    return Markup("\n".join(drawn).replace(HOME, home))


def row(window: Window, edition: Edition, brief: bool) -> str:
    """Return a window's row as it is drawn for every list."""
    return piece(edition, "brief row" if brief else "row", window.id, partial(_draw, window, edition, brief))


def _draw(window: Window, edition: Edition, brief: bool) -> str:
    opening = Opening({window.id: NUMBER})
    return tight(parts(edition.reader).row(card(window, edition), HOME, opening, brief))
