"""Which tables are also drawn, and what of them: figures by their labels, last year's beside them, and a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desk.statistics.table import Cell, Row, Table, shown

Shape = Literal["columns", "bars", "heat"]
Value = int | None  # None: hidden in the published copy, or not known
SOME_HIDDEN = "x の数は示していません。"


@dataclass(frozen=True)
class Chart:
    """A picture of a table: for each label its figures, one for each part; `ghost` is the year before.

    `unknown` is the sign of a figure that is not told.
    """

    id: str
    shape: Shape
    title: str
    says: str
    labels: tuple[str, ...]
    parts: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    ghost: tuple[Value, ...] = ()
    unknown: str = "x"


def chart(table: Table, before: Table | None = None) -> Chart | None:
    """Return the picture of a table, if people would rather look at it than read it; `before` is last year's."""
    draw = DRAWN.get(table.id)
    return draw(table, before) if draw and any(_values(_body(table), range(len(table.columns)))) else None


def _months(table: Table, before: Table | None) -> Chart:
    now = _column(table, "計")
    then = _column(before, "計") if before and _labels(_body(before)) == _labels(_body(table)) else ()
    ghost = then if any(then) else ()
    says = f"{_most(table, now)}{'。線は前年度。' if ghost else '。'}"
    return Chart("T1", "columns", "相談の件数", says, _labels(_body(table)), ("件数",), tuple((n,) for n in now), ghost)


def _years(table: Table, _: Table | None) -> Chart | None:
    kept = replace(table, rows=tuple(row for row in table.rows if row.cells[0] is not None))
    if len(kept.rows) < 2:
        return None
    now = _column(kept, "延べ件数")
    labels = _labels(kept.rows)
    return Chart("Y1", "columns", "延べ件数", f"{_most(kept, now)}。", labels, ("件数",), tuple((n,) for n in now))


def _issues(table: Table, _: Table | None) -> Chart:
    then = _column(table, "前年度")
    made = _bars("T2", table, ("件数",), "主訴")
    says = f"{made.says}たて線は前年度。" if any(then) else made.says
    return Chart(made.id, "bars", made.title, says, made.labels, made.parts, made.values, then if any(then) else ())


def _bars(t: str, table: Table, parts: Sequence[str], title: str, rows: Sequence[Row] | None = None) -> Chart:
    body = _body(table) if rows is None else rows
    at = [table.columns.index(part) for part in parts]
    values = tuple(tuple(_value(row.cells[n]) for n in at) for row in body)
    sums = [sum(filter(None, row)) for row in values]
    most = f"最も多いのは{_plain(body[sums.index(max(sums))].label)}。"
    says = SOME_HIDDEN if any(None in row for row in values) else most
    return Chart(t, "bars", title, says, tuple(_plain(row.label) for row in body), tuple(parts), values)


def _simple(t: str, part: str, title: str) -> Callable[[Table, Table | None], Chart]:
    return lambda table, _: _bars(t, table, (part,), title)


def _routes(table: Table, _: Table | None) -> Chart:
    groups = [row for row in table.rows if row.label.endswith("（小計）")]
    made = _bars("T8", table, ("初回", "2回目以上", "不明"), "知った経路", groups)
    return made if made.says != SOME_HIDDEN else _bars("T8", table, ("計",), "知った経路", groups)


def _week(table: Table, _: Table | None) -> Chart:
    columns = table.columns[:-1]
    values = tuple(tuple(_value(cell) for cell in row.cells[:-1]) for row in _body(table))
    says = "色のはっきりしたところほど多い。" + (SOME_HIDDEN if any(None in row for row in values) else "")
    hours = tuple(column.removesuffix("時") if "〜" in column else column.replace("以降", "〜") for column in columns)
    return Chart("T7", "heat", "曜日と時間帯", says, _labels(_body(table)), hours, values)


def _ladder(table: Table, _: Table | None) -> Chart:
    steps = tuple((_value(cell),) for cell in table.rows[0].cells[:6])
    says = "市の就労支援（KPI4）への紹介が、どの段まで進んだか。"
    return Chart("T11", "bars", "つながりの段", says, table.columns[:6], ("人",), steps)


DRAWN: Mapping[str, Callable[[Table, Table | None], Chart | None]] = {
    "Y1": _years,
    "T1": _months,
    "T2": _issues,
    "T3": _simple("T3", "計", "年代"),
    "T6": _simple("T6", "件数", "対応"),
    "T7": _week,
    "T8": _routes,
    "T9": _simple("T9", "件数", "住まい"),
    "T10": _simple("T10", "計", "長さ"),
    "T11": _ladder,
}


def _body(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind in ("row", "sub")] if table.id != "T8" else list(table.rows)


def _labels(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(row.label for row in rows)


def _plain(label: str) -> str:
    return label.removesuffix("（小計）")


def _column(table: Table, name: str) -> tuple[Value, ...]:
    return tuple(_value(row.cells[table.columns.index(name)]) for row in _body(table))


def _values(rows: Sequence[Row], columns: range) -> list[Value]:
    return [_value(row.cells[n]) for row in rows for n in columns if n < len(row.cells)]


def _value(cell: Cell) -> Value:
    return cell if isinstance(cell, int) else None


def _most(table: Table, values: Sequence[Value]) -> str:
    if None in values:
        return SOME_HIDDEN.removesuffix("。")
    known = [(value, row.label) for value, row in zip(values, _body(table), strict=True) if value is not None]
    most, least = max(known), min(known)
    return f"最も多いのは{most[1]}の{shown(most[0])}件、少ないのは{least[1]}の{shown(least[0])}件"
