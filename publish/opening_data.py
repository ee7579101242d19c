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
from functools import cache, lru_cache, partial
from operator import sub
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from directory.days import many_days
from directory.languages import LANGUAGES
from directory.model import Directory, Window
from directory.opening import lines
from directory.words import marked
from publish.edition import Edition
from publish.pieces import piece
from publish.reader import Reader

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
LISTS = 30  # more than a language has
EPOCH = date(1970, 1, 1)
Pattern = tuple[tuple[int, int, int], ...]
Days = tuple[Pattern, ...]


@dataclass(frozen=True, eq=False)
class Calendar:
    """A window's days: the pattern of each weekday, Monday first, and the days that differ, counted from the first."""

    usual: tuple[Pattern, ...]
    others: tuple[tuple[Pattern, tuple[int, ...]], ...]


@dataclass
class Calendars:
    """Calendars that share what they have in common: the patterns of a day, the days that differ, whole calendars."""

    first: date
    patterns: dict[Pattern, int] = field(default_factory=dict)
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)
    calendars: dict[Calendar, int] = field(default_factory=dict)
    written: list[list[Any]] = field(default_factory=list)

    def number(self, calendar: Calendar) -> int:
        """Return a calendar's number."""
        if calendar not in self.calendars:
            self.calendars[calendar] = len(self.calendars)
            self.written.append(self._written(calendar))
        return self.calendars[calendar]

    def _written(self, calendar: Calendar) -> list[Any]:
        parts: list[Any] = [[self._pattern(row) for row in calendar.usual]]
        for row, days in calendar.others:
            parts += [self.sets.setdefault(days, len(self.sets)), self._pattern(row)]
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
            "calendars": self.written,
        }


@dataclass(frozen=True)
class Opening:
    """What a page holds for "open now": calendars and words as JSON, and each window's number, which stands in data-w.

    Where a window is also open to those who speak Japanese at other hours, a second number follows.
    """

    numbers: dict[str, str]
    calendars: str = "{}"
    words: str = "{}"

    @property
    def json(self) -> Markup:
        """All of it as it may stand in a page."""
        return Markup(f'{self.calendars[:-1]},"words":{self.words}}}')


def calendars_of(directory: Directory, windows: Iterable[Window], spoken: str, today: date) -> dict[str, object]:
    """Return the calendars of windows by id, in the language spoken where they speak it, to the end of next year."""
    made = Calendars(first_day(today))
    index = {w.id: made.number(_calendars(directory, w.id, spoken, made.first)[0]) for w in windows}
    return made.data() | {"windows": index}


def opening_data(edition: Edition, windows: Iterable[Window]) -> Opening:
    """Return what the script of a page needs: the calendars of its windows and the words to say them."""
    first, spoken = first_day(edition.today), edition.language.spoken
    found = tuple((window.id, _calendars(edition.directory, window.id, spoken, first)) for window in windows)
    return Opening(*_gathered_once(found, first), _words(edition.reader))


def opening_of(window: Window, edition: Edition) -> Opening:
    """Return the same for a window's own page."""
    language = _language(edition.directory, window.id, edition.language.spoken)
    return Opening(*_alone(edition.directory, window.id, language, first_day(edition.today)), _words(edition.reader))


@cache
def _alone(directory: Directory, window_id: str, language: str | None, first: date) -> tuple[dict[str, str], str]:
    return _gathered(((window_id, _calendars_of(directory, window_id, language, first)),), first)


def _gathered(found: tuple[tuple[str, tuple[Calendar, ...]], ...], first: date) -> tuple[dict[str, str], str]:
    """Return the numbers of windows' calendars, and the calendars."""
    made = Calendars(first)
    numbers = {window: " ".join(str(made.number(one)) for one in calendars) for window, calendars in found}
    return numbers, _safe(made.data())


_gathered_once = lru_cache(LISTS)(_gathered)  # most lists have the same in every language


