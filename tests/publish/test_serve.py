"""The small server for looking at the built site."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from publish.serve import server


@pytest.fixture
def line(tmp_path: Path) -> Iterator[HTTPConnection]:
    """Connect to a server of an empty folder."""
    with server(tmp_path, 0) as serving:
        threading.Thread(target=serving.serve_forever, args=[0.01], daemon=True).start()
        made = HTTPConnection("127.0.0.1", serving.server_port)
        yield made
        made.close()
        serving.shutdown()


@pytest.mark.parametrize(
    ("posted", "shown"),
    [
        ("/callback/", "/callback/3/"),
        ("/th/callback/", "/th/callback/3/"),
        ("/th/callback/0/", "/th/callback/3/"),
        ("/en/", "/callback/3/"),
    ],
)
def test_a_post_leads_to_the_telephone_numbers(line: HTTPConnection, posted: str, shown: str) -> None:
    """No drop box stands here: what was typed is answered 303 all the same, and is neither kept nor shown."""
    line.request("POST", posted, "tel=09000000000", {"Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()

    assert (answer.status, answer.headers["Location"], answer.read()) == (303, shown, b"")
