"""Many days of a window at once: days that its record cannot tell apart are decided once and look the same.

A record tells days apart by the weekday and its place in the month, by holidays, and by the dates that stand in it; by
those of the eve too if it has hours that pass midnight.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import accumulate, chain, pairwise

from directory.hours import ONE_DAY, SAME_WINTER, YEAR_END_CORE, YEAR_END_RIM, YEAR_END_SILENT, Span, late
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
    passing = any(isinstance(part, Schedule) and late(part) for part in told)
    sorts = _sorts(first, count, _turns(told), monthly=monthly)
    told_apart = [*zip(_held(_edges(told), first, count), sorts, strict=True)]
    decided: dict[object, tuple[Span, ...]] = {}
    found = []
    for step, key in enumerate(range(count) if moving else pairwise(told_apart) if passing else told_apart[1:]):
        if key not in decided:
            decided[key] = day_spans(directory, window, first + step * ONE_DAY, language)
        found.append(decided[key])
    return found


@cache
def _sorts(first: date, count: int, turns: tuple[MonthDay, ...], *, monthly: bool) -> list[int]:
    """Number the eve and each day by weekday, holiday, place in the year, perhaps day of the month."""
    numbers: dict[Sort, int] = {}
    days = (first + step * ONE_DAY for step in range(-1, count))
    sorts = ((day.weekday(), is_holiday(day), _place(day, turns), day.day if monthly else 0) for day in days)
    return [numbers.setdefault(sort, len(numbers)) for sort in sorts]


def _place(day: date, turns: tuple[MonthDay, ...]) -> int:
    """Return where a day stands in the year: before, on, between or after the days that a record names."""
    here = MonthDay(day.month, day.day)
    return bisect_left(turns, here) + bisect_right(turns, here)


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
            if field.name not in SILENT and not isinstance(value := getattr(part, field.name), str):
                yield from _parts(value)
    elif part is not None:
        yield part


def _turns(told: list[object]) -> tuple[MonthDay, ...]:
    """Return the days of every year that a record names, or that its silence about the year's end brings along."""
    years_end = any(isinstance(part, Closure) and part.kind == "year-end" for part in told)
    rims = (YEAR_END_CORE, YEAR_END_RIM) if years_end else (YEAR_END_SILENT,)
    return tuple(sorted({part for part in (*told, *chain(*rims)) if isinstance(part, MonthDay)}))


def _edges(told: list[object]) -> list[date]:
    """Return the days from which something that stands in a record begins, or has just ceased, to hold."""
    dates = {day for part in told for day in _dates(part)}
    winters = {part.valid_from for part in told if isinstance(part, Closure) and part.kind == "year-end"}
    near = {day + step for day in winters if day for step in (ONE_DAY - SAME_WINTER, SAME_WINTER)}
    return sorted(dates | {day + ONE_DAY for day in dates} | near)


def _dates(part: object) -> tuple[date, ...]:
    if isinstance(part, PartialDate):
        return part.first, part.last
    return (part,) if isinstance(part, date) else ()
