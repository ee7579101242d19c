"""How the postman's rounds are told to staff. His rounds themselves are in tests/site/desk/test_postman.py."""

from dataclasses import replace

from desk import facts
from desk.callbacks import postman
from formhandler import keys
from tests.desk.callbacks.requests import at
from tests.desk.office import TestOffice

NOBODY_THERE = "http://127.0.0.1:9"


class TestReport:
    def test_a_box_that_does_not_answer_is_said_on_the_list_and_louder_after_a_quarter_of_an_hour(
        self, office: TestOffice
    ) -> None:
        """The list says when it last went well, what is wrong, and turns warm when that lasts."""
        office.office.settings = replace(office.office.settings, dropbox=NOBODY_THERE)
        keys.make(office.office.settings.keys, office.time.date())
        seat = office.sit("counsellor")
        seat.post("/callbacks/pull")
        page = seat.get("/callbacks").text

        assert "受付箱につながりません。受付箱が動いていません。受付箱の管理者に知らせてください。" in page
        assert "note warm" in page
        with office.office.database.writing() as db:
            facts.put(db, postman.WELL, office.time.isoformat())
        assert "note warm" not in seat.get("/callbacks").text
        at(office, 10, 16)
        assert "note warm" in seat.get("/callbacks").text

    def test_without_an_address_there_is_no_button_and_a_stick_still_works(self, office: TestOffice) -> None:
        """An office without a line sees no rounds that never come."""
        page = office.sit("counsellor").text("/callbacks")

        assert "いま取りに行く" not in page
        assert "媒体のファイルから" in page

    def test_missing_keys_are_told_with_their_cure(self, office: TestOffice) -> None:
        """Without desk.key nothing is fetched, and the list says how to make it."""
        office.office.settings = replace(office.office.settings, dropbox="https://box.example")

        assert "keygen" in postman.go(office.office)

    def test_only_over_tls(self, office: TestOffice) -> None:
        """An address without TLS is refused in words."""
        office.office.settings = replace(office.office.settings, dropbox="http://box.example")
        keys.make(office.office.settings.keys, office.time.date())

        assert "https://" in postman.go(office.office)
