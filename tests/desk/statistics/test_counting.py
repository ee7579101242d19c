"""The counting rules, one small story each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from desk.clock import year_span
from desk.records import people, referrals
from desk.records.contacts import Writer
from desk.statistics import drawing, steps
from desk.statistics.book import Book, book
from desk.statistics.kpis import Kpi, employment, first_time, usefulness
from desk.statistics.ladder import climbs, connected
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write

Sit = Callable[[str], Seat]
VIOLENCE: dict[str, Any] = {"heading": "暴力・犯罪", "dv_flag": "yes"}


def figures(office: TestOffice, year: int = 2026) -> Book:
    """Count a year."""
    with office.office.database.reading() as db:
        return book(db, year)


def person(office: TestOffice) -> str:
    """Begin a person."""
    with office.office.database.writing() as db:
        return people.begin(db)


class TestCounting:
    def test_dv_by_an_ex_cohabiting_partner_is_in_t4(self, office: TestOffice) -> None:
        """The law knows who has shared her home."""
        write(office, 1, None, main_issue="dv_cohabit", perpetrator_relation="ex_cohabit", **VIOLENCE)

        assert figures(office).tables["T4"].rows[0].cells[0] == 1

    def test_violence_by_a_date_she_never_lived_with_is_in_t2_only(self, office: TestOffice) -> None:
        """It is 暴力・犯罪, but not a case of the DV Act."""
        write(office, 1, None, main_issue="dating_violence", perpetrator_relation="dating_partner", **VIOLENCE)
        found = figures(office)

        assert found.tables["T4"].rows[0].cells[0] == 0
        assert next(row for row in found.tables["T2"].rows if row.label == "暴力・犯罪").cells[0] == 1

    def test_three_contacts_of_one_person_in_two_months(self, office: TestOffice) -> None:
        """延べ 3, 実人員 1, 月の実人員の合計 2."""
        one = person(office)
        for day in ("2026-10-05", "2026-10-20", "2026-11-02"):
            write(office, 1, one, started_at=f"{day}T10:00", ended_at=f"{day}T10:20")
        found = figures(office)

        assert (found.contacts, found.people.total, found.monthly_people) == (3, 1, 2)

    def test_joined_records_are_one_person(self, office: TestOffice) -> None:
        """Two records that were joined count once, and twice again when they are parted."""
        one, two = person(office), person(office)
        write(office, 1, one)
        write(office, 1, two)
        with office.office.database.writing() as db:
            people.join(db, two, one)
        assert figures(office).people.known == 1
        with office.office.database.writing() as db:
            people.part(db, two)

        assert figures(office).people.known == 2

    def test_a_contact_without_a_person_counts_as_one_only_the_first_time(self, office: TestOffice) -> None:
        """Otherwise she is 「人不明」 and stands apart."""
        write(office, first_time="first")
        write(office, first_time="repeat")
        write(office, first_time="unknown")
        found = figures(office).people

        assert (found.total, found.unknown) == (1, 2)

    def test_what_is_no_consultation_stands_in_a_line_of_its_own(self, office: TestOffice) -> None:
        """A silent call and a search for somebody are not mixed in."""
        write(office, call_outcome="silent")
        write(office, call_outcome="third_party_search")
        write(office)
        total = next(row for row in figures(office).tables["T1"].rows if row.label == "計")

        assert (total.cells[6], total.cells[9]) == (1, 2)

    def test_a_call_over_the_new_years_midnight_belongs_to_its_start(self, office: TestOffice) -> None:
        """March 31 at 23:50 is the old year's."""
        write(office, started_at="2026-03-31T23:50", ended_at="2026-04-01T00:30")

        assert (figures(office, 2025).contacts, figures(office).contacts) == (1, 0)


