"""Opening hours as a week table, with holidays and the year's end in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup, escape

from directory.hours import EVERY_DAY, with_holidays
from directory.model import DistributionPoint, Window
from directory.parts import Closure, Phone, Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS, MonthDay
from directory.words import marked
from publish.labels import CHANNELS, NTH
from publish.reader import Reader

WEEK = WEEKDAYS[:7]
NOTHING = Markup()


@dataclass(frozen=True)
class Hours:
    """One cell: its text, the bars (start and length in hours) of the picture under it.

    `languages` are those that these hours are kept to; `short` is the text without their names.
    """

    text: Markup
    bars: tuple[tuple[float, float], ...] = ()
    languages: tuple[str, ...] = ()
    short: Markup = NOTHING


@dataclass(frozen=True)
class Table:
    """The hours of one way to reach a window: caption, then (days, cells)."""

    caption: Markup
    rows: tuple[tuple[Markup, tuple[Hours, ...]], ...]


def tables(window: Window, reader: Reader, today: date) -> tuple[Table, ...]:
    """Return the week tables of a window: its own, its channels', its numbers'."""
    return tuple(
        Table(caption, tuple(_rows(rows, window.closures, reader, today)))
        for caption, rows in _parts(window, reader, today)
        if any(not row.planned for row in rows)
    )


def _parts(window: Window, reader: Reader, today: date) -> Iterator[tuple[Markup, tuple[Schedule, ...]]]:
    yield Markup(), window.schedules
    for channel in window.channels:
        yield reader.t(CHANNELS[channel.kind][0]), channel.schedules
    for phone in window.shown_phones(today):
        yield phone_caption(phone, reader), phone.schedules


def phone_caption(phone: Phone, reader: Reader) -> Markup:
    """Return a number with its label."""
    label = f" {reader.t(phone.label)}" if phone.label else ""
    return Markup(f'<span class="num">{escape(phone.number)}</span>{label}')


def point_table(point: DistributionPoint, reader: Reader, today: date) -> Table:
    """Return the week table of a distribution point."""
    return Table(Markup(), tuple(_rows(point.schedules, point.closures, reader, today)))


def _rows(
    rows: tuple[Schedule, ...], closures: tuple[Closure, ...], reader: Reader, today: date
) -> Iterator[tuple[Markup, tuple[Hours, ...]]]:
    live = tuple(row for row in rows if not row.planned and not (row.valid_to and row.valid_to < today))
    weekly = [row for row in live if row.byday]
    if weekly:
        days = [(day, tuple(row for row in weekly if day in row.byday)) for day in WEEK]
        for same, run in groupby(days, key=lambda pair: pair[1]):
            label = tuple(day for day, _ in run)
            cells = tuple(cell(row, reader) for row in same) or (Hours(reader.t(marked("休み"))),)
            yield reader.weekday("毎日") if len(label) == len(WEEK) else reader.weekdays(label), cells
    for row in live:
        if not row.byday:
            yield _other_days(row, reader, today), (cell(row, reader),)
    if weekly:
        yield reader.weekday("祝"), tuple(_holidays(weekly, closures, reader))
        yield reader.weekday("年末年始"), tuple(_year_end(weekly, closures, reader))


def _other_days(row: Schedule, reader: Reader, today: date) -> Markup:
    if row.bymonthday and reader.easy:
        return reader.fact("・".join(f"毎月{day}日" for day in row.bymonthday))
    if row.bymonthday:
        return reader.t(marked("毎月{day}日"), day="・".join(str(day) for day in row.bymonthday))
    if row.dates:
        coming = [reader.date(day) for day in row.dates if day >= today]
        return Markup("<br>").join(coming) or reader.t(marked("日は終わりました"))
    return reader.t(marked("曜日は分かりません"))


def cell(row: Schedule, reader: Reader) -> Hours:
    """Return one row's hours in words: which weeks, from when to when, last admission, note."""
    words = [NTH[n] for n in row.nth_week]
    parts = [Markup("・").join(reader.t(word) for word in words)] if words else []
    if row.weeks_per_month:
        parts.append(reader.t(marked("月に{count}回（どの週か分かりません）"), count=row.weeks_per_month))
    parts.append(_times(row, reader))
    if row.last_admission is not None:
        parts.append(reader.t(marked("受付は{time}まで")).format(time=reader.clock(row.last_admission)))
    note = [reader.t(row.note)] if row.note else []
    spoken = [reader.aside(reader.languages(row.languages))] if row.languages else []
    text, short = Markup(" ").join([*parts, *spoken, *note]), Markup(" ").join([*parts, *note])
    return Hours(text, _bars(row), row.languages, short)


