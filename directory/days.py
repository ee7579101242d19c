"""Many days of a window at once: days that its record cannot tell apart are decided once and look the same.

A record tells days apart by the weekday and its place in the month, by holidays, and by the dates that stand in it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import accumulate, chain

from directory.hours import ONE_DAY, SAME_WINTER, YEAR_END_CORE, YEAR_END_RIM, YEAR_END_SILENT, Span
from directory.model import Directory, Window
from directory.opening import day_spans
from directory.parts import Closure, Schedule
from directory.public_holidays import is_holiday
from directory.scalars import MonthDay, PartialDate

Sort = tuple[int, ...]
# What a record says of itself, not of its days.
SILENT = ("sources", "assured_date")


def many_days(
    directory: Directory, window: Window, first: date, count: int, language: str | None = None
) -> list[tuple[Span, ...]]:
    """Return what `day_spans` says of each of so many days."""
    told = [part for record in _deciding(directory, window) for part in _parts(record)]
    moving = any(isinstance(part, Closure) and part.moves_after_holiday for part in told)
    monthly = any(isinstance(part, Schedule) and (part.bymonthday or part.nth_week) for part in told)
    sorts = _sorts(first, count, monthly=monthly)
    held = _held(_edges(told, first), first, count)
    decided: dict[object, tuple[Span, ...]] = {}
    found = []
    for step, key in enumerate(range(count) if moving else zip(held, held[1:], sorts, strict=False)):
        if key not in decided:
            decided[key] = day_spans(directory, window, first + step * ONE_DAY, language)
        found.append(decided[key])
    return found


@cache
def _sorts(first: date, count: int, *, monthly: bool) -> list[Sort]:
    """Return by what any record could tell days apart: weekday and holiday, perhaps day of the month; the eve's too."""
    days = [(first + step * ONE_DAY, first + (step - 1) * ONE_DAY) for step in range(count)]
    return [
        (day.weekday(), is_holiday(day), is_holiday(eve), *((day.day, eve.day) if monthly else ())) for day, eve in days
    ]


def _held(edges: list[date], first: date, count: int) -> list[int]:
    """Return for the eve and each day how many of the edges have been reached."""
    steps = [0] * (count + 1)
    for edge in edges:
        at = (edge - first).days + 1
        if at <= count:
            steps[max(at, 0)] += 1
    return list(accumulate(steps))


def _deciding(directory: Directory, window: Window) -> Iterator[Window]:
    """Yield a window and those whose hours its own depend on."""
    seen: list[Window] = []
    while window not in seen:
        yield window
        seen.append(window)
        window = directory.window.get(window.hours_depend_on or "", window)


def _parts(part: object) -> Iterator[object]:
    """Yield everything that stands in a record, its schedules and dates among it."""
    if isinstance(part, tuple):
        for inner in part:
            yield from _parts(inner)
    elif isinstance(part, dict):
        yield from _parts(tuple(part.values()))
    elif is_dataclass(part) and not isinstance(part, MonthDay | PartialDate):
        yield part
        for field in fields(part):
            if field.name not in SILENT:
                yield from _parts(getattr(part, field.name))
    elif part is not None:
        yield part


def _edges(told: list[object], first: date) -> list[date]:
    """Return the days from which something that stands in a record begins, or has just ceased, to hold."""
    years_end = [part for part in told if isinstance(part, Closure) and part.kind == "year-end"]
    rims = (YEAR_END_CORE, YEAR_END_RIM) if years_end else (YEAR_END_SILENT,)
    dates = {day for part in (*told, *chain(*rims)) for day in _dates(part, first)}
    winters = {closure.valid_from for closure in years_end if closure.valid_from}
    near = {day + step for day in winters for step in (ONE_DAY - SAME_WINTER, SAME_WINTER)}
    return sorted(dates | {day + ONE_DAY for day in dates} | near)


def _dates(part: object, first: date) -> Iterator[date]:
    if isinstance(part, date):
        yield part
    elif isinstance(part, PartialDate):
        yield from (part.first, part.last)
    elif isinstance(part, MonthDay):
        yield from (part.of(year) for year in range(first.year - 1, first.year + 3))
