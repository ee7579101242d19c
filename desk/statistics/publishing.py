"""Copies for the public: a year's tables together, since what one hides another could give back.

Where too much of a table would be hidden it is given in fewer classes; where even that is not enough it is left out,
and says why. What is reckoned from a hidden count is hidden with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from desk.accounts import Refused
from desk.statistics import suppression
from desk.statistics.book import Book
from desk.statistics.sums import Ref, blocks, cells
from desk.statistics.suppression import LEAST, Unsafe
from desk.statistics.table import Cell, Row, Table

HIDDEN = "x"
RULE = f"1〜{LEAST - 1}の数と、引き算でそれが分かる数を x にしています"
FEWER = "小さい数が多いため、区分をまとめています"
TOO_FEW = f"1年の相談が{LEAST}件に足りないため、公開用の表を作れません。前の年度と合わせた報告を考えてください。"
LEFT_OUT = "小さい数を隠しきれないため、この表は公開用にできません。年度を合わせるか、文章で書いてください。"
# A table of which a larger part would be hidden is given in fewer classes, if there are such.
MUCH = 0.25
Tables = dict[str, Table]


@dataclass(frozen=True)
class Published:
    """A year's tables as the public may have them; `left_out` are those that nobody may, with the reason."""

    tables: Mapping[str, Table]
    left_out: Mapping[str, str]


def publish(book: Book, before: Book | None = None) -> Published:
    """Return a year's copies; `before` is the year whose figures stand beside its own in T2."""
    if book.contacts < LEAST:
        raise Refused(TOO_FEW)
    tables, hidden = _safe(tuple(book.tables.values()), tuple(book.coarser.values()))
    earlier = _hidden_issues(before) if before else frozenset()
    shown = {name: _masked(table, hidden) for name, table in tables.items()}
    for name in shown.keys() & book.coarser.keys():
        if tables[name] is not book.tables[name]:
            shown[name] = replace(shown[name], notes=(*shown[name].notes, FEWER))
    if "T2" in shown:
        shown["T2"] = _without_earlier(shown["T2"], earlier)
    return Published(shown, {name: LEFT_OUT for name in book.tables if name not in shown})


@lru_cache(maxsize=16)
def _safe(whole: tuple[Table, ...], fewer: tuple[Table, ...]) -> tuple[Tables, frozenset[Ref]]:
    """Return tables that can be published together, and what must be hidden in them."""
    tables = {table.id: table for table in whole}
    coarser = {table.id: table for table in fewer}
    tables |= {name: coarser.pop(name) for name in list(coarser) if _loss(tables[name]) > MUCH}
    while True:
        try:
            hidden = suppression.hide({name: _alone(table) for name, table in tables.items()})
        except Unsafe as why:
            if why.table in coarser:
                tables[why.table] = coarser.pop(why.table)
            else:
                del tables[why.table]
            continue
        if not (much := [name for name in coarser.keys() & tables.keys() if _loss(tables[name], hidden) > MUCH]):
            return tables, hidden
        tables |= {name: coarser.pop(name) for name in much}


def _alone(table: Table) -> Table:
    """Return a table without the figures of another year."""
    return replace(table, counts=(0,)) if table.id == "T2" else table


def _loss(table: Table, hidden: frozenset[Ref] = frozenset()) -> float:
    """Return which part of a table's cells is hidden; of none that are named, those that are small by themselves."""
    some = {ref: value for ref, value in cells({table.id: _alone(table)}).items() if value}
    return sum(ref in hidden or value < LEAST for ref, value in some.items()) / max(1, len(some))


def _hidden_issues(book: Book) -> frozenset[str]:
    """Return the headings of T2 that a year's own copies hide: all of them where it has none."""
    rows = book.tables["T2"].rows
    if book.contacts >= LEAST:
        tables, hidden = _safe(tuple(book.tables.values()), tuple(book.coarser.values()))
        if "T2" in tables:
            return frozenset(row.label for n, row in enumerate(rows) if ("T2", n, 0) in hidden)
    return frozenset(row.label for row in rows)


def _without_earlier(table: Table, hidden: frozenset[str]) -> Table:
    gone = [row.label in hidden and row.cells[2] is not None for row in table.rows]
    rows = (
        replace(row, cells=(*row.cells[:2], HIDDEN, HIDDEN)) if g else row
        for row, g in zip(table.rows, gone, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _masked(table: Table, hidden: frozenset[Ref]) -> Table:
    """Return a table without its hidden cells and without what is reckoned from them."""
    gone = {(n, column) for t, n, column in hidden if t == table.id}
    rows = [_row(table, n, gone) for n in range(len(table.rows))]
    if table.id == "T10" and any(column == 3 for _, column in gone):  # a mean of all would tell how many were long
        rows = [replace(row, cells=(*row.cells[:4], HIDDEN, HIDDEN)) for row in rows]
    if table.id == "T12":
        rows = _without_known(table, rows, gone)
    base = table.base.partition("（")[0]
    shown = replace(table, rows=tuple(rows), base=HIDDEN if _total_gone(table, gone) else base)
    shown = replace(shown, notes=(*shown.notes, RULE)) if gone else shown
    return _without_reasons(shown) if table.id == "T11" else shown


def _row(table: Table, number: int, gone: set[tuple[int, int]]) -> Row:
    row = table.rows[number]
    if row.kind == "note":  # shares of the row of sums
        total = max((n for n, other in enumerate(table.rows) if other.kind == "sum"), default=0)
        return replace(row, cells=tuple(HIDDEN if (total, n) in gone else cell for n, cell in enumerate(row.cells)))
    basis = table.basis or table.counts[-1:]
    lost = any((number, column) in gone for column in basis)

    def shown(column: int, cell: Cell) -> Cell:
        return HIDDEN if (number, column) in gone or (lost and column not in table.counts) else cell

    return replace(row, cells=tuple(shown(n, cell) for n, cell in enumerate(row.cells)))


def _without_known(table: Table, rows: list[Row], gone: set[tuple[int, int]]) -> list[Row]:
    """Take out the shares of those who answered, in blocks where how many did not is hidden."""
    for below in blocks(table).values():
        if any((n, 0) in gone and table.rows[n].cells[2] is None for n in below):
            for n in below:
                rows[n] = replace(rows[n], cells=(*rows[n].cells[:2], HIDDEN if rows[n].cells[2] is not None else None))
    return rows


def _total_gone(table: Table, gone: set[tuple[int, int]]) -> bool:
    """Whether the total that a table's base tells is hidden."""
    sums = [n for n, row in enumerate(table.rows) if row.kind == "sum"]
    at = {"T4": 0, "T4b": 0, "T12": 0}.get(table.id, sums[-1] if sums else 0)
    return (at, table.counts[-1 if table.id != "T8" else 3]) in gone and table.id not in ("T2b", "T6", "T11")


def _without_reasons(table: Table) -> Table:
    """Take out why people stopped: of few persons that is told by one word."""
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in table.rows)
    return replace(table, columns=table.columns[:-1], rows=rows)
