"""Calling back: the rules that keep her safe, each as a sentence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.callbacks import calling, rates, states
from desk.callbacks.states import WAYS
from desk.codes import values
from desk.export import export
from desk.tables import audit
from tests.desk.callbacks.requests import SHOWN, TEL, at, read, waiting
from tests.desk.office import Seat, TestOffice, words
from tests.desk.records.contacts import begin, save

Sit = Callable[[str], Seat]
READY = {"ready": ["184", "quiet"], "showing": "withhold"}


def claimed(office: TestOffice, sit: Sit, **answers: object) -> Seat:
    """Return a counsellor who has claimed a request with one window, 19:00 to 19:30."""
    waiting(office, **answers)
    seat = sit("counsellor")
    assert seat.post("/callbacks/1/claim").status_code == 303
    return seat


def tell(seat: Seat, result: str, **more: str) -> int:
    """Write down how a call went."""
    return seat.post("/callbacks/1/result", {"result": result, **more}).status_code


class TestWindow:
    def test_inside_her_window_the_button_calls(self, office: TestOffice, sit: Sit) -> None:
        """At 19:10 the call begins and her number is shown."""
        seat = claimed(office, sit)
        at(office, 19, 10)
        assert SHOWN not in seat.text("/callbacks/1")
        assert seat.post("/callbacks/1/call", READY).status_code == 303

        assert SHOWN in seat.text("/callbacks/1")

    def test_at_19_31_it_is_locked_and_a_reason_and_a_second_name_are_asked(self, office: TestOffice, sit: Sit) -> None:
        """One minute after her window nobody calls without both."""
        seat = claimed(office, sit)
        at(office, 19, 31)
        second = sit("second").user_id

        assert "今は、かけられません" in seat.text("/callbacks/1")
        assert seat.post("/callbacks/1/call", READY).status_code == 409
        assert seat.post("/callbacks/1/call", {**READY, "reason": "命にかかわる"}).status_code == 409
        assert seat.post("/callbacks/1/call", {**READY, "second": second}).status_code == 409
        own = {**READY, "reason": "命にかかわる", "second": seat.user_id}
        assert seat.post("/callbacks/1/call", own).status_code == 409
        assert seat.post("/callbacks/1/call", {**own, "second": second}).status_code == 303
        assert read(office).attempts[0]["override_reason"] == "命にかかわる"
        assert read(office).attempts[0]["second_id"] == second

    def test_after_the_day_of_her_last_window_nothing_opens_it(self, office: TestOffice, sit: Sit) -> None:
        """At midnight the request has expired, for a lead too."""
        seat = claimed(office, sit)
        at(office, 0, day=24)
        over = {**READY, "reason": "命にかかわる", "second": sit("second").user_id}

        assert seat.post("/callbacks/1/call", over).status_code == 409
        assert read(office).row["status"] == "expired"

    @pytest.mark.parametrize(("hour", "minute", "status"), [(18, 59, "claimed"), (19, 0, "due"), (19, 29, "due")])
    def test_the_clock_makes_it_due(self, office: TestOffice, sit: Sit, hour: int, minute: int, status: str) -> None:
        """A claimed request is due from the first minute of her window to the last."""
        claimed(office, sit)
        at(office, hour, minute)

        assert read(office).row["status"] == status


class TestOneCounsellor:
    def test_one_claims_and_another_is_told(self, office: TestOffice, sit: Sit) -> None:
        """The second to claim is refused, and cannot call."""
        claimed(office, sit)
        late = sit("second")
        at(office, 19)

        assert late.post("/callbacks/1/claim").status_code == 409
        assert late.post("/callbacks/1/call", READY).status_code == 409
        assert not read(office).attempts

    def test_who_has_claimed_can_let_go(self, office: TestOffice, sit: Sit) -> None:
        """After she lets go another may claim; nobody but her and the lead can do that."""
        seat, other = claimed(office, sit), sit("second")

        assert other.post("/callbacks/1/hand-back").status_code == 409
        assert seat.post("/callbacks/1/hand-back").status_code == 303
        assert other.post("/callbacks/1/claim").status_code == 303


class TestAttempts:
    def test_three_at_most_and_twenty_minutes_apart(self, office: TestOffice, sit: Sit) -> None:
        """Nineteen minutes are too few; after the third call it ends."""
        seat = claimed(office, sit, window=("2026-11-23T17:00/20:00",))
        for number, (hour, minute) in enumerate([(17, 0), (17, 20), (17, 40)], 1):
            at(office, hour, minute)
            assert seat.post("/callbacks/1/call", READY).status_code == 303
            tell(seat, "no_answer")
            at(office, hour, minute + 19)
            assert seat.post("/callbacks/1/call", READY).status_code == 409
            assert len(read(office).attempts) == number

        assert read(office).row["status"] == "stopped"
        assert read(office).row["ended_by"] == "3回かけた"

    def test_the_next_time_lies_inside_a_window(self, office: TestOffice, sit: Sit) -> None:
        """At 19:20 a retry would be at 19:40, outside: it waits for the next window, or ends."""
        seat = claimed(office, sit, window=("2026-11-23T19:00/19:30", "2026-11-24T10:00/10:30"))
        at(office, 19, 20)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "busy")

        assert str(read(office).row["next_at"]) == "2026-11-24 10:00:00"

    def test_without_another_window_it_ends(self, office: TestOffice, sit: Sit) -> None:
        """Nobody is called after her last window."""
        seat = claimed(office, sit)
        at(office, 19, 20)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "no_answer")

        assert read(office).row["status"] == "stopped"

    def test_a_call_without_its_result_blocks_the_next(self, office: TestOffice, sit: Sit) -> None:
        """How it went is written before anybody calls again."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        at(office, 19, 25)

        assert seat.post("/callbacks/1/call", READY).status_code == 409

    def test_speaking_with_her_ends_it(self, office: TestOffice, sit: Sit) -> None:
        """After 「話せた」 the record can be written, and says from which call-back it came."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "spoke_ok")

        assert read(office).row["status"] == "done"
        assert "/contacts/begin?callback=1" in seat.get("/callbacks/1").text
        written = save(seat, begin(seat, "?callback=1"))
        assert '<a href="/callbacks/1">折り返し 1</a>' in seat.get(f"/contacts/{written}").text


class TestSomebodyElse:
    @pytest.mark.parametrize("result", ["other_person", "spoke_noword"])
    def test_no_retry_the_lead_sees_it_and_the_log_has_no_number(
        self, office: TestOffice, sit: Sit, result: str
    ) -> None:
        """When somebody else answers nothing goes on by itself."""
        seat = claimed(office, sit, window=("2026-11-23T17:00/20:00",))
        at(office, 17)
        seat.post("/callbacks/1/call", READY)
        tell(seat, result)
        at(office, 18)

        assert read(office).row["status"] == "retry"
        assert seat.post("/callbacks/1/call", READY).status_code == 409
        assert "主任が見る" in sit("lead").text("/callbacks")
        assert "主任が決める" in sit("lead").text("/today")
        with office.office.database.reading() as db:
            logged = " ".join(map(str, db.execute(select(audit)).all()))
        assert TEL not in logged
        assert "0101" not in logged
        assert "みかん" not in logged

    def test_only_the_lead_decides(self, office: TestOffice, sit: Sit) -> None:
        """The lead lets it go on, or stops it."""
        seat = claimed(office, sit, window=("2026-11-23T17:00/20:00",))
        at(office, 17)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "other_person")
        at(office, 18)

        assert seat.post("/callbacks/1/decide", {"again": "yes"}).status_code == 403
        assert sit("lead").post("/callbacks/1/decide", {"again": "yes"}).status_code == 303
        assert read(office).row["status"] == "due"


class TestPromises:
    def test_her_number_is_not_shown_without_184_when_she_said_so(self, office: TestOffice, sit: Sit) -> None:
        """Who withholds must withhold."""
        seat = claimed(office, sit)
        at(office, 19)

        assert seat.post("/callbacks/1/call", {**READY, "showing": "show"}).status_code == 409

    def test_nothing_may_be_left_on_voicemail_unless_she_said_so(self, office: TestOffice, sit: Sit) -> None:
        """The result 「残した」 is refused where she said never."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)

        assert tell(seat, "voicemail_left") == 409

    def test_what_keeps_her_safe_stands_before_the_number(self, office: TestOffice, sit: Sit) -> None:
        """Other people, voicemail, how we name ourselves and her word are read first."""
        seat = claimed(office, sit)
        at(office, 19)
        page = seat.text("/callbacks/1")

        number = page.index("090-****-01")
        for said in ("何も言わずに切る", "何も残さない", "名字だけ名乗る", "青い傘", "すぐ切る"):
            assert page.index(said) < number

    def test_every_sight_of_the_number_is_in_the_log(self, office: TestOffice, sit: Sit) -> None:
        """Who pressed 「かける」 stands there with the time."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)

        with office.office.database.reading() as db:
            found = db.execute(select(audit).where(audit.c.act == "reveal")).one()
        assert (found.user_id, found.subject, found.at) == (seat.user_id, "callback:1", office.time)

    def test_no_list_and_no_other_page_shows_a_whole_number(self, office: TestOffice, sit: Sit) -> None:
        """The list, the day and the figures hold neither number nor word."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)

        for path in ("/callbacks", "/today", "/people", "/statistics"):
            page = words(seat.get(path))
            assert TEL not in page
            assert SHOWN not in page
            assert "青い傘" not in page

    def test_if_she_rings_first_it_ends_with_that(self, office: TestOffice, sit: Sit) -> None:
        """Her own call closes the request."""
        seat = claimed(office, sit)
        seat.post("/callbacks/1/rang")

        assert (read(office).row["status"], read(office).row["ended_by"]) == ("done", "本人から")

    def test_no_number_is_printed_or_exported(self, office: TestOffice, sit: Sit) -> None:
        """On paper the number is left out, whole or masked; the export has no table of contacts."""
        seat = claimed(office, sit)
        at(office, 19)
        masked = seat.get("/callbacks/1").text
        seat.post("/callbacks/1/call", READY)
        shown = seat.get("/callbacks/1").text
        sheet = (Path(calling.__file__).parents[1] / "static/desk.css").read_text("utf-8")
        export(office.office, office.folder / "out")
        out = "".join(path.read_text("utf-8-sig") for path in (office.folder / "out").iterdir())

        assert 'class="big tel">090-****-01<' in masked
        assert f'class="big tel">{SHOWN}<' in shown
        assert re.search(r"@media print\{[^}]*\.tel[^}]*\{display:none\}", sheet)
        assert TEL not in out
        assert SHOWN not in out
        assert "青い傘" not in out


