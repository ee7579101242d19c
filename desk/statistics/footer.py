"""What stands under every table, on the page, in every file and on paper: how it was counted, and which version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desk.statistics.table import Table
from desk.statistics.versions import Change, Edition

MOST = 12  # corrections that are listed one by one


@dataclass(frozen=True)
class Context:
    """What a footer says besides its table: the span, the editions given out so far, and when this was counted."""

    span: tuple[datetime, datetime]
    editions: Sequence[Edition]
    at: datetime


Line = tuple[str, str]


def lines(table: Table, context: Context) -> list[Line]:
    """Return the footer of a table as labels and sentences."""
    notes = [("注", note) for note in table.notes]
    found = [("期間", _span(context)), ("単位", table.unit), ("母数", table.base), ("数え方", table.rule), *notes]
    return [*found, ("版", _edition(context)), *_corrections(context.editions)]


def _span(context: Context) -> str:
    start, end = context.span
    if start <= context.at < end:
        return f"{_day(start)}から{_day(context.at)}まで（途中）"
    return f"{_day(start)}から{_day(end - timedelta(days=1))}まで"


def _edition(context: Context) -> str:
    counted = f"{_day(context.at)} {context.at.hour}:{context.at.minute:02} に数えた"
    if not context.editions:
        return f"まだ外に出していない（{counted}）"
    last = context.editions[-1]
    return f"第{last.number}版 {_day(last.at)}（{counted}）"


def _corrections(editions: Sequence[Edition]) -> list[Line]:
    return [
        ("訂正", f"第{one.number}版（{_day(one.at)}）で直したところ: {_changes(one.changes)}") for one in editions[1:]
    ]


def _changes(changes: Sequence[Change]) -> str:
    said = "、".join(f"{one.row}・{one.column} {one.before} → {one.after}" for one in changes[:MOST])
    return said if len(changes) <= MOST else f"{said} ほか{len(changes) - MOST}か所"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
