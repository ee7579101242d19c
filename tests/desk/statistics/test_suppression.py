"""What is published: small cells hidden, and nothing that is published with them gives them back."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import codes
from desk.accounts import Refused
from desk.statistics import ladder
from desk.statistics.book import COARSER, MAKERS, ORDER, Book
from desk.statistics.facts import Fact, People
from desk.statistics.publishing import HIDDEN, Published, publish
from desk.statistics.suppression import LEAST
from desk.statistics.table import Row, Table, share
from tests.desk.statistics.reader import SHARES, Reader

NINE = len(codes.BIG9)


def of(*tables: Table, coarser: Mapping[str, Table] | None = None, contacts: int = 1000) -> Book:
    """Return a year with these tables only."""
    return Book(2026, {table.id: table for table in tables}, coarser or {}, contacts, People(0, 0, 0), 0, ())


def by_ward(cells: list[list[int]]) -> Table:
    """Return a table of wards by the nine headings, with all its sums."""
    sums = [sum(column) for column in zip(*cells, strict=True)]
    whole = sum(sums)
    rows = [Row(f"区{n}", (*row, sum(row), share(sum(row), whole))) for n, row in enumerate(cells)]
    rows.append(Row("計", (*sums, whole, share(1, 1)), "sum"))
    columns = (*codes.BIG9, "計", "構成比(%)")
    return Table("T3", "区別×主訴", "件", columns, tuple(rows), f"{whole}件", "", counts=tuple(range(10)))


def nothing_given_away(shown: Published) -> None:
    """No small count is shown, and a reader of everything finds no hidden one closer than ten."""
    reader = Reader(shown.tables)
    assert not [name for name, cell in reader.shown.items() if cell is not None and 0 < cell < LEAST]
    narrow = [name for name in reader.hidden if reader.width(name) < LEAST]
    assert not narrow


def cells(most: int) -> st.SearchStrategy[list[list[int]]]:
    """Return the cells of some wards, small and large."""
    row = st.lists(st.one_of(st.integers(0, 12), st.integers(10, 80)), min_size=NINE, max_size=NINE)
    return st.lists(row, min_size=3, max_size=most)


class TestWards:
    @given(cells(4))
    @settings(max_examples=3, deadline=None, derandomize=True)
    def test_no_subtraction_gives_a_hidden_cell(self, cells: list[list[int]]) -> None:
        """Each cell of 1 to 9 is x, and a solver with all sums finds it no closer than ten; or the table is refused."""
        nothing_given_away(publish(of(by_ward(cells))))

    def test_an_ordinary_table_is_published_with_few_cells_hidden(self) -> None:
        """One small cell hides itself and three others, not the table."""
        cells = [[20 + r + c for c in range(NINE)] for r in range(5)]
        shown = publish(of(by_ward([*cells, [3] + [30] * (NINE - 1)]))).tables["T3"]

        assert sum(cell == HIDDEN for row in shown.rows for cell in row.cells) == 4

    def test_a_share_does_not_tell_what_a_sum_hides(self) -> None:
        """Where a row's sum is hidden, so is its share."""
        cells = [[1, 1] + [0] * (NINE - 2), *([[40] * NINE] * 4)]
        shown = publish(of(by_ward(cells))).tables["T3"]

        assert shown.rows[0].cells[NINE] == HIDDEN
        assert shown.rows[0].cells[NINE + 1] == HIDDEN

    def test_a_table_of_which_too_much_is_hidden_has_fewer_classes(self) -> None:
        """Rather than a page of x the coarser table, and a line that says so."""
        fine, coarse = by_ward([[3] * NINE] * 6), by_ward([[9 * 3] * NINE] * 2)
        shown = publish(of(fine, coarser={"T3": coarse})).tables["T3"]

        assert len(shown.rows) == 3
        assert any("区分をまとめ" in note for note in shown.notes)

    def test_a_table_that_cannot_hide_is_left_out_with_its_cure(self) -> None:
        """One small cell beside nothing else, under a sum that stands everywhere: it is said, and how to do better."""
        cells = [[0] * NINE, [0] * NINE]
        cells[0][0], cells[1][0] = 4, 7
        shown = publish(of(by_ward(cells)))

        assert "T3" not in shown.tables
        assert "年度を合わせるか" in shown.left_out["T3"]

    def test_a_year_of_nine_consultations_is_not_published(self) -> None:
        """Its one total is small already."""
        with pytest.raises(Refused, match="10件に足りない"):
            publish(of(by_ward([[1] * NINE]), contacts=9))


