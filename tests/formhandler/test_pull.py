"""Two machines: every request reaches the desk exactly once, whatever breaks in between."""

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from formhandler import wire
from formhandler.pull import Puller, Take, Unreachable
from formhandler.request import from_json
from formhandler.sealing import open_envelope
from formhandler.store import Receipt, Row
from tests.formhandler.box import DESK, SIGNER, Box
from tests.formhandler.examples import SHORTEST


class Quiet(WSGIRequestHandler):
    """Serves without writing a log."""

    def log(self, *_: object) -> None:
        """Write nothing."""


class Crash(BaseException):
    """The desk's program dies here."""


class Desk:
    """The least that a desk must do."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        self.database.execute("CREATE TABLE IF NOT EXISTS request (id BLOB PRIMARY KEY, word TEXT)")

    def take(self, rows: list[Row]) -> list[Receipt]:
        """Open and store rows, each id once."""
        with self.database:
            for row in rows:
                word = from_json(open_envelope(row.envelope, [DESK])).answers["word"]
                self.database.execute("INSERT OR IGNORE INTO request VALUES (?, ?)", (row.id, word))
        return [row.receipt for row in rows]

    def words(self) -> list[str]:
        """Return what was asked, in the order of the words."""
        return [word for (word,) in self.database.execute("SELECT word FROM request ORDER BY word")]


@pytest.fixture
def server(box: Box) -> Iterator[BaseWSGIServer]:
    """Serve a drop box on a port."""
    made = make_server("127.0.0.1", 0, box.app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def puller(server: BaseWSGIServer) -> Puller:
    """Lend the desk's side of the line."""
    return Puller(f"http://127.0.0.1:{server.port}", SIGNER)


def fill(box: Box, first: int, count: int) -> None:
    """Send some requests."""
    for number in range(first, first + count):
        assert box.post({**SHORTEST, "word": f"{number:04d}"}).headers["Location"] == "/callback/1/"


def test_all_that_waits_is_fetched_and_deleted(box: Box, puller: Puller, tmp_path: Path) -> None:
    """More than one answer's worth of requests reaches the desk; the box is empty then, and said how it is."""
    fill(box, 0, 120)
    desk = Desk(tmp_path / "desk")

    assert puller.fetch(desk.take) == 120
    assert desk.words() == [f"{number:04d}" for number in range(120)]
    assert box.store.rows(b"", 9) == []
    assert puller.state["clock"] == "right"


def test_exactly_once_through_crashes(box: Box, puller: Puller, tmp_path: Path) -> None:
    """The desk dies before storing, after storing or after the receipt, again and again: each request is there once."""
    chance, sent, crashes = random.Random(5), 0, 0  # noqa: S311
    for _ in range(40):
        count = chance.randrange(5)
        fill(box, sent, count)
        sent += count
        desk = Desk(tmp_path / "desk")
        try:
            puller.fetch(dying(desk, chance.choice(["", "", "before", "after"])))
        except Crash:
            crashes += 1
        desk.database.close()

    desk = Desk(tmp_path / "desk")
    puller.fetch(desk.take)
    assert crashes > 5
    assert desk.words() == [f"{number:04d}" for number in range(sent)]
    assert box.store.rows(b"", 9) == []


def test_pressed_again_after_it_was_fetched(box: Box, puller: Puller, tmp_path: Path) -> None:
    """Send, pressed once more after the desk has taken the request, is the same request to the desk."""
    token, desk = box.token(), Desk(tmp_path / "desk")
    for _ in range(2):
        box.post({**SHORTEST, "word": "a", "token": token})
        assert puller.fetch(desk.take) == 1

    assert desk.words() == ["a"]


def test_lost_receipt_comes_again(box: Box, puller: Puller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the line breaks before the receipt arrives, nothing is deleted and nothing is doubled."""
    fill(box, 0, 3)
    desk = Desk(tmp_path / "desk")
    monkeypatch.setattr(puller, "acknowledge", lambda _: 0)
    assert puller.fetch(desk.take) == 0
    monkeypatch.undo()

    assert len(box.store.rows(b"", 9)) == 3
    assert puller.fetch(desk.take) == 3
    assert len(desk.words()) == 3


def test_what_the_desk_did_not_store_stays(box: Box, puller: Puller) -> None:
    """A desk that returns no receipt for a row finds it again."""
    fill(box, 0, 3)

    assert puller.fetch(lambda rows: [rows[0].receipt]) == 1
    assert len(box.store.rows(b"", 9)) == 2


def test_by_stick(box: Box, puller: Puller, tmp_path: Path) -> None:
    """Envelopes leave as a text file, receipts come back as a text file, and only then the box deletes."""
    fill(box, 0, 3)
    (tmp_path / "box.txt").write_text(wire.to_text(puller.rows()), "cp932")
    assert len(box.store.rows(b"", 9)) == 3

    desk = Desk(tmp_path / "desk")
    carried = wire.from_text((tmp_path / "box.txt").read_text("cp932"))
    (tmp_path / "acks.txt").write_text(wire.receipts_to_text(desk.take(carried.rows), SIGNER), "cp932")

    assert puller.acknowledge((tmp_path / "acks.txt").read_text("cp932")) == 3
    assert desk.words() == ["0000", "0001", "0002"]
    assert box.store.rows(b"", 9) == []


def test_clock_of_the_box_may_be_wrong(
    box: Box, puller: Puller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A box whose clock is a year off can still be fetched from, and the desk learns how far off it is."""
    fill(box, 0, 2)
    ahead = Shifted(31_536_000)
    monkeypatch.setattr("formhandler.desk_door.time", ahead)
    monkeypatch.setattr(Quiet, "date_time_string", lambda *_: formatdate(ahead.time(), usegmt=True))

    assert puller.fetch(Desk(tmp_path / "desk").take) == 2
    assert abs(puller.skew - 31_536_000) < 60


def test_nobody_else_finds_anything(box: Box, server: BaseWSGIServer) -> None:
    """Without the desk's key the addresses are as if they were not there, and nothing is deleted."""
    fill(box, 0, 1)
    stranger = Puller(f"http://127.0.0.1:{server.port}", Ed25519PrivateKey.generate())

    with pytest.raises(Unreachable):
        stranger.rows()
    rows = box.store.rows(b"", 9)
    receipts = wire.receipts_to_text([row.receipt for row in rows], stranger.key)
    assert box.client.get(wire.PULL).data == box.client.get("/nowhere/").data
    assert box.client.post(wire.ACKNOWLEDGE, data=receipts).status_code == 303
    assert len(box.store.rows(b"", 9)) == 1


def test_only_over_tls() -> None:
    """Envelopes are not fetched over an open line, except on the same machine."""
    with pytest.raises(Unreachable, match="https"):
        Puller("http://localhost.example.org", SIGNER)


def dying(desk: Desk, where: str) -> Take:
    """Return a way of taking that dies before or after it has stored."""

    def take(rows: list[Row]) -> list[Receipt]:
        if where == "before":
            raise Crash
        receipts = desk.take(rows)
        if where == "after":
            raise Crash
        return receipts

    return take


class Shifted:
    """A clock that is off."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.real = seconds, time.time

    def time(self) -> float:
        """Tell the wrong time."""
        return self.real() + self.seconds
