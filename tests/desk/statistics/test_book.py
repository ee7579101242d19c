# ruff: noqa: S608 (the questions are the tests' own)
"""The tables and figures over the made-up year, against an oracle that counts in another way."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from sqlalchemy import Connection

from desk.office import Office
from desk.start import open_practice
from desk.statistics import sheets
from desk.statistics.book import ORDER, Book, book
from desk.statistics.suppression import GRIDS, HIDDEN, publish
from desk.statistics.table import Table
from tests.desk.statistics.oracle import ask, members, number, tally

YEAR = 2025
LISTS = yaml.load((Path(__file__).parents[3] / "desk/record_codes.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
HEADING = {entry["value"]: entry["big9"] for entry in LISTS["main_issue"]}
JA = {name: {entry["value"]: entry["ja"] for entry in entries} for name, entries in LISTS.items()}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Lend the office of practice."""
    opened = open_practice(tmp_path_factory.mktemp("practice"))
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def db(practice: Office) -> Iterator[Connection]:
    """Lend its records."""
    with practice.database.reading() as connection:
        yield connection


@pytest.fixture(scope="module")
def counted(db: Connection) -> Book:
    """Lend the figures of the made-up year."""
    return book(db, YEAR)


def column(table: Table, n: int = 0) -> dict[str, Any]:
    """Return a column of a table by the labels of its rows."""
    return {row.label: row.cells[n] for row in table.rows if row.kind != "note"}


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
    def test_t1(self, counted: Book, db: Connection) -> None:
        """By month: all, first time, DV, and what is not a consultation."""
        month = "CAST(strftime('%m', started_at) AS INTEGER)"
        table = counted.tables["T1"]
        for n, where in (
            (0, "method = 'phone'"),
            (1, "method = 'phone_free'"),
            (6, "1 = 1"),
            (7, "first_time = 'first'"),
            (8, "dv_flag"),
        ):
            expected = tally(db, month, YEAR, where)
            assert {row.label: row.cells[n] for row in table.rows[:12]} == {
                f"{m}月": expected.get(m, 0) for m in range(1, 13)
            }
        aside = number(db, "SELECT count(*) FROM a WHERE call_outcome <> 'consultation'", YEAR)
        assert column(table, 9)["計"] == aside

    def test_t2_and_t2b(self, counted: Book, db: Connection) -> None:
        """One main issue each; issues beside it are counted apart, once for each contact."""
        headings: dict[str, int] = {}
        for issue, n in tally(db, "main_issue", YEAR).items():
            headings[HEADING[issue]] = headings.get(HEADING[issue], 0) + n
        each = "SELECT id, main_issue AS v FROM c UNION SELECT c.id, value FROM c, json_each(related_issue)"
        both = f"SELECT v, count(DISTINCT id) FROM ({each}) GROUP BY 1"
        expected = {JA["main_issue"][issue]: n for issue, n in ask(db, both, YEAR)}

        assert {k: v for k, v in column(counted.tables["T2"]).items() if k != "計"} == headings
        assert {k: v for k, v in column(counted.tables["T2b"]).items() if v} == expected

    def test_t3_and_t9(self, counted: Book, db: Connection) -> None:
        """Age and ward come from the person; without one they are unknown, and the sums are whole."""
        for name, field, last in (("T3", "age_band", 9), ("T9", "residence", 0)):
            question = (
                f"SELECT coalesce(p.{field}, ''), count(*) FROM c LEFT JOIN person p ON p.id = c.person_id GROUP BY 1"
            )
            expected = {JA[field].get(value, ""): n for value, n in ask(db, question, YEAR)}
            found = column(counted.tables[name], last)
            for label, n in expected.items():
                assert label in ("", "不明") or found[label] == n
            assert sum(v for k, v in found.items() if k != "計") == found["計"] == 1480

    def test_t4(self, counted: Book, db: Connection) -> None:
        """DV: herself, and only a relation that the law knows; kinds overlap."""
        outside = "('dating_partner', 'parent', 'child', 'relative', 'other_person')"
        where = f"dv_flag AND caller_type = 'self' AND perpetrator_relation NOT IN {outside}"
        kinds = ask(db, f"SELECT value, count(*) FROM c, json_each(dv_type) WHERE {where} GROUP BY 1", YEAR)

        found = column(counted.tables["T4"])
        assert found["計"] == sum(tally(db, "1", YEAR, where).values())
        assert {JA["dv_type"][kind]: n for kind, n in kinds}.items() <= found.items()

    def test_t6_and_t8(self, counted: Book, db: Connection) -> None:
        """Responses overlap; of the routes the first named counts, and those not asked stand beside."""
        responses = {JA["response"][v]: n for v, n in members(db, "response", YEAR).items()}
        first = "json_extract(intake_route, '$[0]')"
        routes = tally(db, first, YEAR, f"{first} <> 'not_asked'")

        assert {k: v for k, v in column(counted.tables["T6"]).items() if v} == responses
        table = counted.tables["T8"]
        assert {r.label: r.cells[3] for r in table.rows if r.kind == "sub" and r.cells[3]} == {
            JA["intake_route"][v]: n for v, n in routes.items()
        }
        assert f"聞いていない {1480 - sum(routes.values()):,}件" in table.base

    def test_t7_and_t10(self, counted: Book, db: Connection) -> None:
        """By day, hour and length."""
        days = tally(db, "(CAST(strftime('%w', started_at) AS INTEGER) + 6) % 7", YEAR)
        early = number(db, "SELECT count(*) FROM c WHERE strftime('%H', started_at) < '12'", YEAR)
        lengths = tally(
            db,
            "(duration_min > 10) + (duration_min > 30) + (duration_min > 60) + (duration_min > 90)",
            YEAR,
        )
        week, length = counted.tables["T7"], counted.tables["T10"]

        assert [row.cells[6] for row in week.rows[:7]] == [days[n] for n in range(7)]
        assert int(str(week.rows[7].cells[0])) + int(str(week.rows[7].cells[1])) == early
        assert [row.cells[3] for row in length.rows[:5]] == [lengths.get(n, 0) for n in range(5)]

    def test_t5_t4b_and_t12(self, counted: Book, db: Connection) -> None:
        """Persons are counted once, shelter by contact."""
        shelter = number(db, "SELECT count(*) FROM c, json_each(response) WHERE value = 'shelter_req'", YEAR)
        spoken = number(
            db, "SELECT count(DISTINCT p.id) FROM c JOIN person p ON p.id = c.person_id WHERE p.language <> 'ja'", YEAR
        )
        married = number(
            db,
            "SELECT count(DISTINCT p.id) FROM c JOIN person p ON p.id = c.person_id WHERE marital_status = 'married'",
            YEAR,
        )

        assert column(counted.tables["T5"])["計"] == shelter
        assert column(counted.tables["T4b"])["日本語が十分に話せない"] == spoken
        assert column(counted.tables["T12"])["既婚（同居）"] == married

    def test_t11(self, counted: Book, db: Connection) -> None:
        """The ladder never widens to the right."""
        joined = "referral r JOIN referral_stage s ON s.referral_id = r.id"
        informed = f"SELECT count(DISTINCT r.person_id || r.dest) FROM {joined} WHERE s.stage = 's1_informed'"

        steps = [row.cells[:6] for row in counted.tables["T11"].rows]
        assert all(list(row) == sorted(row, key=lambda n: -int(str(n))) for row in steps)
        assert sum(int(str(row[0])) for row in steps[1:]) == number(db, informed, YEAR)


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
    def test_every_table_says_how_it_was_counted(self, counted: Book) -> None:
        """Under each stand year, unit, base and rule, in the workbook and in CSV alike."""
        made = sheets.workbook(list(counted.tables.values()), YEAR)
        assert set(counted.tables) == set(ORDER)
        from io import BytesIO  # noqa: PLC0415

        workbook = load_workbook(BytesIO(made))
        for name in ORDER:
            said = [row[0].value for row in workbook[name].iter_rows() if row[0].value]
            for start in ("2025年度", "単位:", "母数:", "数え方:"):
                assert any(str(line).startswith(start) for line in said)
            assert "数え方:" in sheets.csv(counted.tables[name], YEAR)

    @pytest.mark.parametrize("name", GRIDS)
    def test_the_published_year_shows_no_small_cell(self, counted: Book, name: str) -> None:
        """Each table of the made-up year is published without a number from 1 to 9, or refused."""
        from desk.accounts import Refused  # noqa: PLC0415

        try:
            shown = publish(counted.tables[name])
        except Refused:
            return
        columns = {c for grid in GRIDS[name] for c in (*grid.columns, grid.total_column) if c is not None}
        for row in shown.rows:
            cells = [row.cells[c] for c in columns] if row.kind != "note" else []
            assert not [cell for cell in cells if cell != HIDDEN and 0 < int(str(cell)) < 10]
