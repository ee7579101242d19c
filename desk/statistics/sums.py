"""What adds up to what: every sum that a reader of the published tables can set up, within a table and between them.

A cell is named by its table, row and column. `Sum(parts, whole)` says that the parts make the whole; with `equal=False`
they make at most that. Whoever adds a table adds its sums here; without them its small cells are not safe.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desk import codes
from desk.statistics.table import Table

Ref = tuple[str, int, int]
Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Sum:
    """Some cells that make others up; `spare` is how much the whole may be short of."""

    parts: tuple[Ref, ...]
    whole: tuple[Ref, ...]
    equal: bool = True
    spare: int = 0


# Columns that add up to another, and columns that are part of another, in every row of counts.
ACROSS = {
    "T1": ((0, 1, 2, 3, 4, 5), 6),
    "T3": (tuple(range(9)), 9),
    "T7": ((0, 1, 2, 3, 4, 5), 6),
    "T8": ((0, 1, 2), 3),
    "T10": ((0, 1, 2), 3),
}
PART_OF = {
    "T1": ((7, 6), (8, 6)),
    "T8": ((4, 3),),
    "T11": ((1, 0), (2, 1), (3, 2), (4, 3), (5, 4)),
}
# Rows that add up to the row below them, in every column of counts.
DOWN = ("T1", "T2", "T3", "T5", "T7", "T9", "T10")
# Blocks of one answer each, whose rows add up to the first row; in all others answers overlap.
ONE_ANSWER = {"T4": ("年齢", "方法", "相手との関係"), "T12": ("配偶関係", "働き方")}


def sums(tables: Tables) -> list[Sum]:
    """Return every sum over the tables of a year; a table that is not there takes its sums with it."""
    within = [found for table in tables.values() for found in (*_across(table), *_down(table), *_blocks(table))]
    return [*within, *_routes(tables), *_languages(tables), *_steps(tables), *_between(tables)]


def is_count(table: Table, row: int, column: int) -> bool:
    """Whether a cell is a count of contacts or persons."""
    return column in table.counts and table.rows[row].kind != "note" and isinstance(table.rows[row].cells[column], int)


def blocks(table: Table) -> dict[str, list[int]]:
    """Return the rows below each heading."""
    found: dict[str, list[int]] = {}
    heading = ""
    for n, row in enumerate(table.rows):
        if row.kind in ("note", "sum"):
            heading = row.label
        elif row.kind == "sub":
            found.setdefault(heading, []).append(n)
    return found


def _rows(table: Table, *kinds: str) -> list[int]:
    return [n for n, row in enumerate(table.rows) if row.kind in kinds]


def _across(table: Table) -> Iterator[Sum]:
    t = table.id
    for n in _rows(table, "row", "sub", "sum", "aside"):
        if t in ACROSS:
            parts, whole = ACROSS[t]
            yield Sum(tuple((t, n, column) for column in parts), ((t, n, whole),))
        for part, whole in PART_OF.get(t, ()):
            yield Sum(((t, n, part),), ((t, n, whole),), equal=False)


def _down(table: Table) -> Iterator[Sum]:
    if table.id in DOWN:
        body, total = _rows(table, "row"), _rows(table, "sum")[-1]
        for column in table.counts:
            yield Sum(tuple((table.id, n, column) for n in body), ((table.id, total, column),))


def _blocks(table: Table) -> Iterator[Sum]:
    """T4 and T12: each block is of the persons or contacts of the first row."""
    if table.id not in ("T4", "T12"):
        return
    whole = ((table.id, 0, 0),)
    for heading, rows in blocks(table).items():
        cells = [(table.id, n, 0) for n in rows]
        if heading in ONE_ANSWER[table.id]:
            yield Sum(tuple(cells), whole)
        else:
            yield from (Sum((cell,), whole, equal=False) for cell in cells)
            if table.id == "T12":  # whoever said nothing is in the block as well
                yield Sum(whole, tuple(cells), equal=False)


def _routes(tables: Tables) -> Iterator[Sum]:
    """T8: routes make a group, groups make those asked, and with those not asked all contacts."""
    if (table := tables.get("T8")) is None:
        return
    total = next(n for n, row in enumerate(table.rows) if row.label == "計")
    groups, below = [n for n in _rows(table, "sum", "row") if n != total], blocks(table)
    for column in table.counts:
        yield Sum(tuple(("T8", n, column) for n in groups), (("T8", total, column),))
        for n in groups:
            if rows := below.get(table.rows[n].label):
                yield Sum(tuple(("T8", row, column) for row in rows), (("T8", n, column),))
    if "T1" in tables:
        for column, other in ((0, 7), (3, 6)):
            parts = tuple(("T8", n, column) for n in (total, *_rows(table, "aside")))
            yield Sum(parts, _total(tables, "T1", other))


def _languages(tables: Tables) -> Iterator[Sum]:
    """T4b: languages are one each, needs overlap."""
    if (table := tables.get("T4b")) is None:
        return
    below = blocks(table)
    spoken, needing = (
        next(n for n, row in enumerate(table.rows) if row.label.startswith(s)) for s in ("日本語", "配慮")
    )
    yield Sum(tuple(("T4b", n, 0) for n in below[table.rows[spoken].label]), (("T4b", spoken, 0),))
    needs = tuple(("T4b", n, 0) for n in below[table.rows[needing].label])
    yield Sum((("T4b", needing, 0),), needs, equal=False)
    yield from (Sum((need,), (("T4b", needing, 0),), equal=False) for need in needs)
    yield from (Sum((("T4b", n, 0),), (("T4b", 0, 0),), equal=False) for n in (spoken, needing))


def _steps(tables: Tables) -> Iterator[Sum]:
    """T11: who was sent to several of the city's places is one of the city's."""
    if (table := tables.get("T11")) is None or not (members := _rows(table, "sub")):
        return
    for column in table.counts:
        parts = tuple(("T11", n, column) for n in members)
        yield Sum((("T11", 0, column),), parts, equal=False)
        yield from (Sum((part,), (("T11", 0, column),), equal=False) for part in parts)


def _between(tables: Tables) -> Iterator[Sum]:
    """What one table says of another."""
    if {"T1", "T10"} <= tables.keys():
        for ways, column in (((0, 1, 2), 0), ((3,), 1), ((4, 5), 2)):
            yield Sum(tuple(ref for way in ways for ref in _total(tables, "T1", way)), _total(tables, "T10", column))
    if {"T2", "T3"} <= tables.keys():
        for n, heading in enumerate(codes.BIG9):
            yield Sum(_at(tables["T2"], heading), _total(tables, "T3", n))
    if {"T1", "T4"} <= tables.keys():
        yield Sum((("T4", 0, 0),), _total(tables, "T1", 8), equal=False)
        for label, ways in (("電話", (0, 1, 2)), ("来所", (3,)), ("その他", (4, 5))):
            whole = tuple(ref for way in ways for ref in _total(tables, "T1", way))
            yield Sum(_at(tables["T4"], label, "方法"), whole, equal=False)
    for t in ("T2b", "T6"):
        if {"T1", t} <= tables.keys():
            yield from (Sum(((t, n, 0),), _total(tables, "T1", 6), equal=False) for n in _rows(tables[t], "row"))
    yield from (*_every_issue(tables), *_ages(tables), *_responses(tables), *_same_persons(tables))


def _every_issue(tables: Tables) -> Iterator[Sum]:
    """T2b counts each main issue that T2 does, and those beside it, of which there are three at most."""
    if {"T2", "T2b"} <= tables.keys():
        for heading in codes.BIG9:
            below = tuple(ref for code in codes.under(heading) for ref in _at(tables["T2b"], code.ja))
            yield Sum(_at(tables["T2"], heading), below, equal=False)


def _ages(tables: Tables) -> Iterator[Sum]:
    if {"T3", "T4"} <= tables.keys():
        bands: dict[str, list[Ref]] = {}
        for code in codes.codes("age_band"):
            for label in {code.ja, code.rolled_up("cao")}:
                bands.setdefault(code.rolled_up("cao"), []).extend(_at(tables["T3"], label, column=9))
        for band, found in bands.items():
            if found:
                yield Sum(_at(tables["T4"], band, "年齢"), tuple(dict.fromkeys(found)), equal=False)


def _responses(tables: Tables) -> Iterator[Sum]:
    if {"T5", "T6"} <= tables.keys():
        yield Sum(_total(tables, "T5", 0), _at(tables["T6"], codes.label("response", "shelter_req")))
    if {"T4", "T6"} <= tables.keys():
        for n in blocks(tables["T4"]).get("相談の求め（重複あり）", []):
            yield Sum((("T4", n, 0),), _at(tables["T6"], tables["T4"].rows[n].label), equal=False)


def _same_persons(tables: Tables) -> Iterator[Sum]:
    if {"T12", "T4b"} <= tables.keys():
        yield Sum((("T12", 0, 0),), (("T4b", 0, 0),))


def _total(tables: Tables, t: str, column: int) -> tuple[Ref, ...]:
    return ((t, _rows(tables[t], "sum")[-1], column),)


def _at(table: Table, label: str, block: str = "", column: int = 0) -> tuple[Ref, ...]:
    """Return the cell of a row found by its label, within a block if one is named."""
    rows: Iterable[int] = blocks(table)[block] if block else range(len(table.rows))
    return tuple((table.id, n, column) for n in rows if table.rows[n].label == label)[:1]


def cells(tables: Tables) -> dict[Ref, int]:
    """Return every count of some tables."""
    return {
        (t, n, column): int(str(row.cells[column]))
        for t, table in tables.items()
        for n, row in enumerate(table.rows)
        for column in table.counts
        if is_count(table, n, column)
    }


def grand(tables: Tables) -> set[Ref]:
    """Return the totals that stand everywhere and are never hidden to protect others."""
    ends: Sequence[tuple[str, int]] = (
        ("T1", 6),
        ("T1", 7),
        ("T1", 8),
        ("T1", 9),
        ("T2", 0),
        ("T3", 9),
        ("T7", 6),
        ("T9", 0),
        ("T10", 3),
    )
    found = {ref for t, column in ends if t in tables for ref in _total(tables, t, column)}
    return found | {(t, 0, 0) for t in ("T4", "T4b", "T12") if t in tables}
