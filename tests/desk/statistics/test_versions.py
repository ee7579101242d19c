"""What was given out: it does not change silently. And the month on one sheet."""

from collections.abc import Callable

from tests.desk.callbacks.requests import at
from tests.desk.callbacks.test_calling import READY, claimed, tell
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write

Sit = Callable[[str], Seat]
GIVE = "/statistics/T2/give-out?year=2026"


class TestVersions:
    def test_a_correction_is_a_second_version_with_its_differences(self, office: TestOffice, sit: Sit) -> None:
        """After the figures were given out a late record shows as a difference, and becomes 第2版."""
        write(office)
        seat = sit("lead")
        assert seat.post(GIVE).status_code == 303
        assert "第1版のあとに" not in seat.text("/statistics/T2?year=2026")
        write(office)
        page = seat.text("/statistics/T2?year=2026")
        assert "家族・件数: 1 から 2" in page
        seat.post(GIVE)

        page = seat.text("/statistics/T2?year=2026")
        assert "第2版" in page
        assert "あとに変わったところ" not in page

    def test_the_same_figures_make_no_new_version(self, office: TestOffice, sit: Sit) -> None:
        """Giving out twice what has not changed is refused, in words."""
        write(office)
        seat = sit("statistician")
        seat.post(GIVE)

        assert "第1版と同じ" in seat.post(GIVE).text

    def test_a_counsellor_gives_nothing_out(self, sit: Sit) -> None:
        """Lead and statistician do."""
        assert sit("counsellor").post(GIVE).status_code == 403


class TestMonth:
    def test_the_month_counts_its_own(self, office: TestOffice, sit: Sit) -> None:
        """Contacts, urgent ones, and how many call-backs found her."""
        write(office, urgency="u3")
        write(office, 1, None, started_at="2026-10-01T10:00", ended_at="2026-10-01T10:10")
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "spoke_ok")
        page = seat.text("/statistics/month/2026/11")

        assert "延べ件数 1 " in page
        assert "その日のうちに・今すぐ 1 " in page
        assert "話せた 1件（100.0％）" in page

    def test_december_ends_with_the_year(self, office: TestOffice, sit: Sit) -> None:
        """The month after December is January."""
        write(office, 1, None, started_at="2026-12-31T23:50", ended_at="2027-01-01T00:10")

        assert "延べ件数 1 " in sit("lead").text("/statistics/month/2026/12")
        assert sit("lead").get("/statistics/month/2026/13").status_code == 404
