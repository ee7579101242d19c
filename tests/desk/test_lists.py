"""The office's own choices: added without touching code, counted like another, retired without changing what was."""

from collections.abc import Callable

import pytest

from desk import choices, codes
from desk.export import export
from desk.records.form import read
from desk.statistics.book import book
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import begin, form, save, write

Sit = Callable[[str], Seat]
CAFE = "しおり（カフェ）"


def add(sit: Sit, name: str = "intake_route", ja: str = CAFE, like: str = "bookmark_other") -> int:
    """Add a choice as the administrator does."""
    return sit("administrator").post(f"/lists/{name}", {"ja": ja, "like": like}).status_code


class TestAdding:
    def test_a_choice_that_was_added_is_on_the_next_page_and_is_counted(self, office: TestOffice, sit: Sit) -> None:
        """The administrator adds it; the counsellor chooses it; the table has a row for it, and its group's sum."""
        assert add(sit) == 303
        seat = sit("counsellor")
        draft = begin(seat)
        assert CAFE in seat.get(f"/contacts/write/{draft}").text
        number = save(seat, draft, intake_route=["own_1"])

        assert CAFE in seat.text(f"/contacts/{number}")
        with office.office.database.reading() as db:
            rows = {row.label.strip(): row.cells for row in book(db, 2026).tables["T8"].rows}
        assert rows[CAFE][3] == 1
        assert next(cells for label, cells in rows.items() if "配ったもの" in label)[3] == 1

    def test_an_issue_of_ones_own_falls_under_its_heading(self, office: TestOffice, sit: Sit) -> None:
        """It is saved, and T2 counts it under the heading of the one it is like."""
        assert add(sit, "main_issue", "ペットの世話", "family_care") == 303
        write(office, main_issue="own_1")

        with office.office.database.reading() as db:
            rows = {row.label: row.cells for row in book(db, 2026).tables["T2"].rows}
        assert rows["家族"][0] == 1

    @pytest.mark.parametrize(
        ("ja", "like"),
        [
            ("", "bookmark_other"),
            ("あ" * 31, "bookmark_other"),
            (CAFE, "nothing"),
            ("しおり（書店）", "bookmark_other"),
        ],
    )
    def test_what_cannot_be_added_is_told(self, sit: Sit, ja: str, like: str) -> None:
        """No words, too many, like nothing, or there already: the page says so and keeps what was typed."""
        answer = sit("administrator").post("/lists/intake_route", {"ja": ja, "like": like})

        assert answer.status_code == 400
        assert 'role="alert"' in answer.text

    def test_lists_with_rules_of_their_own_cannot_be_added_to(self, sit: Sit) -> None:
        """The states of a call-back and the steps of the ladder are the program's."""
        for name in ("cb_status", "referral_stage", "call_outcome", "nothing"):
            assert sit("administrator").get(f"/lists/{name}").status_code == 404
            assert sit("administrator").post(f"/lists/{name}", {"ja": "x", "like": "new"}).status_code in (400, 404)

    def test_two_offices_have_their_own(self, office: TestOffice, sit: Sit) -> None:
        """What one has added another does not have."""
        add(sit)
        assert "own_1" in codes.values("intake_route")
        codes.use(())

        assert "own_1" not in codes.values("intake_route")
        with office.office.database.reading() as db:
            codes.use(choices.read(db))
        assert codes.label("intake_route", "own_1") == CAFE

    def test_who_leaves_takes_its_meaning_along(self, office: TestOffice, sit: Sit) -> None:
        """The dictionary of the export says what the value means."""
        add(sit)
        export(office.office, office.folder / "out")

        assert CAFE in (office.folder / "out/dictionary.csv").read_text("utf-8-sig")


class TestRetiring:
    def test_a_retired_choice_leaves_the_forms_and_no_record(self, office: TestOffice, sit: Sit) -> None:
        """New pages do not offer it; an old record still says it, keeps it when it is changed, and is still counted."""
        number = write(office, intake_route=["bookmark_super"])
        label = codes.label("intake_route", "bookmark_super")
        assert sit("administrator").post("/lists/intake_route/bookmark_super").status_code == 303
        seat = sit("counsellor")

        assert label not in seat.get(f"/contacts/write/{begin(seat)}").text
        assert label in seat.text(f"/contacts/{number}")
        draft = seat.post(f"/contacts/{number}/change").headers["Location"]
        assert label in seat.get(draft).text
        assert read(form(intake_route=["bookmark_super"]), office.time).values["intake_route"] == ["bookmark_super"]
        with office.office.database.reading() as db:
            rows = {row.label.strip(): row.cells for row in book(db, 2026).tables["T8"].rows}
        assert rows[label][3] == 1

    def test_it_can_be_brought_back(self, sit: Sit) -> None:
        """One press later it is offered again."""
        seat = sit("administrator")
        seat.post("/lists/intake_route/bookmark_super")
        assert "もどす" in seat.text("/lists/intake_route")
        seat.post("/lists/intake_route/bookmark_super", {"back": "yes"})

        assert "もどす" not in seat.text("/lists/intake_route").replace("選択肢にもどる", "")

    def test_what_means_no_answer_always_stays(self, sit: Sit) -> None:
        """聞いていない can never be taken away: nothing would be said in its place."""
        assert sit("administrator").post("/lists/intake_route/not_asked").status_code == 400
