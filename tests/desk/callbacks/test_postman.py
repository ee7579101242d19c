"""How the postman's rounds are told to staff. His rounds themselves are in tests/site/test_desk_postman.py."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk import facts
from desk.callbacks import postman
from formhandler import keys
from tests.desk.callbacks.requests import at, read
from tests.desk.office import TestOffice
from tests.formhandler import servers, tls
from tests.formhandler.box import DESK, SIGNER, open_box, serving
from tests.formhandler.examples import SHORTEST


class TestReport:
    def test_a_box_that_does_not_answer_is_said_on_the_list_and_louder_after_a_quarter_of_an_hour(
        self, office: TestOffice
    ) -> None:
        """The list says when it last went well, what is wrong, and turns warm when that lasts."""
        office.office.settings = replace(office.office.settings, dropbox=f"http://127.0.0.1:{servers.free_port()}")
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

    def test_over_tls_it_fetches_from_a_box_that_it_can_trust_and_from_no_other(
        self, office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A certificate that nobody vouches for is refused in words; vouched for, the request arrives."""
        box = open_box(tmp_path / "box")
        box.post(SHORTEST)
        keys.write(office.office.settings.keys / "desk.key", DESK)
        keys.write(office.office.settings.keys / "signing.key", keys.text(SIGNER.private_bytes_raw()))
        context, _ = tls.context(tmp_path)
        with serving(box.app, context) as server:
            office.office.settings = replace(office.office.settings, dropbox=f"https://127.0.0.1:{server.port}")
            refused = postman.go(office.office)
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls.pem"))
            said = postman.go(office.office)
        box.store.close()

        assert "つながりません。証明書を確かめられません" in refused
        assert said == ""
        assert read(office).contact["tel"] == SHORTEST["tel"][0]
