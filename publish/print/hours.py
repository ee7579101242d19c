"""Opening hours in a few words for paper: what is sure is printed, what is not is left to the site."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from babel.dates import get_day_names

from directory.model import Window
from directory.parts import Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS
from directory.words import Words, marked

SEE_SITE = marked("受付時間は、サイトで確かめてください")
ALL_DAY, EVERY_DAY = marked("24時間"), marked("毎日")
HOLIDAYS, NOT_ON_HOLIDAYS = marked("祝日"), marked("祝日は休み")
WEEK = WEEKDAYS[:7]
EASY_DAYS = dict(zip(WEEK, ("げつ", "か", "すい", "もく", "きん", "ど", "にち"), strict=True))
MOST_LINES = 3


def lines(window: Window, said: Words) -> list[str]:
    """Return a window's hours for a reader of a language, at most three lines."""
    found = [_line(days, times, said) for days, times in _grouped(_rows(window, said.language.spoken))]
    if not found:
        return [said.say(SEE_SITE).text]
    if _closed_on_holidays(window):
        found.append(said.say(NOT_ON_HOLIDAYS).text)
    return found if len(found) <= MOST_LINES else [*found[: MOST_LINES - 1], said.say(SEE_SITE).text]


def all_day(window: Window, spoken: str) -> bool:
    """Say whether somebody answers at any hour of any day, in a language."""
    return any(_always(days, times) for days, times in _grouped(_rows(window, spoken)))


def _rows(window: Window, spoken: str) -> list[Schedule]:
    """Return the sure rows of a language: its own, or those of all where no language has its own days."""
    rows = [*window.schedules, *(row for phone in window.phones for row in phone.schedules)]
    rows += [row for channel in window.channels if channel.kind == "phone" for row in channel.schedules]
    if spoken not in window.languages:
        spoken = "ja"
    own = [row for row in rows if spoken in row.languages]
    found = own or ([] if _vague(window, spoken) else [row for row in rows if not row.languages])
    return [row for row in found if _simple(row)]


def _simple(row: Schedule) -> bool:
    odd = row.nth_week or row.weeks_per_month or row.bymonthday or row.dates or row.days_unknown or row.planned
    passing = row.valid_from or row.valid_to or row.note
    known = row.opens_at is not None and row.closes_at is not None and row.closes_at <= DAY_MINUTES
    return bool(known and row.byday and not odd and not passing)


def _vague(window: Window, spoken: str) -> bool:
    """Say whether a language has days of its own that the rows do not tell."""
    days = spoken in {*window.languages_by_day, *window.languages_days_per_week}
    return spoken not in ("ja", "ja-easy") and (days or window.language_note is not None)


def _grouped(rows: Iterable[Schedule]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield the days with all their times: a lunch gap is two rows of the same days."""
    for days, same in groupby(sorted(rows, key=_order), key=lambda row: tuple(sorted(row.byday, key=WEEKDAYS.index))):
        yield days, list(dict.fromkeys(f"{_clock(row.opens_at)}–{_clock(row.closes_at)}" for row in same))


def _order(row: Schedule) -> tuple[list[int], int]:
    return sorted(WEEKDAYS.index(day) for day in row.byday), row.opens_at or 0


def _clock(minutes: int | None) -> str:
    return f"{(minutes or 0) // 60}:{(minutes or 0) % 60:02d}"


def _always(days: tuple[str, ...], times: list[str]) -> bool:
    return set(WEEK) <= set(days) and "0:00–24:00" in times


def _line(days: tuple[str, ...], times: list[str], said: Words) -> str:
    if _always(days, times):
        return said.say(ALL_DAY).text
    return f"{_days(days, said)} {', '.join(times)}"


def _days(days: tuple[str, ...], said: Words) -> str:
    if set(WEEK) <= set(days):
        return said.say(EVERY_DAY).text
    parts = [_run(run, said) for run in _runs([WEEKDAYS.index(day) for day in days if day in WEEK])]
    if "祝" in days:
        parts.append(said.say(HOLIDAYS).text)
    return ("・" if said.language.code.startswith("ja") else ", ").join(parts)


def _runs(days: list[int]) -> list[list[int]]:
    """Return days as runs of neighbours: Monday to Friday is one."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run(run: list[int], said: Words) -> str:
    first, last = _day(run[0], said), _day(run[-1], said)
    if len(run) == 1:
        return first
    return f"{first}〜{last}" if said.language.code.startswith("ja") else f"{first}–{last}"


def _day(index: int, said: Words) -> str:
    if said.language.code == "ja-easy":
        return f"{WEEK[index]}《{EASY_DAYS[WEEK[index]]}》"
    return str(get_day_names("abbreviated", locale=said.language.locale)[index])


def _closed_on_holidays(window: Window) -> bool:
    rows = [row for row in window.schedules if _simple(row)]
    closed = any(closure.kind == "public-holidays" for closure in window.closures)
    return closed or (bool(rows) and all(row.holidays == "closed" for row in rows))
