"""What is published of whole years, held against a reader with every table and a solver: the large cases."""

import pytest
from hypothesis import given, settings

from desk.office import Office
from desk.statistics import yearly
from desk.statistics.book import ORDER, book
from desk.statistics.publishing import publish
from tests.desk.statistics.conftest import YEAR
from tests.desk.statistics.test_suppression import (
    all_given_and_nothing_away,
    any_year,
    by_ward,
    cells,
    nothing_given_away,
    of,
)
from tests.effort import EXAMPLES


def test_the_made_up_year_is_published_whole_and_gives_nothing_away(practice: Office) -> None:
    """All 14 tables: no number from 1 to 9, and a reader with all of them finds no x closer than ten."""
    with practice.database.reading() as db:
        shown = publish(book(db, YEAR))

    assert set(shown.tables) == set(ORDER)
    nothing_given_away(shown)


def test_a_year_that_is_unknown_is_no_secret(practice: Office) -> None:
    """What was not recorded the year before is a stroke in the public copy, too, and not an x."""
    with practice.database.reading() as db:
        public = yearly.sheet(db, YEAR, "T2", practice.time, public=True)

    assert {row.cells[2] for row in public.table.rows} == {None}


@pytest.mark.parametrize(("seed", "contacts"), [(2, 120), (4, 900)])
def test_all_tables_of_any_year_together_give_nothing_away(seed: int, contacts: int) -> None:
    """Small or large: whatever one table hides no other gives back."""
    all_given_and_nothing_away(any_year(seed, contacts))


@given(cells(8))
@settings(max_examples=max(6, EXAMPLES // 6), deadline=None, derandomize=True)
def test_no_subtraction_gives_a_hidden_cell_of_many_wards(cells: list[list[int]]) -> None:
    """Each cell of 1 to 9 is x, and a solver with all sums finds it no closer than ten; or the table is refused."""
    nothing_given_away(publish(of(by_ward(cells))))
