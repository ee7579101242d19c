"""Which hours hold on which day: three-valued, because a source that says nothing about holidays is not "closed".

A day is cut into spans of minutes after midnight, each `open` or `unknown`; what no span covers is closed. A row that
passes midnight belongs to the day it begins on and spills into the next. Times are Japan's, which has no summer time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from directory.parts import Closure, Schedule, Season
from directory.public_holidays import is_holiday
from directory.scalars import DAY_MINUTES, WEEKDAYS, MonthDay

Certainty = Literal["open", "unknown"]
Why = Literal[
    "open", "outside-hours", "not-today", "after-last-admission", "public-holiday", "year-end", "closure",
    "hours-unknown", "days-unknown", "weeks-unknown", "holiday-unknown", "year-end-unknown", "times-unknown",
    "year-end-rim", "language-days-unknown", "depends-on", "season", "not-yet", "ended",
]  # fmt: skip
ONE_DAY = timedelta(days=1)
EVERY_DAY = frozenset(WEEKDAYS[:7])
# 「年末年始」 without dates: 31 December to 3 January are in it by any reading, the days around them by some.
YEAR_END_CORE = (MonthDay(12, 31), MonthDay(1, 3))
YEAR_END_RIM = (MonthDay(12, 28), MonthDay(1, 4))
# A source that does not mention the year's end at all: public offices close on these days (行政機関の休日に関する法律).
YEAR_END_SILENT = (MonthDay(12, 29), MonthDay(1, 3))
# A row for at most two weeks was written with these very days in view, the year's end among them.
SHORT = timedelta(days=14)
# A year-end closure that names the dates of one winter says nothing of the next.
SAME_WINTER = timedelta(days=60)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one day, in minutes after midnight (end up to 36:00 before spilling), and why it is so."""

    start: int
    end: int
    state: Certainty
    why: Why


@dataclass(frozen=True)
class Line:
    """What answers by one set of hours: a window, one of its channels, or one of its numbers.

    `speaks` are the weekdays of the language asked for (None: all), `doubt` a reason that makes every hour unknown.
    """

    schedules: tuple[Schedule, ...]
    closures: tuple[Closure, ...] = ()
    speaks: frozenset[str] | None = None
    doubt: Why | None = None


def spans(line: Line, day: date) -> tuple[Span, ...]:
    """Return the spans of a day in order, without overlap, with what spills over from the day before."""
    today = [span for span in _beginning(line, day) if span.start < DAY_MINUTES]
    spilled = [
        Span(0, span.end - DAY_MINUTES, span.state, span.why)
        for span in (_beginning(line, day - ONE_DAY) if _passes_midnight(line) else ())
        if span.end > DAY_MINUTES
    ]
    cut = [Span(s.start, min(s.end, DAY_MINUTES), s.state, s.why) for s in today]
    return flatten(spilled + cut)


def _passes_midnight(line: Line) -> bool:
    rows = (*line.schedules, *(row for closure in line.closures for row in closure.schedules))
    return any(late(row) for row in rows)


def late(row: Schedule) -> bool:
    """Say whether a row passes midnight."""
    return row.closes_at is not None and row.closes_at > DAY_MINUTES


def flatten(rows: Iterable[Span]) -> tuple[Span, ...]:
    """Merge overlapping spans; where both are said, `open` wins over `unknown`."""
    rows = list(rows)
    if len(rows) == 1:
        return tuple(rows)
    edges = sorted({edge for span in rows for edge in (span.start, span.end)})
    merged: list[Span] = []
    for start, end in pairwise(edges):
        over = sorted((s for s in rows if s.start <= start and s.end >= end), key=lambda s: s.state)
        if not over:
            continue
        state, why = over[0].state, over[0].why
        joins = merged and (merged[-1].end, merged[-1].state, merged[-1].why) == (start, state, why)
        merged.append(Span(merged.pop().start if joins else start, end, state, why))
    return tuple(merged)


def _beginning(line: Line, day: date) -> Iterator[Span]:
    if line.speaks is not None and WEEKDAYS[day.weekday()] not in line.speaks:
        return
    for row, verdict in verdicts(line, day):
        if verdict not in CLOSED:
            yield _span(row, line.doubt or verdict)


def _span(row: Schedule, verdict: Why) -> Span:
    if row.opens_at is None or row.closes_at is None:
        return Span(row.opens_at or 0, DAY_MINUTES, "unknown", "times-unknown")
    end = row.closes_at if row.last_admission is None else min(row.last_admission, row.closes_at)
    return Span(row.opens_at, end, "open" if verdict == "open" else "unknown", verdict)


CLOSED = {"not-today", "public-holiday", "year-end", "closure"}


def verdicts(line: Line, day: date) -> Iterator[tuple[Schedule, Why]]:
    """Yield each row with the reason why it holds, does not hold, or may hold on the day it would begin."""
    for row in with_holidays(line.schedules):
        yield row, _verdict(row, line, day)
    for closure in line.closures:
        if closure.schedules and _covers(closure, day):
            yield from ((row, _falls_on(row, day)) for row in closure.schedules)


