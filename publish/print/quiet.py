"""Words that give her away, looked for in what somebody else may see: both faces, address, file name, metadata."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from directory.document import read
from directory.load import DATA
from publish.print import phrases

LIST = "quiet_words.yaml"


@cache
def words(data: Path = DATA) -> dict[str, tuple[str, ...]]:
    """Return the words of each language, folded for comparison."""
    tree = read(data / LIST).tree
    if not isinstance(tree, dict):
        return {}
    return {code: tuple(_fold(str(word)) for word in rows) for code, rows in tree.items() if isinstance(rows, list)}


def found(text: str, code: str, data: Path = DATA) -> list[str]:
    """Return the words of a language that stand in a text of that language."""
    seen = _fold(phrases.plain(text))
    return [word for word in words(data).get(code, ()) if word in seen]


def found_anywhere(text: str, data: Path = DATA) -> list[str]:
    """Return the words of any language in a text that is the same for all: an address, a file name, metadata."""
    return sorted({word for code in words(data) for word in found(text, code, data)})


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).casefold()
