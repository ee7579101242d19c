"""What a new release changes, in words that a person reads before she publishes: numbers, hours, pages, paper."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from filecmp import cmp
from pathlib import Path
from typing import Any

from directory.languages import BY_CODE, LANGUAGES, SOURCE
from publish.on_paper import BOOKMARK, FLYER, STANDS

Windows = dict[str, dict[str, Any]]
NONE = "なし"
FACTS = {"name": "名前", "languages": "話せる言葉", "address": "場所", "channels": "話しかた"}
# What a printed code opens is one of the pages once more, under each spelling of its address.
COPIES = re.compile(r"B/|b/\w*[A-Za-z]")


def changes(old: Path | None, new: Path, paper: Mapping[str, list[str]]) -> list[str]:
    """Return what differs between the release that is served and the one to come, one line each."""
    if old is None:
        return ["はじめての公開です"]
    before, after = windows(old), windows(new)
    told = [*_windows(before, after), *_numbers(before, after), *_hours(before, after), *_facts(before, after)]
    told += _pages(old, new)
    return [*told, *_paper(before, after, paper)] or ["変わるところはありません"]


def windows(folder: Path) -> Windows:
    """Return the windows that a release publishes, by id."""
    path = folder / "api" / "windows.json"
    found = json.loads(path.read_text("utf-8"))["windows"] if path.exists() else []
    return {window["id"]: window for window in found}


def _windows(before: Windows, after: Windows) -> Iterator[str]:
    yield from (f"窓口が増えます: {after[name]['name']}" for name in after if name not in before)
    yield from (f"窓口がなくなります: {before[name]['name']}" for name in before if name not in after)


def numbers(window: dict[str, Any]) -> list[str]:
    """Return a window's numbers as they are shown."""
    return [phone["number"] for phone in window.get("phones", ())]


def _numbers(before: Windows, after: Windows) -> Iterator[str]:
    for name in before.keys() & after.keys():
        gone, come = _apart(numbers(before[name]), numbers(after[name]))
        if gone or come:
            yield f"電話番号が変わります: {after[name]['name']} {_said(gone)} → {_said(come)}"


def _apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    return [number for number in old if number not in new], [number for number in new if number not in old]


def _said(found: list[str]) -> str:
    return "・".join(found) or NONE


def _hours(before: Windows, after: Windows) -> Iterator[str]:
    keys = ("schedules", "closures", "hours_text", "closed_text")
    for name in before.keys() & after.keys():
        old, new = before[name], after[name]
        if any(old.get(key) != new.get(key) for key in keys):
            texts = list(dict.fromkeys(str(window.get("hours_text") or "資料の言葉なし") for window in (old, new)))
            told = texts if len(texts) > 1 else [_rows(window) for window in (old, new)]
            yield f"受付時間が変わります: {new['name']} {' → '.join(dict.fromkeys(told))}"


def _rows(window: dict[str, Any]) -> str:
    rows = (
        ("・".join(row.get("byday", ())), row.get("opens_at"), row.get("closes_at"))
        for row in window.get("schedules", ())
    )
    return "、".join(f"{days} {opens}–{closes}".strip() for days, opens, closes in rows) or "不明"


def _facts(before: Windows, after: Windows) -> Iterator[str]:
    for key, label in FACTS.items():
        changed = [
            after[name]["name"]
            for name in before.keys() & after.keys()
            if before[name].get(key) != after[name].get(key)
        ]
        yield from (f"{label}が変わります: {name}" for name in sorted(changed))


def _pages(old: Path, new: Path) -> Iterator[str]:
    """Yield how many pages change, in how many languages: 「13言語 × 2ページ」."""
    groups: dict[tuple[str, frozenset[str]], int] = defaultdict(int)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, address in _differing(old, new):
        code = address.split("/")[0] if address.split("/")[0] in BY_CODE else SOURCE
        found[kind, address.removeprefix(BY_CODE[code].prefix)].add(code)
    for (kind, _), spoken in found.items():
        groups[kind, frozenset(spoken)] += 1
    for (kind, codes), count in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[0][1]), -group[1])):
        yield f"ページが{kind}: {_languages(codes)} × {count}ページ"


def _languages(codes: frozenset[str]) -> str:
    if len(codes) == len(LANGUAGES):
        return f"{len(codes)}言語"
    return "・".join(language.name for language in LANGUAGES if language.code in codes)


def _differing(old: Path, new: Path) -> Iterator[tuple[str, str]]:
    here, there = (set(_addresses(folder)) for folder in (new, old))
    yield from (("増えます", name) for name in here - there)
    yield from (("なくなります", name) for name in there - here)
    yield from (("変わります", name) for name in here & there if not cmp(old / name, new / name, shallow=False))


def _addresses(folder: Path) -> Iterator[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return (name for name in found if not COPIES.match(name))


def _paper(before: Windows, after: Windows, paper: Mapping[str, list[str]]) -> Iterator[str]:
    wrong: dict[str, list[str]] = defaultdict(list)
    for name in (name for name in paper if name in before):
        for thing in paper[name]:
            if _printed(before[name], thing) != _printed(after.get(name, {}), thing):
                wrong[thing].append(before[name]["name"])
    yield from (f"印刷物: {thing}を刷り直し（{'・'.join(named)}）" for thing, named in sorted(wrong.items()))


def _printed(window: dict[str, Any], thing: str) -> list[Any]:
    """Return what a printed thing says of a window."""
    kind = FLYER if thing == FLYER else BOOKMARK
    charges = [(phone["number"], phone.get("charge")) for phone in window.get("phones", ())]
    return [charges, *(window.get(key) for key in STANDS[kind])]
