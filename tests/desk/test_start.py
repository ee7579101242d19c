"""Starting: practice is made anew and says so; the office's own folder asks for its first administrator, once."""

import re
from pathlib import Path

import pytest

from desk.office import Office, Unfit
from desk.practice import PASSWORD, codes_now
from desk.start import open_real, told_once
from tests.desk.office import pages


class TestPractice:
    def test_every_page_says_that_it_is_practice(self, practice: Office) -> None:
        """At the door and inside, the mark stands first; the figures of the door let a newcomer in."""
        client = pages(practice).test_client()
        door = client.get("/login").text
        with practice.database.reading() as db:
            code = {login: code for login, _, code in codes_now(db, practice.time)}["sato"]
        answer = client.post("/login", data={"login": "sato", "password": PASSWORD, "code": code})

        assert answer.status_code == 303
        assert "練習用" in door
        for path in ("/today", "/callbacks", "/people", "/statistics", "/nowhere"):
            assert "練習用" in client.get(path).text

    def test_a_real_folder_is_never_emptied_for_practice(self, practice: Office) -> None:
        """Opening practice's folder as the office's is refused."""
        with pytest.raises(Unfit):
            open_real(practice.settings.folder)


class TestReal:
    def test_it_starts_empty_and_invites_the_first_administrator_once(self, tmp_path: Path) -> None:
        """The invitation is told at the first start only, and no page of a real office shows a code."""
        office = open_real(tmp_path / "office")
        first = told_once(office)

        assert "招待のことば" in first
        assert re.search(r"(\w{4}-){3}\w{4}", first)
        assert told_once(office) == ""
        assert "練習用" not in pages(office).test_client().get("/login").text
        office.database.close()
