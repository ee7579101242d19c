"""Who counts sees no name and no free text: by no route, no error page; by no file: tests/site/desk."""

from collections.abc import Callable

import pytest

from desk import access
from desk.records import people
from desk.records.fields import WRITTEN
from desk.statistics.book import ORDER
from tests.desk.callbacks.requests import TEL, waiting
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write

Sit = Callable[[str], Seat]
CANARY = "かなりやのうた"


@pytest.fixture
def filled(office: TestOffice) -> TestOffice:
    """Lend an office in which every name and every free text is a canary."""
    with office.office.database.writing() as db:
        texts = dict.fromkeys(("call_name", "recognise_hint", "household", "do_not"), CANARY)
        number = people.begin(db, **texts)
    write(office, 1, number, **dict.fromkeys(WRITTEN, CANARY))
    waiting(office, call_name=CANARY, word=CANARY)
    return office


@pytest.mark.parametrize("role", ["statistician", "trainer", "administrator", "auditor"])
def test_no_page_that_is_open_to_who_keeps_no_records_holds_a_word(filled: TestOffice, sit: Sit, role: str) -> None:
    """Every route of hers with every likely argument, as read and as sent: no canary, no number.

    That all others answer 403 is in test_doors.py; what 403 says is one page for all.
    """
    seat = sit(role)
    adapter = filled.app.url_map.bind("localhost")
    for rule in filled.app.url_map.iter_rules():
        if rule.endpoint in ("door.logout", "door.lock") or not access.may([role], rule.endpoint):
            continue
        for argument in (1, *ORDER[:2], CANARY[:3]) if rule.arguments else (1,):
            try:
                path = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, argument))
            except Exception:  # noqa: BLE001, S112 (a word where the rule wants a number)
                continue
            for answer in (seat.get(path), seat.post(path, {"q": CANARY[:3]})):
                assert CANARY not in answer.text, (path, answer.status_code)
                assert TEL not in answer.text


@pytest.mark.usefixtures("filled")
def test_an_error_says_a_cure_and_nothing_of_what_failed(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a page fails, neither the words in hand nor a traceback come out."""

    def fail(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("desk.web.statistics.books.book", fail)
    answer = sit("statistician").get("/statistics")

    assert answer.status_code == 500
    assert CANARY not in answer.text
    assert "Traceback" not in answer.text
    assert "もう一度しても同じなら" in answer.text