class TestRates:
    def test_how_calling_back_goes_is_counted(self, office: TestOffice, sit: Sit) -> None:
        """One call outside her time, one answered by somebody else, one spoken: each of the four figures says so."""
        seat = claimed(office, sit, window=("2026-11-23T11:00/13:00", "2026-11-23T19:00/19:30"))
        for hour, minute, result in ((11, 0, "no_answer"), (11, 30, "busy"), (19, 31, "spoke_ok")):
            at(office, hour, minute)
            over = {} if minute < 31 else {"reason": "命にかかわる", "second": sit("second").user_id}
            assert seat.post("/callbacks/1/call", {**READY, **over}).status_code == 303
            tell(seat, result)
        with office.office.database.reading() as db:
            found = rates.rates(db, office.time)

        assert [str(share) for share in (found.within_window, *found.spoke_at)] == ["2／3", "0／1", "0／1", "1／1"]
        assert (str(found.other_person), found.median_hours) == ("0／3", 1.0)
        assert "希望の時間のうちにかけた" in seat.text("/callbacks")


class TestStates:
    def test_every_state_of_the_list_has_its_ways(self) -> None:
        """The code list and the machine know the same states, and none leads back to new."""
        assert set(WAYS) == values("cb_status")
        assert all("new" not in ways for ways in WAYS.values())
        assert set(states.OPEN) | set(states.CLOSED) | {"purged"} == set(WAYS)
