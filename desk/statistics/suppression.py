"""What to hide in a year's tables, so that nothing published with them gives a small cell back.

A hidden cell is safe when two sets of figures agree with everything that is shown and differ in that cell by `LEAST` or
more. They are looked for by linear programming over all sums of all tables; where there are none, the cells that would
have to change are hidden as well, those that tell the reader least first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from desk.statistics.sums import Ref, Sum, Tables, cells, grand, sums
from desk.statistics.table import Table

LEAST = 10
FAR = 10**6
# What it costs to hide a cell besides its own size, and a cell in a row or column of sums.
ANY, OF_SUMS = 20, 400


class Unsafe(Exception):
    """No hiding is enough; `table` is the one whose cell is left."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


@dataclass(frozen=True)
class Part:
    """Some of the cells that are not nought, and the rules that they stand in, as a linear program."""

    at: Any
    rules: Any
    low: Any
    high: Any


@dataclass
class Puzzle:
    """All cells that are not nought, what it costs to hide each, what is hidden, and what is known to be safe."""

    refs: Sequence[Ref]
    values: Any
    cost: Any
    fixed: Any
    hidden: Any
    whole: Part
    near: dict[str, Part]
    low: Any
    high: Any

    @property
    def weak(self) -> Any:
        """The hidden cells for which no two sets of figures are known that are far enough apart."""
        return np.flatnonzero(self.hidden & (self.high - self.low < LEAST))

    def learn(self, changes: Iterable[Any]) -> None:
        """Take in figures that agree with what is shown; what is hidden later leaves them as possible as they are."""
        for change in changes:
            self.low, self.high = np.minimum(self.low, change), np.maximum(self.high, change)


def hide(tables: Tables) -> frozenset[Ref]:
    """Return the cells to hide: those of 1 to 9, and those that would give them back; Unsafe if it cannot be done."""
    puzzle = _puzzle(tables)
    while (weak := puzzle.weak).size:
        _protect(puzzle, int(weak[0]))
    return frozenset(ref for ref, hidden in zip(puzzle.refs, puzzle.hidden, strict=True) if hidden)


def _puzzle(tables: Tables) -> Puzzle:
    known = {ref: value for ref, value in cells(tables).items() if value}
    refs, values = list(known), np.array(list(known.values()), dtype=float)
    totals = grand(tables)
    cost = values + np.array([OF_SUMS if _is_sum(tables[t], n, c) else ANY for t, n, c in refs])
    fixed = np.array([ref in totals and value >= LEAST for ref, value in known.items()], dtype=bool)
    whole = _whole(refs, values, [one for one in sums(tables) if any(ref in known for ref in (*one.parts, *one.whole))])
    near = {t: _near(whole, np.array([n for n, ref in enumerate(refs) if ref[0] == t], dtype=int)) for t in tables}
    still = np.zeros(len(refs))
    return Puzzle(refs, values, cost, fixed, values < LEAST, whole, near, still, still)


def _whole(refs: Sequence[Ref], values: Any, rules: Sequence[Sum]) -> Part:
    """Return the rules over all cells: how much each may change together."""
    place = {ref: n for n, ref in enumerate(refs)}
    matrix = np.zeros((len(rules), len(refs)))
    for n, one in enumerate(rules):
        for some, sign in ((one.parts, 1.0), (one.whole, -1.0)):
            for ref in some:
                if ref in place:
                    matrix[n, place[ref]] += sign
    equal = np.array([one.equal for one in rules], dtype=bool)
    low, high = np.where(equal, 0.0, -np.inf), np.where(equal, 0.0, -(matrix @ values))
    return Part(np.arange(len(refs)), matrix, low, high)


def _near(whole: Part, at: Any) -> Part:
    """Return the rules over one table's cells, when all others stay as they are."""
    inside = whole.rules[:, at]
    rows = np.flatnonzero(inside.any(axis=1))
    return Part(at, inside[rows], whole.low[rows], whole.high[rows])


def _is_sum(table: Table, row: int, column: int) -> bool:
    return table.rows[row].kind == "sum" or table.columns[column] == "計"


def _protect(puzzle: Puzzle, cell: int) -> None:
    """Find figures that agree with what is shown and are far from the truth in one cell; hide what they change."""
    for part in (puzzle.near[puzzle.refs[cell][0]], puzzle.whole):
        if changes := _cheapest(puzzle, part, cell):
            puzzle.hidden |= np.any([change != 0 for change in changes], axis=0)
            puzzle.learn(changes)
            return
    raise Unsafe(puzzle.refs[cell][0])


def _cheapest(puzzle: Puzzle, part: Part, cell: int) -> list[Any]:
    """Return the changes that hide least besides; the first that hide nothing more are good enough."""
    best, least = [], np.inf
    for ways in _ways(int(puzzle.values[cell])):
        if (changes := _changes(puzzle, part, cell, ways)) and (price := _price(puzzle, changes)) < least:
            best, least = changes, price
        if not least:
            break
    return best


def _ways(value: int) -> list[tuple[int, ...]]:
    """Return how a cell can be wide enough: up, down, or some of each."""
    below = min(value, LEAST) - 1
    return [(LEAST,), *([(-LEAST,)] if value > LEAST else []), *([(LEAST - below, -below)] if below else [])]


def _price(puzzle: Puzzle, changes: Iterable[Any]) -> float:
    fresh = np.any([change != 0 for change in changes], axis=0) & ~puzzle.hidden
    return float(puzzle.cost[fresh].sum())


def _changes(puzzle: Puzzle, part: Part, cell: int, ways: Iterable[int]) -> list[Any]:
    """Return a change of all figures for each way, or nothing if one of them cannot be."""
    found: list[Any] = []
    for way in ways:
        some = next((one for whole in (0, 1) if _is_whole(one := _change(puzzle, part, cell, way, whole))), None)
        if some is None:
            return []
        full = np.zeros(len(puzzle.refs))
        full[part.at] = np.rint(some)
        found.append(full)
    return found


def _is_whole(change: Any) -> bool:
    return change is not None and bool(np.allclose(change, np.rint(change), atol=1e-6))


def _change(puzzle: Puzzle, part: Part, cell: int, way: int, whole: int) -> Any:
    """Return the cheapest change that changes one cell by so much and breaks no rule, or None."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 (slow, and only who publishes needs it)

    hidden, values = puzzle.hidden[part.at], puzzle.values[part.at]
    free = hidden | ~puzzle.fixed[part.at]
    up, down = np.where(free, FAR, 0.0), np.where(free, values - 1, 0.0)
    least = np.zeros(2 * len(up))
    here = int(np.flatnonzero(part.at == cell)[0])
    up[here] = least[here] = max(way, 0)
    down[here] = least[len(up) + here] = max(-way, 0)
    price = np.where(hidden, 0.001, puzzle.cost[part.at])
    answer = milp(
        np.concatenate([price, price]),
        constraints=LinearConstraint(np.hstack([part.rules, -part.rules]), part.low, part.high),
        bounds=Bounds(least, np.concatenate([up, down])),
        integrality=np.full(2 * len(up), whole),
    )
    return answer.x[: len(up)] - answer.x[len(up) :] if answer.success else None