def _safe(value: object) -> str:
    """Return JSON as it may stand in a page, without a space too many."""
    return htmlsafe_json_dumps(value, separators=(",", ":"), ensure_ascii=False)


@cache
def _words(reader: Reader) -> str:
    said = {key: reader.attr(sentence) for key, sentence in SAYINGS.items()}
    return _safe(said | (EASY_HALVES if reader.easy else {}))


def _language(directory: Directory, window_id: str, spoken: str) -> str | None:
    """Return the language whose hours differ from the window's own, None where it makes no difference."""
    speaks = spoken in directory.window[window_id].languages
    return spoken if speaks and _differs(directory, window_id, spoken) else None


@cache
def _differs(directory: Directory, window_id: str, spoken: str) -> bool:
    window = directory.window[window_id]
    return lines(window, spoken) != lines(window)


def _count(first: date) -> int:
    return (date(first.year + 1, 12, 31) - first).days + 1


def first_day(today: date) -> date:
    """Return the day that all calendars begin with: the first of the month."""
    return today.replace(day=1)


def days_of(directory: Directory, window_id: str, language: str | None, first: date) -> Days:
    """Return a window's days from the first to the end of next year."""
    return _days(_days_text(directory, window_id, language, first))


def _days_text(directory: Directory, window_id: str, language: str | None, first: date) -> str:
    """Return the days as text; decided once, and kept as a piece."""
    decide = partial(_decide, directory, directory.window[window_id], language, first)
    return piece(directory, f"days {first} {language or ''}", window_id, lambda: _written(decide()))


def _written(days: Days) -> str:
    """Return days as text: the patterns that occur, and for each day the number of its own."""
    number = {pattern: place for place, pattern in enumerate(dict.fromkeys(days))}
    return json.dumps([list(number), [number[pattern] for pattern in days]])


def _days(text: str) -> Days:
    rows, numbers = json.loads(text)
    patterns = [tuple((start, end, sure) for start, end, sure in row) for row in rows]
    return tuple(patterns[number] for number in numbers)


def _decide(directory: Directory, window: Window, language: str | None, first: date) -> Days:
    found = many_days(directory, window, first, _count(first), language)
    alike = {id(spans): spans for spans in found}
    patterns = {one: tuple((s.start, s.end, int(s.state == "open")) for s in spans) for one, spans in alike.items()}
    return tuple(patterns[id(spans)] for spans in found)


def _calendars(directory: Directory, window_id: str, spoken: str, first: date) -> tuple[Calendar, ...]:
    """Return a window's calendar in a language spoken, and where that differs the one for Japanese."""
    return _calendars_of(directory, window_id, _language(directory, window_id, spoken), first)


@cache
def _calendars_of(directory: Directory, window_id: str, language: str | None, first: date) -> tuple[Calendar, ...]:
    return tuple(
        _calendar(_days_text(directory, window_id, one, first), first.weekday())
        for one in dict.fromkeys((language, None))
    )


@cache
def _calendar(days: str, weekday: int) -> Calendar:
    """Return the calendar of days of which the first falls on a weekday; the same days give the same calendar."""
    rows = _days(days)
    usual = [Counter(rows[(day - weekday) % 7 :: 7]).most_common(1)[0][0] for day in range(7)]
    others: dict[Pattern, list[int]] = {}
    for step, row in enumerate(rows):
        if row != usual[(weekday + step) % 7]:
            others.setdefault(row, []).append(step)
    return Calendar(tuple(usual), tuple((row, tuple(days)) for row, days in others.items()))


def prepare(directory: Directory, today: date) -> None:
    """Decide every window's days in every language, so that processes that part afterwards share them."""
    first = first_day(today)
    for spoken in {language.spoken for language in LANGUAGES}:
        for window in directory.windows:
            _calendars(directory, window.id, spoken, first)
            _alone(directory, window.id, _language(directory, window.id, spoken), first)