class TestKpis:
    def test_127_of_133_are_95_49_percent(self) -> None:
        """Rounded half up, to two places, with n and the rate of answers."""
        found = usefulness(127, 133, 140)

        assert str(found.value) == "95.49"
        assert "n=133" in found.base
        assert "95.0" in found.base

    def test_only_a_connected_referral_counts_and_a_person_once(self, office: TestOffice) -> None:
        """Booked: 0. The slip comes back: 1. A second referral of the same person: still 1."""
        one, who = person(office), Writer(1, "", office.time)
        span = year_span(2026)
        reached = []
        with office.office.database.writing() as db:
            referrals.agree(db, one, "share_dest", "口頭", office.time)
            number = referrals.begin(db, one, "emp_daijob", who)
            referrals.step(db, number, "s3_handed", who)
            reached.append(connected(climbs(db, *span), *span))
            referrals.slip_returned(db, referrals.find(db, number).row["slip_no"], who)
            reached.append(connected(climbs(db, *span), *span))
            other = referrals.begin(db, one, "emp_saposte", who)
            referrals.step(db, other, "s4_connected", who, "self_said")
            reached.append(connected(climbs(db, *span), *span))
            state = referrals.begin(db, people.begin(db), "hello_work", who)
            referrals.agree(db, referrals.find(db, state).row["person_id"], "share_dest", "口頭", office.time)
            referrals.step(db, state, "s4_connected", who, "self_said")
            reached.append(connected(climbs(db, *span), *span))

        assert reached == [0, 1, 1, 1]


class TestOnTheWay:
    def test_a_number_of_people_is_set_beside_an_even_way_to_its_target(self) -> None:
        """Half of the year, target 20: ten today, of which five are half; a share and a year that is over have none."""
        middle, after = datetime(2026, 9, 30, 12), datetime(2027, 4, 1)  # noqa: DTZ001
        share = Kpi("kpi3", "", 50, 40, "％", "", "")

        assert steps.pace(employment(5), 2026, middle) == "1年を同じ速さで進むなら、今日は10.0人。今はその50％です。"
        assert steps.pace(employment(5), 2026, after) == ""
        assert steps.pace(share, 2026, middle) == ""

    def test_months_add_up_from_april_beside_the_same_months_of_last_year(self, office: TestOffice, sit: Sit) -> None:
        """As many months as have begun; last year's as a line, no further than this year's."""
        for day, first in (("2025-04-10", "first"), ("2026-04-10", "first"), ("2026-06-10", "repeat")):
            times: dict[str, Any] = {"started_at": f"{day}T10:00", "ended_at": f"{day}T10:20"}
            write(office, line="toll_free", method="phone_free", first_time=first, **times)
        with office.office.database.reading() as db:
            found = steps.steps(db, 2026, office.time)["kpi3"]

        assert found.labels == ("4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月")
        assert found.values == ((100,), (100,), *[(50,)] * 6)
        assert found.ghost == (100,) * 8
        assert 'class="ghost"' in sit("trainer").get("/statistics/kpis").text

    def test_a_year_that_is_not_over_has_missed_no_target(self, office: TestOffice, sit: Sit) -> None:
        """Until its end it is on the way; afterwards the word of the city's scale stands there."""
        write(office)
        page, seat = "/statistics/kpis?year=2026", sit("trainer")
        before = seat.text(page)
        office.time = datetime(2027, 4, 1, 10)  # noqa: DTZ001
        office.wake()

        assert ("年度の途中" in before, "大きく下回った" in before) == (True, False)
        assert "大きく下回った" in seat.text(page)

    def test_a_month_before_the_first_call_is_unknown_and_not_nought(self, office: TestOffice) -> None:
        """A stroke stands there, not a share."""
        write(office, line="toll_free", method="phone_free", started_at="2026-11-20T10:00", ended_at="2026-11-20T10:20")
        with office.office.database.reading() as db:
            found = steps.steps(db, 2026, office.time)["kpi3"]

        assert found.values == (*[(None,)] * 7, (100,))
        assert drawing.svg(found).count(">―<") == 7

    def test_without_last_year_there_is_no_line(self, office: TestOffice) -> None:
        """What was not recorded here is not nought."""
        write(office)
        with office.office.database.reading() as db:
            found = steps.steps(db, 2026, office.time)

        assert found["kpi4"].ghost == ()
        assert "kpi3" not in found

    def test_nothing_is_said_of_a_share_of_nobody(self) -> None:
        """Without a call on the free line there is neither a share nor a lowest one."""
        assert first_time([]).value is None
        assert first_time([]).base == "n=0、不明 0件"
