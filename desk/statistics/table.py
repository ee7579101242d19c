"""A table as it is shown, printed and exported: figures, and under them how they were counted."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Cell = int | Decimal | str | None
Kind = Literal["row", "sub", "sum", "note", "aside"]
ROUNDED = "四捨五入のため計が合わないことがあります"


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    label: str
    cells: tuple[Cell, ...]
    kind: Kind = "row"


@dataclass(frozen=True)
class Table:
    """A table: `base` is what its shares are shares of; `counts` names its columns of counts.

    `basis` names the counts that its other columns are reckoned from; without it, the last of `counts`.
    """

    id: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    base: str
    rule: str
    notes: tuple[str, ...] = field(default=(ROUNDED,))
    counts: tuple[int, ...] = ()
    basis: tuple[int, ...] = ()


def share(part: int, whole: int, places: int = 1) -> Decimal | None:
    """Return a part of a whole in percent, rounded half up; None of nothing."""
    if not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(cell: Cell) -> str:
    """Return a cell as it is read."""
    if cell is None:
        return "―"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
