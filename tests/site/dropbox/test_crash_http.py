"""The whole way, killed: from the form that was posted to the word that the desk reads."""

import random
import threading
import time
from http.client import HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from formhandler.request import from_json
from formhandler.sealing import open_envelope
from formhandler.store_sqlite import SqliteStore
from tests.effort import ROUNDS, THOROUGH
from tests.formhandler import servers
from tests.formhandler.box import DESK
from tests.formhandler.examples import SHORTEST


def test_kill_9_of_the_server_loses_nobody_who_saw_thanks(tmp_path: Path) -> None:
    """However often the real server is killed under load, whoever was sent to the thanks page is found by the desk."""
    environment = servers.set_up(tmp_path)
    chance, numbers, thanked = random.Random(3), count(), set[str]()  # noqa: S311
    for _ in range(ROUNDS if THOROUGH else 3):
        program = servers.gunicorn(tmp_path, environment, app="formhandler.bench.unlimited:create_app()")
        over = threading.Event()
        people = [threading.Thread(target=post, args=(environment, numbers, thanked, over)) for _ in range(8)]
        for person in people:
            person.start()
        time.sleep(chance.uniform(0.1, 0.5))
        program.stop(kill=True)
        over.set()
        for person in people:
            person.join()

    store = SqliteStore(tmp_path / "box.sqlite3")
    words = {from_json(open_envelope(row.envelope, [DESK])).answers["word"] for row in store.rows(b"", 10**6)}
    store.close()
    assert len(thanked) > 10
    assert thanked - words == set()


def post(environment: dict[str, str], numbers: "count[int]", thanked: set[str], over: threading.Event) -> None:
    """Send one request after the other, and remember for which there was thanks."""
    while not over.is_set():
        word = f"w{next(numbers)}"
        try:
            answer = servers.ask(
                environment["DROPBOX_BIND"], "POST", "/callback/", urlencode({**SHORTEST, "word": word}, doseq=True)
            )
        except (OSError, HTTPException):
            continue
        if answer[:2] == (303, "/callback/1/"):
            thanked.add(word)
