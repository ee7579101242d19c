"""`make run` as the guide says it: the site is built from the real data, served with its form, and takes a request."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from formhandler import keys
from formhandler.pull import Puller
from formhandler.request import from_json
from formhandler.sealing import open_envelope
from tests.formhandler import servers
from tests.formhandler.box import CODE, TOKEN
from tests.formhandler.examples import SHORTEST
from tests.formhandler.servers import ask, free_port

WINDOW = re.compile(r'<option value="(\d{4}-[^"]+)"')


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Lay out the project where it can be built without touching what stands."""
    for name in ("Makefile", "requirements.txt", "mkdocs.yml", "data", "docs"):
        (tmp_path / name).symlink_to(Path(name).resolve())
    for code in ("directory", "formhandler", "publish", "scripts"):
        (tmp_path / code).symlink_to(Path(code).resolve())
    (tmp_path / "ready").touch()  # no second .venv
    return tmp_path


@pytest.fixture
def port(place: Path) -> Iterator[int]:
    """Run the command and lend the port on which it answers."""
    port = free_port()
    command = ["make", "-C", str(place), "run", f"PORT={port}", "READY=ready", f"PYTHON={sys.executable}"]
    today = {name: value for name, value in os.environ.items() if name != "TODAY"}
    program = servers.Program(place, command, today)
    try:
        servers.wait(program, lambda: servers.status(port, "GET", "/health") == 204, most=120)
        assert f"http://127.0.0.1:{port}" in program.said()
        yield port
    finally:
        program.stop(kill=True)


@pytest.mark.skipif(shutil.which("make") is None, reason="sudo apt-get install make")
def test_make_run_builds_serves_and_takes_a_request(place: Path, port: int) -> None:
    """From the one command to what the desk reads with the practice keys."""
    home, form = ask(port, "GET", "/en/")[2], ask(port, "GET", "/en/callback/")[2]
    sent = {**SHORTEST, "token": TOKEN.findall(form)[0], "window": WINDOW.findall(form)[0]}
    posted = ask(port, "POST", "/en/callback/", urlencode(sent, doseq=True))
    thanks = ask(port, "GET", posted[1])[2]
    practice = place / "build/dropbox/practice"
    rows = Puller(f"http://127.0.0.1:{port}", keys.signer(practice / "signing.key")).all()

    assert 'callback/"' in home
    assert posted[:2] == (303, "/en/callback/1/")
    assert 'href="tel:' in thanks
    (request,) = (from_json(open_envelope(row.envelope, [keys.identity(practice / "desk.key")])) for row in rows)
    assert request.code == CODE.findall(form)[0].replace(" ", "")
