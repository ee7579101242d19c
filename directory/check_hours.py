"""Schedules and closures that contradict themselves."""

from collections.abc import Iterator, Sequence

from directory.complaint import Path
from directory.parts import Closure, Schedule
from directory.scalars import clock_text

Wrong = tuple[Path, str, str]


def rows(schedules: Sequence[Schedule], path: Path) -> Iterator[Wrong]:
    """Yield what is wrong with rows of hours."""
    for index, row in enumerate(schedules):
        yield from _times(row, (*path, index))
        yield from _days(row, (*path, index))
        if row in schedules[:index]:
            yield (*path, index), "同じ時間の行が2回あります", "1つにしてください"


def _times(row: Schedule, path: Path) -> Iterator[Wrong]:
    if (row.opens_at is None) != (row.closes_at is None):
        yield path, "opens_at と closes_at の片方だけがあります", "両方を書くか、両方を消してください（不明）"
    if row.opens_at is None or row.closes_at is None:
        return
    if row.closes_at <= row.opens_at:
        after = clock_text(row.closes_at + 24 * 60)
        cure = f'翌日までなら closes_at: "{after}"'
        yield (*path, "closes_at"), "終わりが始まりより早くなっています", cure
    elif row.last_admission is not None and not row.opens_at < row.last_admission <= row.closes_at:
        yield (*path, "last_admission"), "受付の終わりが、時間の外です", "始まりと終わりの間にしてください"


def _days(row: Schedule, path: Path) -> Iterator[Wrong]:
    said = sum(map(bool, (row.byday, row.bymonthday, row.dates)))
    if said > 1:
        yield path, "byday・bymonthday・dates が一緒にあります", "行を分けてください"
    if not said and not row.days_unknown and not row.weeks_per_month:
        yield (
            path,
            "どの日か書いてありません",
            "byday・bymonthday・dates のどれかか、days_unknown: true を書いてください",
        )
    if any(not 1 <= week <= 5 for week in row.nth_week):
        yield (*path, "nth_week"), "nth_week は 1 から 5 までです", "第1・第3なら [1, 3]"
    if row.nth_week and row.weeks_per_month:
        yield path, "nth_week と weeks_per_month が一緒にあります", "週が分かるなら nth_week だけにしてください"
    if any(not 1 <= day <= 31 for day in row.bymonthday):
        yield (*path, "bymonthday"), "bymonthday は 1 から 31 までです", "毎月10日なら [10]"
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        yield (*path, "valid_to"), "valid_to が valid_from より前です", "2つの日付を見なおしてください"
    if len(set(row.byday)) < len(row.byday):
        yield (*path, "byday"), "同じ曜日が2回あります", "1つにしてください"


def closures(found: Sequence[Closure], path: Path) -> Iterator[Wrong]:
    """Yield what is wrong with closures."""
    for index, closure in enumerate(found):
        here = (*path, index)
        if (closure.starts is None) != (closure.ends is None):
            yield here, "starts と ends の片方だけがあります", "両方を書くか、両方を消してください（不明）"
        if closure.kind == "dates" and not (closure.starts or closure.valid_from):
            yield (
                here,
                "休みの日付がありません",
                "starts と ends（毎年）か valid_from と valid_to（その年だけ）を書いてください",
            )
        if (closure.valid_from is None) != (closure.valid_to is None):
            cure = "両方を書いてください。1日だけの休みなら、同じ日を両方に書きます"
            yield here, "valid_from と valid_to の片方だけがあります", cure
        if closure.kind == "weekly" and not closure.byday:
            yield here, "休みの曜日がありません", "byday: [月] のように書いてください"
        if closure.valid_from and closure.valid_to and closure.valid_to < closure.valid_from:
            yield (*here, "valid_to"), "valid_to が valid_from より前です", "2つの日付を見なおしてください"
        yield from rows(closure.schedules, (*here, "schedules"))
