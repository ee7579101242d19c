"""Fetching from the real drop box, in a process of its own: exactly once, wherever the line breaks and whoever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from desk.callbacks import postman
from desk.office import Office, open_office
from desk.settings import Settings
from desk.tables import callback, envelope
from formhandler import keys
from tests.desk.callbacks.requests import read
from tests.desk.office import TestOffice
from tests.formhandler import servers, tls
from tests.formhandler.box import DESK, SIGNER, open_box, serving
from tests.formhandler.examples import SHORTEST
from tests.site.desk.line import ACKNOWLEDGE, PULL, Line, line
from tests.site.desk.test_serve import started

ROOT = Path(__file__).parents[3]
OPEN_GATE = "formhandler.bench.unlimited:create_app()"


@dataclass
class Town:
    """A drop box that runs, a desk that fetches, and the line between them."""

    folder: Path
    line: Line
    environment: dict[str, str]
    numbers: Iterator[int] = field(default_factory=count)
    sent: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open_box()
        settings = Settings(self.folder / "office/desk", self.folder / "office/keys", dropbox=self.line.url)
        self.office: Office = open_office(settings)
        keys.write(settings.keys / "desk.key", f"{DESK}\n")
        keys.write(settings.keys / "signing.key", keys.text(SIGNER.private_bytes_raw()))

    def open_box(self) -> None:
        """Start the drop box's process."""
        self.program = servers.gunicorn(self.folder / "box", self.environment, app=OPEN_GATE)

    def kill_box(self) -> None:
        """Kill the drop box, workers and all, and start it again."""
        self.program.stop(kill=True)
        self.open_box()

    def ask_for_a_call(self, times: int = 2) -> None:
        """Send requests, as her browser does."""
        for _ in range(times):
            name = f"n{next(self.numbers)}"
            form = urlencode({**SHORTEST, "call_name": name}, doseq=True)
            assert servers.ask(self.environment["DROPBOX_BIND"], "POST", "/callback/", form)[0] == 303
            self.sent.append(name)

    def desk_that_dies(self) -> subprocess.Popen[bytes]:
        """Start a desk of its own process on the same records; the line kills it."""
        command = [sys.executable, "-m", "tests.desk.fetch", str(self.folder / "office"), self.line.url]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def fetched_after(self, what: Callable[[], None]) -> None:
        """Do something, and wait until somebody has fetched."""
        self.line.acknowledged.clear()
        what()
        assert self.line.acknowledged.wait(30)

    def listed(self) -> list[str]:
        """Return who waits for a call, by the names they gave."""
        with self.office.database.reading() as db:
            return list(db.execute(select(callback.c.call_name).order_by(callback.c.id)).scalars())


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Lend a town."""
    folder = tmp_path_factory.mktemp("town")
    (folder / "box").mkdir()
    environment = servers.set_up(folder / "box")
    with line(environment["DROPBOX_BIND"]) as found:
        opened = Town(folder, found, environment)
        yield opened
        opened.program.stop()
        opened.office.database.close()


def each_is_there_once(town: Town) -> None:
    """Hold the list against what was sent, and find the drop box empty after one more round."""
    assert postman.go(town.office) == ""
    assert sorted(town.listed()) == sorted(town.sent)
    with town.office.database.reading() as db:
        assert set(db.execute(select(envelope.c.aside)).scalars()) <= {""}
    before = len(town.sent)
    assert postman.go(town.office) == ""
    assert len(town.listed()) == before


class TestOverTheLine:
    def test_what_waits_is_fetched(self, town: Town) -> None:
        """Requests sent to the real drop box stand on the list, more of them than one answer holds."""
        town.ask_for_a_call(55)

        each_is_there_once(town)

    @pytest.mark.parametrize("moment", ["before", "half", "after"])
    @pytest.mark.parametrize("path", [PULL, ACKNOWLEDGE])
    def test_a_line_that_breaks_loses_and_doubles_nothing(self, town: Town, path: str, moment: str) -> None:
        """Question lost, answer cut in two, answer lost: it is said in words, and the next round sets it right."""
        town.ask_for_a_call()
        broken = town.line.broken
        town.line.breaks(path, moment)
        said = postman.go(town.office)

        assert town.line.broken == broken + 1
        assert "受付箱" in said
        each_is_there_once(town)

    @pytest.mark.parametrize(("path", "moment"), [(PULL, "before"), (ACKNOWLEDGE, "before"), (ACKNOWLEDGE, "after")])
    def test_kill_9_of_the_desk_loses_and_doubles_nothing(self, town: Town, path: str, moment: str) -> None:
        """Killed while it asks, after it has stored, and after the box has deleted: each request is there once."""
        town.ask_for_a_call()
        dying: list[subprocess.Popen[bytes]] = []
        town.line.breaks(path, moment, lambda: os.kill(dying[0].pid, signal.SIGKILL))
        dying.append(town.desk_that_dies())

        assert dying[0].wait(60) == -signal.SIGKILL
        each_is_there_once(town)

    @pytest.mark.parametrize(("path", "moment"), [(PULL, "after"), (ACKNOWLEDGE, "before"), (ACKNOWLEDGE, "after")])
    def test_kill_9_of_the_drop_box_loses_and_doubles_nothing(self, town: Town, path: str, moment: str) -> None:
        """Killed after it answered, before it hears of the receipt, and after it deleted."""
        town.ask_for_a_call()
        town.line.breaks(path, moment, town.kill_box)
        postman.go(town.office)

        each_is_there_once(town)

    def test_the_postman_goes_by_himself(self, town: Town) -> None:
        """Started, he fetches at once and then every two minutes, until he is told to stop."""
        over = postman.start(town.office, every=0.05)
        for _ in range(2):
            town.fetched_after(town.ask_for_a_call)
        over.set()

        assert postman.EVERY == 120
        each_is_there_once(town)

    def test_the_desk_that_an_office_starts_sends_him_out(self, town: Town) -> None:
        """`make desk FOLDER=…` with the drop box's address fetches without anybody pressing anything."""
        town.ask_for_a_call()
        bind = f"127.0.0.1:{servers.free_port()}"
        with started(town.folder / "office", bind, DESK_DROPBOX=town.line.url):
            town.fetched_after(lambda: None)

        each_is_there_once(town)


def test_over_tls_it_fetches_from_a_box_that_it_can_trust_and_from_no_other(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