def with_holidays(rows: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    """「祝日は土日の時間」 where no row names 祝: the rows of Sunday (else of Saturday) are the holidays' too."""
    if not any(row.holidays == "as-weekend" for row in rows) or any("祝" in row.byday for row in rows):
        return rows
    rest = "日" if any("日" in row.byday for row in rows) else "土"
    return tuple(replace(row, byday=(*row.byday, "祝")) if rest in row.byday else row for row in rows)


def _verdict(row: Schedule, line: Line, day: date) -> Why:
    """Say why a row holds or not; a closure that is sure goes before a doubt."""
    falls = _falls_on(row, day)
    if falls == "not-today" or row.dates:
        return falls
    found = (_dated_closure(line, day), _holiday(row, line, day), _year_end(row, line, day))
    reasons = [reason for reason in found if reason is not None]
    return next((reason for reason in reasons if reason in CLOSED), reasons[0] if reasons else falls)


def in_season(season: Season, day: date) -> bool:
    """Say whether a day is one of those for which the source speaks of other hours."""
    yearly = bool(season.starts and season.ends and within(day, season.starts, season.ends))
    return yearly or bool(season.valid_from and season.valid_to and season.valid_from <= day <= season.valid_to)


def in_force(row: Schedule, day: date) -> bool:
    """Say whether a row speaks of a day at all: not planned, within its dates, a list of dates not yet used up."""
    late = row.valid_to is not None and day > row.valid_to
    early = row.valid_from is not None and day < row.valid_from
    return not (row.planned or early or late or (row.dates and day > max(row.dates)))


def _falls_on(row: Schedule, day: date) -> Why:
    """Say whether the row's days contain this day, holidays and closures left aside."""
    if not in_force(row, day):
        return "not-today"
    if row.dates or row.bymonthday:
        return "open" if day in row.dates or day.day in row.bymonthday else "not-today"
    if "祝" in row.byday and is_holiday(day):
        return "open"
    if row.days_unknown or not row.byday:
        return "weeks-unknown" if row.weeks_per_month and not row.byday else "days-unknown"
    if WEEKDAYS[day.weekday()] not in row.byday:
        return "not-today"
    if row.nth_week and (day.day - 1) // 7 + 1 not in row.nth_week:
        return "not-today"
    return "weeks-unknown" if row.weeks_per_month else "open"


def _holiday(row: Schedule, line: Line, day: date) -> Why | None:
    """Say what a national holiday does to a row; 「毎日」 (all seven days) includes holidays unless denied."""
    if not is_holiday(day) or "祝" in row.byday or row.holidays == "open":
        return None
    if row.holidays == "as-weekend":
        return "not-today"
    if row.holidays is not None or any(c.kind == "public-holidays" for c in line.closures):
        return "public-holiday"
    return None if set(row.byday) >= EVERY_DAY or row.bymonthday else "holiday-unknown"


def _year_end(row: Schedule, line: Line, day: date) -> Why | None:
    closures = [c for c in line.closures if c.kind == "year-end"]
    if not closures:
        return "year-end-unknown" if within(day, *YEAR_END_SILENT) and not _runs_on(row, line) else None
    inside = [c for c in closures if _covers(c, day)]
    if inside:
        contested = any(_overlap(inside[0], c) for c in closures if c not in inside)
        return "year-end-rim" if contested else "year-end"
    return "year-end-rim" if within(day, *YEAR_END_RIM) and any(_vague(c, day) for c in closures) else None


def _runs_on(row: Schedule, line: Line) -> bool:
    """Say whether a row holds over a year's end that its source does not mention: 「毎日」, unless a weekday is off."""
    daily = set(row.byday) >= EVERY_DAY and not any(c.kind == "weekly" for c in line.closures)
    short = row.valid_from and row.valid_to and row.valid_to - row.valid_from <= SHORT
    return daily or row.holidays == "open" or bool(short)


def _vague(closure: Closure, day: date) -> bool:
    """Say whether a year-end closure leaves its dates open in the winter of this day."""
    this_winter = closure.valid_from is not None and abs(closure.valid_from - day) < SAME_WINTER
    return closure.starts is None and not this_winter


def _overlap(one: Closure, other: Closure) -> bool:
    """Two closures of every year that overlap without being the same: sources that disagree on the days at the rim."""
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return False
    return _between(one.starts, other.starts, other.ends) or _between(other.starts, one.starts, one.ends)


def _dated_closure(line: Line, day: date) -> Why | None:
    special = ("public-holidays", "year-end")
    return "closure" if any(_closed_by(c, day) for c in line.closures if c.kind not in special) else None


def _covers(closure: Closure, day: date) -> bool:
    """Say whether a closure surely covers a day, by its dates or by what its kind means."""
    if closure.kind == "public-holidays":
        return is_holiday(day)
    core = closure.kind == "year-end" and within(day, *YEAR_END_CORE) and _vague(closure, day)
    return core or _closed_by(closure, day)


def _closed_by(closure: Closure, day: date) -> bool:
    """Say whether a closure's weekdays and dates hold a day; one that names neither closes nothing."""
    if closure.byday and not _weekly(closure, day):
        return False
    if closure.starts and closure.ends and within(day, closure.starts, closure.ends):
        return True
    if closure.valid_from:
        return closure.valid_from <= day <= (closure.valid_to or closure.valid_from)
    return bool(closure.byday) and closure.starts is None


def _weekly(closure: Closure, day: date) -> bool:
    """「月曜休館（祝日の場合は翌日）」: the day moves past holidays to the next working day."""
    if not closure.moves_after_holiday:
        return WEEKDAYS[day.weekday()] in closure.byday
    if is_holiday(day):
        return False
    before = day
    while WEEKDAYS[before.weekday()] not in closure.byday:
        before -= ONE_DAY
        if not is_holiday(before):
            return False
    return True


def within(day: date, first: MonthDay, last: MonthDay) -> bool:
    """Say whether a day lies between two days of the year; 12-29 to 01-03 passes the year's end."""
    return _between(MonthDay(day.month, day.day), first, last)


def _between(here: MonthDay, first: MonthDay, last: MonthDay) -> bool:
    return first <= here <= last if first <= last else here >= first or here <= last
