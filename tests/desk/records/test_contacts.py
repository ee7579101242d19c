"""The record: six items, nobody's words lost, three kinds of no answer."""

from collections.abc import Callable

import pytest

from desk import codes
from desk.records import contacts, people
from desk.records.fields import REQUIRED
from desk.records.form import read
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import begin, day, form, save, write

Sit = Callable[[str], Seat]


class TestSaving:
    def test_six_items_are_enough(self, office: TestOffice) -> None:
        """Time and method are there already; four more, and it can be saved."""
        assert len(REQUIRED) == 6
        assert not read(form(line=None, caller_type=None), office.time).missing

    @pytest.mark.parametrize("name", ["first_time", "main_issue", "response", "started_at"])
    def test_everything_missing_is_said_at_once(self, office: TestOffice, name: str) -> None:
        """Each of the six is missed by its own sentence, and two by two."""
        assert len(read(form(**{name: None}), office.time).missing) == 1
        assert len(read(form(first_time=None, response=None), office.time).missing) == 2

    def test_a_heading_alone_is_asked_for_what_is_under_it(self, office: TestOffice) -> None:
        """She who chose 仕事 is not told that she chose nothing."""
        found = read(form(heading="仕事", main_issue=None), office.time)

        assert found.missing == ["「主訴」は、「仕事」の中から一つ選んでください。"]

    def test_what_was_typed_is_still_there_when_something_is_missing(self, sit: Sit) -> None:
        """A save that cannot be done gives the page back with all that stood in it."""
        seat = sit("counsellor")
        answer = seat.post(f"/contacts/save/{begin(seat)}", {"her_words": "まず休みたい", "method": "phone"})

        assert answer.status_code == 422
        assert "まず休みたい" in answer.text

    def test_a_silent_call_needs_no_issue(self, office: TestOffice) -> None:
        """What is not a consultation is saved without issue and response."""
        assert not read(form(call_outcome="silent", main_issue=None, heading=None, response=None), office.time).missing

    def test_the_length_is_rounded_up_and_midnight_belongs_to_its_start(self, office: TestOffice) -> None:
        """Thirty seconds are a minute; a call over midnight keeps its day."""
        found = read(form(started_at="2026-11-22T23:50", ended_at="2026-11-23T00:10:30"), office.time)

        assert found.values["duration_min"] == 21
        assert found.values["started_at"].day == 22

    def test_numbers_tell_year_and_order_only(self, office: TestOffice) -> None:
        """The number begins anew in April."""
        with office.office.database.writing() as db:
            write_at = [contacts.next_number(db, day(at)) for at in ("2026-03-31T10:00", "2026-04-01T10:00")]

        assert write_at == ["2025-00001", "2026-00001"]

    def test_three_kinds_of_no_answer_stay_three(self) -> None:
        """Not asked, declined and unknown are kept as they were given."""
        for value in ("not_asked", "declined", "unknown"):
            assert people.read({"age_band": [value], "marital_status": [value]})["age_band"] == value
        assert {code.value for code in codes.codes("missing")} == {"not_asked", "declined", "unknown"}

    def test_a_partners_violence_is_dv_unless_she_who_writes_says_otherwise(self, office: TestOffice) -> None:
        """The flag begins from the main issue; what belongs to DV stays only with it."""
        dv = {"heading": "暴力・犯罪", "main_issue": "dv_cohabit", "dv_type": ["mental"]}

        assert read(form(**dv), office.time).values["dv_flag"]
        assert read(form(**dv, dv_flag="no"), office.time).values["dv_type"] == []


class TestTwoAtOnce:
    def test_two_counsellors_editing_one_record_lose_nobodys_words(self, office: TestOffice, sit: Sit) -> None:
        """Both began from the same version; after both have saved, the words of both stand there."""
        number = write(office, her_words="はじめのことば", summary_fact="はじめ")
        first, second = sit("counsellor"), sit("second")
        drafts = [
            seat.post(f"/contacts/{number}/change").headers["Location"].rsplit("/", 1)[1] for seat in (first, second)
        ]
        save(first, drafts[0], her_words="一人目のことば", summary_fact="はじめ", assessment="一人目の見立て")
        save(second, drafts[1], her_words="二人目のことば", summary_fact="二人目の事実", urgency="u2")

        with office.office.database.reading() as db:
            words, row = contacts.words(db, number), contacts.find(db, number)
            assert len(contacts.versions(db, number)) == 3
        assert "一人目のことば" in words["her_words"]
        assert "二人目のことば" in words["her_words"]
        assert words["assessment"] == "一人目の見立て"
        assert words["summary_fact"] == "二人目の事実"
        assert row["urgency"] == "u2"

    def test_saving_without_a_change_makes_no_version(self, office: TestOffice, sit: Sit) -> None:
        """Looking and saving leaves the record as it was."""
        number, seat = write(office), sit("counsellor")
        draft = seat.post(f"/contacts/{number}/change").headers["Location"].rsplit("/", 1)[1]
        save(seat, draft, ended_at="2026-11-23T10:00")

        with office.office.database.reading() as db:
            assert len(contacts.versions(db, number)) == 1


class TestDrafts:
    def test_a_draft_is_kept_and_goes_on(self, sit: Sit) -> None:
        """What was kept is there when the page is opened again."""
        seat = sit("counsellor")
        draft = begin(seat)
        seat.post(f"/contacts/keep/{draft}", {"summary_fact": "眠れない", "count": "1"})

        assert "眠れない" in seat.get(f"/contacts/write/{draft}").text
        assert "書きかけ" in seat.text("/today")

    def test_a_late_older_draft_changes_nothing(self, sit: Sit) -> None:
        """Two savings that overtake each other leave the newer."""
        seat = sit("counsellor")
        draft = begin(seat)
        seat.post(f"/contacts/keep/{draft}", {"summary_fact": "新しい", "count": "2"})
        answer = seat.post(f"/contacts/keep/{draft}", {"summary_fact": "古い", "count": "1"})

        assert answer.text == "2"
        assert "新しい" in seat.get(f"/contacts/write/{draft}").text

    def test_a_draft_is_its_writers_own(self, sit: Sit) -> None:
        """Nobody else opens, keeps or saves it."""
        draft, other = begin(sit("counsellor")), sit("second")

        assert other.get(f"/contacts/write/{draft}").status_code == 400
        assert other.post(f"/contacts/keep/{draft}", {"count": "9"}).status_code == 400
        assert other.post(f"/contacts/save/{draft}").status_code == 400

    def test_a_lock_keeps_the_draft(self, office: TestOffice, sit: Sit) -> None:
        """A session that runs out while she writes throws nothing away: the page is told, and waits."""
        seat = sit("counsellor")
        draft = begin(seat)
        seat.post(f"/contacts/keep/{draft}", {"summary_fact": "眠れない", "count": "1"})
        office.wait(minutes=20)
        again = {"headers": {"X-Requested-With": "fetch"}}

        assert seat.post(f"/contacts/keep/{draft}", {"count": "2"}, **again).status_code == 423
        seat.post("/unlock", {"password": "a long sentence of nobody"})
        assert "眠れない" in seat.get(f"/contacts/write/{draft}").text
        assert seat.post(f"/contacts/keep/{draft}", {"count": "2"}, **again).status_code == 200
