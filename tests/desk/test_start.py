"""Starting: practice is made anew and says so; the office's own folder asks for its first administrator, once."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from desk import practice
from desk.office import Unfit
from desk.start import open_practice, open_real, told_once
from tests.desk.office import pages

ROOT = Path(__file__).parents[2]


class TestPractice:
    def test_every_page_says_that_it_is_practice(self, tmp_path: Path) -> None:
        """At the door and inside, the mark stands first; the figures of the door let a newcomer in."""
        office = open_practice(tmp_path / "practice")
        client = pages(office).test_client()
        door = client.get("/login").text
        with office.database.reading() as db:
            code = {login: code for login, _, code in practice.codes_now(db, office.time)}["sato"]
        answer = client.post("/login", data={"login": "sato", "password": practice.PASSWORD, "code": code})

        assert answer.status_code == 303
        assert "練習用" in door
        for path in ("/today", "/callbacks", "/people", "/statistics", "/nowhere"):
            assert "練習用" in client.get(path).text
        office.database.close()

    def test_a_real_folder_is_never_emptied_for_practice(self, tmp_path: Path) -> None:
        """Opening practice's folder as the office's is refused."""
        office = open_practice(tmp_path / "practice")
        office.database.close()

        with pytest.raises(Unfit):
            open_real(tmp_path / "practice")


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

    def test_the_command_serves_on_this_machine_alone(self, tmp_path: Path) -> None:
        """`make desk` answers on 127.0.0.1, and writes down nobody's addresses."""
        command = [sys.executable, "-m", "scripts.desk", "--folder", str(tmp_path / "office"), "--port", "8199"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            assert process.stdout
            told = [process.stdout.readline().decode() for _ in range(2)]
            try:
                urllib.request.urlopen("http://127.0.0.1:8199/health?q=secret", timeout=20)
            finally:
                process.terminate()
            rest = process.stdout.read().decode()

        assert "最初の管理者" in told[0]
        assert "http://127.0.0.1:8199" in told[1]
        assert "secret" not in rest
