"""What the phone needs to say "open now": each window's days, decided here and only looked up there.

The script decides nothing. For each day it finds a list of [start, end, sure] in minutes: `sure` is 1 for open, 0 for
unknown; what no span covers is closed. A calendar is the usual week (seven numbers of patterns, Monday first) and
the days that differ from it (day, pattern, day, pattern …, counted from the first day).
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

from directory.hours import ONE_DAY
from directory.languages import LANGUAGES
from directory.model import Directory, Window
from directory.opening import day_spans, lines
from directory.words import marked
from publish.edition import Edition

# What the script says, with places for a time or a day. For やさしい日本語 in kana: the script draws no ruby.
SAYINGS = {
    "open": marked("受付中（{time}まで）"),
    "always": marked("受付中（24時間）"),
    "other": marked("日本語では受付中"),
    "closed": marked("いまは閉まっています"),
    "unknown": marked("いま開いているか分かりません"),
    "today": marked("今日{time}から"),
    "tomorrow": marked("明日{time}から"),
    "later": marked("{day} {time}から"),
}
EASY_HALVES = {"am": "ごぜん", "pm": "ごご"}
EPOCH = date(1970, 1, 1)
Pattern = tuple[tuple[int, int, int], ...]


def calendars_of(directory: Directory, windows: Iterable[Window], spoken: str, today: date) -> dict[str, object]:
    """Return the calendars of windows, in the language spoken where they speak it, to the end of next year."""
    first = today.replace(day=1)
    patterns: dict[Pattern, int] = {}
    calendars: dict[str, int] = {}
    index: dict[str, int] = {}
    for window in windows:
        rows = days_of(directory, window.id, _language(window, spoken), first)
        calendar = json.dumps(_calendar(rows, first, patterns), separators=(",", ":"))
        index[window.id] = calendars.setdefault(calendar, len(calendars))
    return {
        "first": (first - EPOCH).days,
        "days": _count(first),
        "patterns": list(patterns),
        "calendars": [json.loads(calendar) for calendar in calendars],
        "windows": index,
    }


def opening_data(edition: Edition, windows: Iterable[Window]) -> dict[str, object]:
    """Return what the script of a page needs: the calendars of its windows and the words to say them."""
    reader = edition.reader
    said = {key: reader.attr(sentence) for key, sentence in SAYINGS.items()}
    words = said | (EASY_HALVES if reader.easy else {})
    windows = list(windows)
    own = calendars_of(edition.directory, windows, edition.language.spoken, edition.today)
    apart = [window for window in windows if _language(window, edition.language.spoken)]
    anybody = calendars_of(edition.directory, apart, "", edition.today) if apart else None
    return own | {"words": words, "anybody": anybody}


def _language(window: Window, spoken: str) -> str | None:
    """Return the language whose hours differ from the window's own, None where it makes no difference."""
    if spoken not in window.languages or lines(window, spoken) == lines(window):
        return None
    return spoken


def _count(first: date) -> int:
    return (date(first.year + 1, 12, 31) - first).days + 1


@cache
def days_of(directory: Directory, window_id: str, language: str | None, first: date) -> tuple[Pattern, ...]:
    """Return a window's days from the first to the end of next year; decided once, shared by all pages."""
    window = directory.window[window_id]
    return tuple(_pattern(directory, window, first + step * ONE_DAY, language) for step in range(_count(first)))


def prepare(directory: Directory, today: date) -> None:
    """Decide every window's days in every language, so that processes that part afterwards share them."""
    for language in LANGUAGES:
        calendars_of(directory, directory.windows, language.spoken, today)


def _pattern(directory: Directory, window: Window, day: date, language: str | None) -> Pattern:
    spans = day_spans(directory, window, day, language)
    return tuple((span.start, span.end, int(span.state == "open")) for span in spans)


def _calendar(rows: tuple[Pattern, ...], first: date, patterns: dict[Pattern, int]) -> list[list[int]]:
    weekday = first.weekday()
    usual = [Counter(rows[(day - weekday) % 7 :: 7]).most_common(1)[0][0] for day in range(7)]
    week = [patterns.setdefault(row, len(patterns)) for row in usual]
    others: list[int] = []
    for step, row in enumerate(rows):
        if row != usual[(weekday + step) % 7]:
            others += [step, patterns.setdefault(row, len(patterns))]
    return [week, others]