class TestLastYear:
    def test_what_last_years_report_hid_does_not_come_back_beside_this_years(self) -> None:
        """前年度 and 増減 are hidden where last year's own copy hid the count."""
        now, before = [40] * NINE, [3, *([40] * (NINE - 1))]

        def issues(these: list[int], those: list[int]) -> Table:
            rows = [
                Row(h, (n, share(n, sum(these)), m, str(n - m)))
                for h, n, m in zip(codes.BIG9, these, those, strict=True)
            ]
            total = Row("計", (sum(these), share(1, 1), sum(those), ""), "sum")
            columns = ("件数", "構成比(%)", "前年度", "増減")
            return Table("T2", "主訴別", "件", columns, (*rows, total), "", "", counts=(0, 2), basis=(0, 2))

        shown = publish(of(issues(now, before)), of(issues(before, now))).tables["T2"]

        assert shown.rows[0].cells[0] == 40
        assert shown.rows[0].cells[2:] == (HIDDEN, HIDDEN)
        assert sum(row.cells[2] == HIDDEN for row in shown.rows) == 2


def made_up(draw: random.Random, number: int) -> Fact:
    """Return one contact drawn at random, skewed so that small cells are many."""

    def one(name: str) -> str:
        values = [code.value for code in codes.codes(name)]
        return draw.choices(values, [1 / (n + 1) ** 1.5 for n in range(len(values))])[0]

    dv = draw.random() < 0.15
    start = datetime(2026, 4, 1) + timedelta(minutes=draw.randrange(365 * 24 * 60))  # noqa: DTZ001
    return Fact(
        id=number,
        started_at=start,
        duration_min=draw.randrange(1, 140),
        method=one("contact_method"),
        line="",
        call_outcome=one("call_outcome"),
        caller_type=one("caller_type"),
        first_time=one("first_time"),
        first_public_help=one("first_public_help"),
        intake_route=(one("intake_route"),),
        main_issue=one("main_issue"),
        related_issue=(one("main_issue"),),
        response=(one("response"),),
        dv_flag=dv,
        dv_type=(one("dv_type"),) if dv else (),
        perpetrator_relation=one("perpetrator_relation") if dv else "",
        urgency="u0",
        person=f"p{draw.randrange(number // 2 + 1)}" if draw.random() < 0.8 else None,
        age_band=one("age_band"),
        residence=one("residence"),
        language=one("language"),
        care_needs=(one("care_needs"),) if draw.random() < 0.1 else (),
        marital_status=one("marital_status"),
        children=(one("children"),),
        employment_type=one("employment_type"),
    )


def any_year(seed: int, contacts: int) -> Book:
    """Return all tables of a year drawn at random."""
    draw = random.Random(seed)  # noqa: S311
    facts = [made_up(draw, number) for number in range(contacts)]
    dests = [code.value for code in codes.codes("referral_dest")]
    climbs = [
        ladder.Climb(f"p{draw.randrange(80)}", draw.choice(dests), draw.randrange(7), None, "")
        for _ in range(contacts // 5)
    ]
    tables: dict[str, Any] = {name: make(facts, ()) for name, make in MAKERS.items()} | {"T11": ladder.ladder(climbs)}
    coarser = {name: make(facts, ()) for name, make in COARSER.items()} | {"T11": ladder.by_kind(climbs)}
    counted = sum(fact.counted for fact in facts)
    return replace(of(contacts=counted), tables={name: tables[name] for name in ORDER}, coarser=coarser)


def all_given_and_nothing_away(book: Book) -> None:
    """Publish a year: every table is there or says why not, and together they give nothing away."""
    shown = publish(book)

    assert {**shown.tables, **shown.left_out}.keys() == set(ORDER)
    nothing_given_away(shown)


class TestSet:
    def test_all_tables_of_a_small_year_together_give_nothing_away(self) -> None:
        """Whatever one table hides no other gives back; larger years are in tests/site/desk/test_publishing.py."""
        all_given_and_nothing_away(any_year(1, 25))

    def test_nothing_is_hidden_where_nothing_is_small(self) -> None:
        """A table of large counts is published as it is."""
        whole = by_ward([[40] * NINE] * 4)

        assert publish(of(whole)).tables["T3"].rows == whole.rows
        assert "構成比(%)" in SHARES
