"""The tables and figures over the made-up year, against an oracle that counts in another way."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from statistics import mean, median
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection

from desk.office import Office
from desk.statistics import counts, facts, sheets, yearly
from desk.statistics.book import ORDER, Book
from desk.statistics.table import Table
from tests.desk.statistics.conftest import YEAR
from tests.desk.statistics.oracle import Counts, ask, number, tables, tally
from tests.desk.statistics.reader import Reader


def column(table: Table, n: int = 0) -> dict[str, Any]:
    """Return a column of a table by the labels of its rows."""
    return {row.label: row.cells[n] for row in table.rows if row.kind != "note"}


@pytest.fixture(scope="module")
def oracles(db: Connection) -> Mapping[str, Counts]:
    """Lend what the oracle has counted."""
    return tables(db, YEAR)


class TestYear:
    def test_the_made_up_year_is_as_planned(self, counted: Book, db: Connection) -> None:
        """620 persons, 1,480 consultations, and the shares of the plan."""
        assert number(db, "SELECT count(*) FROM person", YEAR) == 620
        assert counted.contacts == number(db, "SELECT count(*) FROM c", YEAR) == 1480
        assert column(counted.tables["T2"])["心と体"] == round(0.21 * 1480)
        assert column(counted.tables["T2"], 1)["暴力・犯罪"] == Decimal("11.0")

    def test_persons_contacts_and_monthly_sums_are_three_things(self, counted: Book, db: Connection) -> None:
        """延べ件数, 実人員 and 月の実人員の合計 differ, and each is what the oracle counts."""
        known = number(db, "SELECT count(DISTINCT person_id) FROM c", YEAR)
        unknown = number(db, "SELECT count(*) FROM c WHERE person_id IS NULL AND first_time <> 'first'", YEAR)
        nameless_first = number(db, "SELECT count(*) FROM c WHERE person_id IS NULL AND first_time = 'first'", YEAR)
        monthly = "SELECT count(DISTINCT person_id || strftime('%m', started_at)) FROM c WHERE person_id IS NOT NULL"

        assert (counted.people.known, counted.people.unknown) == (known, unknown)
        assert counted.people.total == known + nameless_first
        assert counted.monthly_people == number(db, monthly, YEAR) + nameless_first
        assert counted.contacts > counted.monthly_people > counted.people.total


class TestTables:
    @pytest.mark.parametrize("name", ORDER)
    def test_every_count_of_every_table_is_the_oracles(
        self, counted: Book, oracles: Mapping[str, Counts], name: str
    ) -> None:
        """All cells, under the words that are printed; where the oracle has counted nobody there stands nought."""
        found = {cell[1:]: n for cell, n in Reader({name: counted.tables[name]}).shown.items()}
        expected = oracles[name]

        assert expected.keys() <= found.keys()
        assert {cell: n for cell, n in found.items() if n} == {cell: n for cell, n in expected.items() if n}

    def test_shares_are_of_the_base_that_is_named(self, counted: Book) -> None:
        """Rounded half up to one place; of T12 also without those who did not say."""
        rows = {row.label: row.cells for row in counted.tables["T12"].rows}
        known = 620 - rows["わからない"][0] if isinstance(rows["わからない"][0], int) else 0
        work = rows["正規の職員・従業員"]

        assert column(counted.tables["T2"], 1)["心と体"] == Decimal("21.0")
        assert work[1] == round(Decimal(100) * Decimal(str(work[0])) / 620, 1)
        assert work[2] == (Decimal(100) * Decimal(str(work[0])) / known).quantize(Decimal("0.1"))

    def test_means_and_medians_are_the_oracles(self, counted: Book, db: Connection) -> None:
        """Of T10, over all contacts and in the longest band."""
        minutes = [row[0] for row in ask(db, "SELECT duration_min FROM c", YEAR)]
        total = counted.tables["T10"].rows[-1].cells

        assert (float(str(total[4])), float(str(total[5]))) == (round(mean(minutes), 1), float(median(minutes)))

    def test_the_ladder_never_widens_to_the_right(self, counted: Book) -> None:
        """A step is not gone back."""
        steps = [row.cells[:6] for row in counted.tables["T11"].rows]

        assert all(list(row) == sorted(row, key=lambda n: -int(str(n))) for row in steps)

    def test_headings_hold_their_finer_issues(self, db: Connection) -> None:
        """T2's finer rows add up to each of the nine."""
        rows = counts.by_finer_issue(facts.year(db, YEAR), ()).rows
        below = sum(int(str(row.cells[0])) for row in rows if row.kind == "sub")

        assert below == 1480


class TestKpis:
    def test_the_four_figures_are_the_oracles(self, counted: Book, db: Connection) -> None:
        """58 trained, 95.49 %, about 91.6 %, 5 connected."""
        scope = "line = 'toll_free' AND caller_type = 'self'"
        first = tally(db, "first_time", YEAR, scope)
        known = sum(n for value, n in first.items() if value != "unknown")
        found = {kpi.id: kpi for kpi in counted.kpis}

        assert (found["kpi1"].value, found["kpi4"].value) == (58, 5)
        assert found["kpi2"].value == Decimal("95.49")
        assert found["kpi3"].value == (Decimal(100) * first["first"] / known).quantize(Decimal("0.1"))
        assert abs(float(found["kpi3"].value or 0) - 91.6) < 0.2
        assert found["kpi1"].words == ("◎", "目標を大きく上回って達成")
        assert found["kpi4"].words[1] == "目標を大きく下回った"


class TestFiles:
    def test_every_table_says_how_it_was_counted(self, db: Connection, practice: Office) -> None:
        """Under each stand span, unit, base, rule and version, in the workbook and in CSV alike."""
        report = yearly.report(db, YEAR, practice.time)
        workbook = load_workbook(BytesIO(sheets.workbook(report.sheets)))
        lines = sheets.csv(report.sheets)

        assert {sheet.table.id for sheet in report.sheets} == {"Y1", *ORDER}
        for sheet in report.sheets:
            said = [str(row[0].value) for row in workbook[sheet.table.id].iter_rows() if row[0].value]
            for start in ("期間:", "単位:", "母数:", "数え方:", "版:"):
                assert any(line.startswith(start) for line in said)
            assert f"数え方: {sheet.table.rule}" in lines
