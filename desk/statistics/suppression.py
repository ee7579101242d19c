"""Copies to publish: small cells are hidden, and as many others as it takes that no total gives them back.

A table with its sums is a network: a row's sum flows into the row, its cells flow on into the columns, and what arrives
is the columns' sums. Hidden cells are pipes whose flow nobody outside knows. How far a hidden cell could be from what
it is, is how much more, and how much less, could flow around the other hidden pipes; that must be at least `LEAST`.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.accounts import Refused
from desk.statistics.table import Row, Table

LEAST = 10
HIDDEN = "x"
RULE = f"1〜{LEAST - 1}の数と、引き算でそれが分かる数を x にしています"
FAR = 10**9
SOURCE, SINK = "from", "to"
Place = tuple[int, int]  # row and column of a cell


@dataclass(frozen=True)
class Pipe:
    """A cell as a pipe of the network."""

    place: Place
    start: str
    end: str
    flow: int
    fixed: bool = False


@dataclass(frozen=True)
class Grid:
    """Cells that add up: `total_column` is the column of the rows' sums, if there is one."""

    columns: tuple[int, ...]
    total_column: int | None = None


# Which columns of a table add up to which. A table that is not here is not published by itself.
GRIDS: Mapping[str, tuple[Grid, ...]] = {
    "T1": (Grid((0, 1, 2, 3, 4, 5), 6), Grid((7,)), Grid((8,)), Grid((9,))),
    "T2": (Grid((0,)),),
    "T3": (Grid(tuple(range(9)), 9),),
    "T5": (Grid((0,)),),
    "T7": (Grid(tuple(range(6)), 6),),
    "T9": (Grid((0,)),),
    "T10": (Grid((0, 1, 2), 3),),
}


def publish(table: Table) -> Table:
    """Return a table's copy to publish; Refused if no hiding is enough."""
    if table.id not in GRIDS:
        raise Refused(f"{table.id} は重なりのある表なので、このままでは公開用にできません。窓口の中で使ってください。")
    hidden: set[Place] = set()
    for grid in GRIDS[table.id]:
        hidden |= hide(_pipes(table, grid))
    rows = tuple(_masked(table, number, hidden) for number in range(len(table.rows)))
    return replace(table, rows=rows, notes=(*table.notes, RULE))


def hide(pipes: Sequence[Pipe]) -> set[Place]:
    """Return the cells to hide: the small ones, and those that would give them back."""
    hidden = {pipe.place for pipe in pipes if 0 < pipe.flow < LEAST}
    if any(pipe.fixed and pipe.place in hidden for pipe in pipes):
        raise Refused(f"計が{LEAST}に足りない列があり、公開用にできません。期間を長くするか、分類をまとめてください。")
    while weak := next((pipe for pipe in pipes if pipe.place in hidden and width(pipe, pipes, hidden) < LEAST), None):
        more = _way_round(weak, pipes, hidden) - hidden
        if not more:
            raise Refused("小さい数を隠しきれません。期間を長くするか、分類をまとめてください。")
        hidden |= more
    return hidden


def width(pipe: Pipe, pipes: Sequence[Pipe], hidden: Iterable[Place]) -> int:
    """Return how wide the values are that a hidden cell could have."""
    known = set(hidden)
    others = [one for one in pipes if one.place in known and one is not pipe]
    more = _most(others, pipe.end, pipe.start)
    less = min(pipe.flow, _most(others, pipe.start, pipe.end))
    return min(FAR, more + less)


def _pipes(table: Table, grid: Grid) -> list[Pipe]:
    body = [n for n, row in enumerate(table.rows) if row.kind == "row"]
    total = next(n for n, row in enumerate(table.rows) if row.kind == "sum")
    found = []
    for column in grid.columns:
        for row in body:
            start = SOURCE if grid.total_column is None else f"row {row}"
            found.append(Pipe((row, column), start, f"column {column}", _count(table, row, column)))
        found.append(Pipe((total, column), f"column {column}", SINK, _count(table, total, column), fixed=True))
    if (last := grid.total_column) is not None:
        found += [Pipe((row, last), SOURCE, f"row {row}", _count(table, row, last)) for row in body]
    return found


def _count(table: Table, row: int, column: int) -> int:
    cell = table.rows[row].cells[column]
    assert isinstance(cell, int)  # noqa: S101 (a grid names columns of counts)
    return cell


def _masked(table: Table, number: int, hidden: set[Place]) -> Row:
    """Return a row with its hidden cells, and with what is reckoned from them, blotted out."""
    row = table.rows[number]
    counts = {column for grid in GRIDS[table.id] for column in (*grid.columns, grid.total_column)}
    basis = max((c for c in counts if c is not None), default=0)
    gone = any((number, column) in hidden for column in counts if column is not None)
    lost = (number, basis) in hidden if table.id == "T3" else gone
    cells = [
        HIDDEN if (number, n) in hidden or (n not in counts and lost) else cell for n, cell in enumerate(row.cells)
    ]
    return Row(row.label, tuple(cells), row.kind)


def _most(pipes: Sequence[Pipe], start: str, end: str) -> int:
    """Return how much can flow from one point to another when hidden pipes may carry more, or less, down to none."""
    room: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for pipe in pipes:
        room[pipe.start][pipe.end] += FAR
        room[pipe.end][pipe.start] += pipe.flow
    total = 0
    while total < LEAST and (path := _path(room, start, end)):
        least = min(room[a][b] for a, b in path)
        for a, b in path:
            room[a][b] -= least
            room[b][a] += least
        total += least
    return total


def _path(room: Mapping[str, Mapping[str, int]], start: str, end: str) -> list[tuple[str, str]]:
    came: dict[str, str] = {start: start}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for there, space in room[here].items():
            if space > 0 and there not in came:
                came[there] = here
                queue.append(there)
    found: list[tuple[str, str]] = []
    while end in came and end != start:
        found.append((came[end], end))
        end = came[end]
    return found


def _way_round(weak: Pipe, pipes: Sequence[Pipe], hidden: set[Place]) -> set[Place]:
    """Return the cells on the cheapest way around a weak one: what must carry less can carry `LEAST` less."""
    ways: dict[str, list[tuple[str, Pipe]]] = defaultdict(list)
    for pipe in pipes:
        if pipe is weak or pipe.fixed or not pipe.flow:
            continue
        ways[pipe.start].append((pipe.end, pipe))
        if pipe.flow >= LEAST:
            ways[pipe.end].append((pipe.start, pipe))
    queue: list[tuple[int, int, str, frozenset[Place]]] = [(0, 0, weak.end, frozenset())]
    seen: set[str] = set()
    while queue:
        cost, order, here, cells = heapq.heappop(queue)
        if here == weak.start:
            return set(cells)
        if here in seen:
            continue
        seen.add(here)
        for there, pipe in ways[here]:
            price = cost + (1 if pipe.place in hidden else pipe.flow)
            heapq.heappush(queue, (price, order + len(queue) + 1, there, cells | {pipe.place}))
    return set()
