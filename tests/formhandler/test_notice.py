import os
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from formhandler.notice import BODY, SUBJECT, Notice, mail
from formhandler.store import Row, Store, Unfit
from formhandler.store_sqlite import SqliteStore

DAY = date(2026, 11, 23)


class Office:
    """A mail server of the office."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        """Take a mail."""
        self.received.append(envelope.content)
        return "250 OK"


@pytest.fixture
def office() -> Iterator[tuple[Office, Controller]]:
    """Run a mail server."""
    handler = Office()
    controller = Controller(handler, hostname="127.0.0.1", port=40_000 + os.getpid() % 20_000)
    controller.start()
    yield handler, controller
    if controller.server is not None:
        controller.stop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Lend a store."""
    opened = SqliteStore(tmp_path / "box")
    yield opened
    opened.close()


def put(store: Store) -> None:
    """Let something wait."""
    store.put(Row(os.urandom(16), DAY, "k" * 16, b"envelope"))


def test_tells_that_something_waits_and_no_more(office: tuple[Office, Controller], store: Store) -> None:
    """Every mail has the same subject and body; nothing waits, no mail; nothing new, no second mail."""
    handler, controller = office
    notice = Notice(store, mail(f"smtp://127.0.0.1:{controller.port}/?from=box@example.org&to=desk@example.org").send)
    notice.tick()
    assert handler.received == []

    for _ in range(2):
        put(store)
        notice.tick()
        notice.tick()

    mails = [message_from_bytes(content, policy=default) for content in handler.received]
    assert [(found["Subject"], found.get_content().replace("\r\n", "\n")) for found in mails] == [(SUBJECT, BODY)] * 2
    assert {tuple(found.keys()) for found in mails} == {tuple(mails[0].keys())}


def test_words_are_quiet() -> None:
    """Whoever sees the mail on a telephone's screen learns nothing of what the centre does."""
    assert not [word for word in ("電話", "相談", "女性", "DV", "お願い", "折り返し") if word in SUBJECT + BODY]


def test_mail_down_is_tried_again(office: tuple[Office, Controller], store: Store) -> None:
    """While mail is down the desk is told; when it is back, the mail goes out without another request."""
    handler, controller = office
    notice = Notice(store, mail(f"smtp://127.0.0.1:{controller.port}/?from=a@example.org&to=b@example.org").send)
    controller.stop()
    put(store)
    notice.tick()
    assert failing(notice)

    again = Controller(handler, hostname="127.0.0.1", port=controller.port)
    again.start()
    notice.tick()
    again.stop()
    assert not failing(notice)
    assert len(handler.received) == 1


def failing(notice: Notice) -> bool:
    """Return what the desk is told of the mail."""
    return notice.failing


def test_after_the_desk_took_all_the_next_is_told(store: Store) -> None:
    """What was fetched no longer counts: the next request is new again."""
    sent: list[int] = []
    notice = Notice(store, lambda: sent.append(1))
    put(store)
    notice.tick()
    store.remove(row.receipt for row in store.rows(b"", 9))
    notice.tick()
    put(store)
    notice.tick()

    assert len(sent) == 2


@pytest.mark.parametrize(
    "url", ["smtp://host", "host", "smtp:///?from=a&to=b", "http://h/?from=a&to=b", "smtp://h:x/?to=b"]
)
def test_half_an_address_is_refused_at_the_start(url: str) -> None:
    """A mail setting that could never work stops the start and shows how to write it."""
    with pytest.raises(Unfit, match="DROPBOX_MAIL"):
        mail(url)


def test_only_tls_leaves_the_machine() -> None:
    """Mail to another machine goes over TLS, from the first byte or by STARTTLS."""
    elsewhere = [mail(f"{kind}://u:p%40@mail.example.org/?from=a&to=b") for kind in ("smtp", "smtps")]

    assert [(found.plain, found.at_once, found.port) for found in elsewhere] == [
        (False, False, 587),
        (False, True, 465),
    ]
    assert elsewhere[0].password == "p@"