def _times(row: Schedule, reader: Reader) -> Markup:
    if row.opens_at is None or row.closes_at is None:
        return reader.t(marked("時刻は分かりません"))
    return reader.hours(row.opens_at, row.closes_at)


def _bars(row: Schedule) -> tuple[tuple[float, float], ...]:
    if row.opens_at is None or row.closes_at is None:
        return ()
    return ((row.opens_at / 60, (min(row.closes_at, DAY_MINUTES) - row.opens_at) / 60),)


def _holidays(rows: list[Schedule], closures: tuple[Closure, ...], reader: Reader) -> Iterator[Hours]:
    named = [row for row in with_holidays(tuple(rows)) if "祝" in row.byday]
    if named:
        yield from (cell(row, reader) for row in named)
    elif any(row.holidays in ("closed", "as-weekend") for row in rows) or any(
        c.kind == "public-holidays" for c in closures
    ):
        yield Hours(reader.t(marked("休み")))
    elif all(row.holidays == "open" or set(row.byday) >= EVERY_DAY for row in rows):
        yield Hours(reader.t(marked("同じ時間")))
    else:
        yield Hours(reader.t(marked("分かりません")))


def _year_end(rows: list[Schedule], closures: tuple[Closure, ...], reader: Reader) -> Iterator[Hours]:
    found = [closure for closure in closures if closure.kind == "year-end"]
    for closure in found:
        when = _year_end_dates(closure, reader)
        if closure.schedules:
            yield from (Hours(when + " " + cell(row, reader).text) for row in closure.schedules)
        else:
            yield Hours(reader.t(marked("休み")) + " " + when)
    if not found:
        always = all(row.holidays == "open" or set(row.byday) >= EVERY_DAY for row in rows)
        yield Hours(reader.t(marked("同じ時間")) if always else reader.t(marked("分かりません")))


def _year_end_dates(closure: Closure, reader: Reader) -> Markup:
    if closure.starts is None or closure.ends is None:
        return reader.t(marked("（日付は分かりません）"))
    return reader.span(_month_day(closure.starts, reader), _month_day(closure.ends, reader))


def _month_day(day: MonthDay, reader: Reader) -> Markup:
    if reader.easy:
        return reader.fact(f"{day.month}月{day.day}日")  # how a day is read depends on the day
    return reader.t(marked("{month}月{day}日"), month=day.month, day=day.day)


def in_short(tables: tuple[Table, ...], reader: Reader) -> Markup:
    """Return a window's hours in one line, for lists: the first table's first rows, in the reader's language."""
    first = tables[0] if tables else Table(Markup(), ())
    rows = [(days, _hers(cells, first, reader)) for days, cells in first.rows]
    told = [(days, cells) for days, cells in rows if cells][:2]
    parts = [f"{days} {'・'.join(c.short for c in cells)}" for days, cells in told if cells[0].bars]
    if not parts:
        return reader.t(marked("時間は分かりません"))
    return Markup((f"{first.caption} " if first.caption else "") + reader.comma.join(parts))


def _hers(cells: tuple[Hours, ...], table: Table, reader: Reader) -> list[Hours]:
    """Return the hours kept to the reader's language where the table has any, else those kept to none."""
    spoken = reader.language.spoken
    own = any(spoken in cell.languages for _, row in table.rows for cell in row)
    return [cell for cell in cells if (spoken in cell.languages if own else not cell.languages)]
