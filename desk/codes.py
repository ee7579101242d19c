"""The lists that records are coded with: read once from record_codes.yaml, asked by their names.

`not_asked`, `declined` and `unknown` are three answers; nothing here ever takes one for another.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "record_codes.yaml"
# How the nine headings of the main issue are read out, in the order of the centre's own yearly page.
BIG9 = ("夫婦間", "家族", "生き方", "人間関係", "心と体", "暴力・犯罪", "法律・暮らし", "仕事", "その他")
# What `dv_flag` begins as: these issues are violence by a partner she lives or lived with.
DV_ISSUES = frozenset({"dv_spouse", "dv_cohabit"})


@dataclass(frozen=True)
class Code:
    """One answer of a list: what is stored, what is shown, how it rolls up, and whether it is still offered."""

    value: str
    ja: str
    en: str
    more: Mapping[str, Any] = field(default_factory=dict)
    retired: bool = False

    @property
    def group(self) -> str:
        """The group it is summed under."""
        return str(self.more.get("group", ""))

    def rolled_up(self, report: str) -> str:
        """The class it falls into in an outside report."""
        return str(self.more.get("map", {}).get(report, ""))


@dataclass(frozen=True)
class Own:
    """What an office says of a list: an answer of its own, counted like another; or, without words, one it retired."""

    list: str
    value: str
    ja: str = ""
    like: str = ""
    retired: bool = False


_OWN: ContextVar[tuple[Own, ...]] = ContextVar("own choices", default=())


def use(own: Iterable[Own]) -> None:
    """Let the lists hold what the office has added, for as long as this thread works for it."""
    _OWN.set(tuple(own))


@cache
def _lists() -> dict[str, tuple[Code, ...]]:
    found: dict[str, list[dict[str, Any]]] = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    return {name: tuple(_code(entry) for entry in entries) for name, entries in found.items()}


def _code(entry: dict[str, Any]) -> Code:
    more = {key: value for key, value in entry.items() if key not in ("value", "ja", "en")}
    return Code(str(entry["value"]), entry["ja"], entry["en"], more)


def names() -> frozenset[str]:
    """Return the names of all lists."""
    return frozenset(_lists())


def codes(name: str) -> tuple[Code, ...]:
    """Return a list in its order: an office's own answer stands behind the one that it counts like."""
    return _with(name, _OWN.get())


@lru_cache(maxsize=256)
def _with(name: str, own: tuple[Own, ...]) -> tuple[Code, ...]:
    retired = {one.value for one in own if one.list == name and one.retired}
    found: list[Code] = []
    for code in _lists()[name]:
        below = [one for one in own if one.list == name and one.ja and one.like == code.value]
        found += [code, *(Code(one.value, one.ja, one.ja, code.more) for one in below)]
    return tuple(replace(code, retired=True) if code.value in retired else code for code in found)


def built_in(name: str) -> frozenset[str]:
    """Return the values that a list has whatever an office adds."""
    return frozenset(code.value for code in _lists()[name])


def values(name: str) -> frozenset[str]:
    """Return what may be stored for a list."""
    return frozenset(code.value for code in codes(name))


def code(name: str, value: str) -> Code:
    """Return one answer of a list; KeyError if the list has no such answer."""
    return next((found for found in codes(name) if found.value == value), None) or _missing(name, value)


def _missing(name: str, value: str) -> Code:
    raise KeyError(f"{name} has no {value!r}")


def label(name: str, value: str | None) -> str:
    """Return how an answer is shown; an answer of an older list is shown as it is stored."""
    return next((found.ja for found in codes(name) if found.value == value), value or "")


def big9(issue: str) -> str:
    """Return the heading of the nine that a main issue belongs to."""
    return str(code("main_issue", issue).more["big9"])


def under(heading: str) -> tuple[Code, ...]:
    """Return the main issues under one of the nine headings."""
    return tuple(found for found in codes("main_issue") if found.more["big9"] == heading)


@cache
def counted(outcome: str) -> bool:
    """Whether a contact with this outcome is one of the 延べ件数."""
    return bool(code("call_outcome", outcome).more["counted"])
