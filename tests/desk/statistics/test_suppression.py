"""What is published: small cells hidden, and no sum gives them back, whatever the figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import codes
from desk.accounts import Refused
from desk.statistics.suppression import GRIDS, HIDDEN, LEAST, publish
from desk.statistics.table import Row, Table, share
from tests.desk.statistics.solver import Equation, interval

NINE = len(codes.BIG9)


def by_ward(cells: list[list[int]]) -> Table:
    """Return a table of wards by the nine headings, with all its sums."""
    sums = [sum(column) for column in zip(*cells, strict=True)]
    whole = sum(sums)
    rows = [Row(f"区{n}", (*row, sum(row), share(sum(row), whole))) for n, row in enumerate(cells)]
    rows.append(Row("計", (*sums, whole, share(1, 1)), "sum"))
    return Table(
        "T3", "区別×主訴", "件", (*codes.BIG9, "計", "構成比"), tuple(rows), f"{whole}件", "", counts=tuple(range(10))
    )


def equations(true: Table, shown: Table) -> tuple[list[str], list[Equation]]:
    """Return the hidden cells, and every sum that a reader can set up over them."""
    body = range(len(true.rows) - 1)
    hidden = [f"{r} {c}" for r in body for c in range(NINE + 1) if shown.rows[r].cells[c] == HIDDEN]
    found: list[Equation] = []

    def add(plus: list[tuple[int, int]], minus: list[tuple[int, int]]) -> None:
        parts: dict[str, int] = {}
        value = 0
        for places, sign in ((plus, 1), (minus, -1)):
            for r, c in places:
                if f"{r} {c}" in hidden:
                    parts[f"{r} {c}"] = sign
                else:
                    value -= sign * int(str(true.rows[r].cells[c]))
        if parts:
            found.append((parts, value))

    for r in body:
        add([(r, c) for c in range(NINE)], [(r, NINE)])
    for c in range(NINE + 1):
        add([(r, c) for r in body], [(len(true.rows) - 1, c)])
    return hidden, found


CELLS = st.lists(
    st.lists(st.one_of(st.integers(0, 12), st.integers(10, 80)), min_size=NINE, max_size=NINE), min_size=3, max_size=8
)


class TestWards:
    @given(CELLS)
    @settings(max_examples=25, deadline=None, derandomize=True)
    def test_no_subtraction_gives_a_hidden_cell(self, cells: list[list[int]]) -> None:
        """Each cell of 1 to 9 is x, and a solver with all sums finds it no closer than ten; or the table is refused."""
        true = by_ward(cells)
        try:
            shown = publish(true)
        except Refused:
            return
        hidden, sums = equations(true, shown)

        for r, row in enumerate(cells):
            for c, value in enumerate(row):
                assert (shown.rows[r].cells[c] == HIDDEN) or not 0 < value < LEAST
        for name in hidden:
            least, most = interval(name, hidden, sums)
            assert most - least >= LEAST - 1e-6

    def test_an_ordinary_table_is_published_with_few_cells_hidden(self) -> None:
        """One small cell hides itself and three others, not the table."""
        cells = [[20 + r + c for c in range(NINE)] for r in range(5)]
        shown = publish(by_ward([*cells, [3] + [30] * (NINE - 1)]))

        assert sum(cell == HIDDEN for row in shown.rows for cell in row.cells) == 4

    def test_a_share_does_not_tell_what_a_sum_hides(self) -> None:
        """Where a row's sum is hidden, so is its share."""
        cells = [[1, 1] + [0] * (NINE - 2), *([[40] * NINE] * 4)]
        shown = publish(by_ward(cells))

        assert shown.rows[0].cells[NINE] == HIDDEN
        assert shown.rows[0].cells[NINE + 1] == HIDDEN

    def test_a_table_that_cannot_hide_is_refused(self) -> None:
        """Two rows and one small column sum: it is said, and how to do better."""
        with pytest.raises(Refused, match="期間を長くする"):
            publish(by_ward([[3] + [40] * (NINE - 1), [0] + [40] * (NINE - 1)]))

    def test_a_table_whose_rows_overlap_is_not_published(self) -> None:
        """Tables with several answers have no sums to check by, and stay inside."""
        assert "T6" not in GRIDS
        with pytest.raises(Refused):
            publish(Table("T6", "", "", (), (), "", ""))
