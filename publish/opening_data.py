"""What the phone needs to say "open now": each window's days, decided here and only looked up there.

The script decides nothing. For each day it finds a list of [start, end, sure] in minutes: `sure` is 1 for open, 0 for
unknown; what no span covers is closed. A calendar is the usual week (seven numbers of patterns, Monday first) and
what differs from it: the number of a set of days, their pattern, the next set, its pattern. The days of a set are
counted from the first day, each from the one before.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from operator import sub
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

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


@dataclass
class Calendars:
    """Calendars that share what they have in common: the patterns of a day, the days that differ, whole calendars."""

    first: date
    patterns: dict[Pattern, int] = field(default_factory=dict)
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)
    calendars: dict[str, int] = field(default_factory=dict)

    def number(self, rows: tuple[Pattern, ...]) -> int:
        """Return the number of the calendar that has these days."""
        written = json.dumps(self._written(rows), separators=(",", ":"))
        return self.calendars.setdefault(written, len(self.calendars))

    def _written(self, rows: tuple[Pattern, ...]) -> list[Any]:
        weekday = self.first.weekday()
        usual = [Counter(rows[(day - weekday) % 7 :: 7]).most_common(1)[0][0] for day in range(7)]
        others: dict[Pattern, list[int]] = {}
        for step, row in enumerate(rows):
            if row != usual[(weekday + step) % 7]:
                others.setdefault(row, []).append(step)
        parts: list[Any] = [[self._pattern(row) for row in usual]]
        for row, days in others.items():
            parts += [self.sets.setdefault(tuple(days), len(self.sets)), self._pattern(row)]
        return parts

    def _pattern(self, row: Pattern) -> int:
        return self.patterns.setdefault(row, len(self.patterns))

    def data(self) -> dict[str, object]:
        """Return all of it as the script reads it."""
        return {
            "first": (self.first - EPOCH).days,
            "days": _count(self.first),
            "patterns": list(self.patterns),
            "sets": [[first, *map(sub, rest, days)] for days in self.sets for first, *rest in [days]],
            "calendars": [json.loads(written) for written in self.calendars],
        }


@dataclass(frozen=True)
class Opening:
    """What a page holds for "open now": the data, and the number of each window's calendar, which stands in data-w.

    Where a window is also open to those who speak Japanese at other hours, a second number follows.
    """

    data: dict[str, object]
    numbers: dict[str, str]

    @property
    def json(self) -> Markup:
        """The data as it may stand in a page, without a space too many."""
        return htmlsafe_json_dumps(self.data, separators=(",", ":"), ensure_ascii=False)


def calendars_of(directory: Directory, windows: Iterable[Window], spoken: str, today: date) -> dict[str, object]:
    """Return the calendars of windows by id, in the language spoken where they speak it, to the end of next year."""
    made = Calendars(today.replace(day=1))
    index = {w.id: made.number(days_of(directory, w.id, _language(w, spoken), made.first)) for w in windows}
    return made.data() | {"windows": index}


def opening_data(edition: Edition, windows: Iterable[Window]) -> Opening:
    """Return what the script of a page needs: the calendars of its windows and the words to say them."""
    reader, spoken = edition.reader, edition.language.spoken
    said = {key: reader.attr(sentence) for key, sentence in SAYINGS.items()}
    made = Calendars(edition.today.replace(day=1))
    numbers = {}
    for window in windows:
        languages = dict.fromkeys((_language(window, spoken), None))
        rows = (days_of(edition.directory, window.id, language, made.first) for language in languages)
        numbers[window.id] = " ".join(str(made.number(days)) for days in rows)
    words = said | (EASY_HALVES if reader.easy else {})
    return Opening(made.data() | {"words": words}, numbers)


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
        for window in directory.windows:
            days_of(directory, window.id, _language(window, language.spoken), today.replace(day=1))


def _pattern(directory: Directory, window: Window, day: date, language: str | None) -> Pattern:
    spans = day_spans(directory, window, day, language)
    return tuple((span.start, span.end, int(span.state == "open")) for span in spans)
