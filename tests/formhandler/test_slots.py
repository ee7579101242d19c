from datetime import datetime
from itertools import count
from typing import Any

import pytest

from formhandler.gate import Gate
from formhandler.slots import Slots
from tests.formhandler import site
from tests.formhandler.box import DAYS, Box, open_box

TEN, ELEVEN, LATE = (f"{DAYS[0]}T{time}" for time in ("10:00/10:30", "10:30/11:00", "13:00/13:30"))
OTHERS, GATE = count(), Gate()
NOW = datetime.fromisoformat(f"{DAYS[0]}T09:00")


def ask(slots: Slots, *windows: str, capacity: int = 2, address: str = "", mark: str = "") -> bool:
    """Ask for a call at one of some windows."""
    return slots.enter(windows, capacity, GATE.mark(address), (mark or f"somebody {next(OTHERS)}").encode())


def test_a_window_takes_as_many_as_can_be_called() -> None:
    """The third who asks for a window of two is told so, and it is not offered any more."""
    slots = Slots()

    assert [ask(slots, TEN) for _ in range(3)] == [True, True, False]
    assert slots.open([TEN, ELEVEN], 2, NOW) == {ELEVEN}


def test_another_of_her_windows_will_do() -> None:
    """Her request counts in the first of her windows that has room."""
    slots = Slots()
    asked = [ask(slots, TEN, LATE) for _ in range(5)]

    assert asked == [True, True, True, True, False]
    assert slots.open([TEN, ELEVEN, LATE], 2, NOW) == {ELEVEN}


def test_pressing_twice_takes_one_place() -> None:
    """What is one request to the desk is one here."""
    slots = Slots()

    assert all(ask(slots, TEN, mark="she") for _ in range(9))
    assert ask(slots, TEN)
    assert not ask(slots, TEN)


def test_one_network_leaves_half_to_others() -> None:
    """A thousand posts from one /24 keep nobody out who posts from elsewhere."""
    slots = Slots()
    taken = sum(ask(slots, TEN, capacity=4, address=f"192.0.2.{number % 256}") for number in range(1000))

    assert taken == 2
    assert slots.open([TEN], 4, NOW) == {TEN}
    assert ask(slots, TEN, capacity=4, address="198.51.100.7")


def test_an_hour_for_one_is_taken_by_anyone() -> None:
    """Half of one is one."""
    slots = Slots()

    assert ask(slots, TEN, capacity=1, address="192.0.2.1")
    assert not ask(slots, TEN, capacity=1, address="198.51.100.7")


def test_what_is_over_is_forgotten() -> None:
    """Counts of windows that have begun are dropped."""
    slots = Slots()
    ask(slots, TEN)
    slots.open([TEN], 2, datetime.fromisoformat(f"{DAYS[0]}T10:00"))

    assert "10:00" not in str(vars(slots))


@pytest.fixture
def box(tmp_path: Any) -> Any:
    """Lend a drop box whose pages say that two can be called in each window."""
    opened = open_box(tmp_path, site=site.build(tmp_path / "site", *DAYS, capacity=2))
    yield opened
    opened.store.close()


def test_full_windows_are_not_offered_and_full_is_no_error(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """The third gets the numbers in her language; the next page leaves the window out."""
    monkeypatch.setattr("formhandler.page_token.FAST", 0)
    asked = [{"tel": "09000000000", "window": TEN, "token": box.token("/th/callback/")} for _ in range(3)]
    addresses = ("192.0.2.1", "198.51.100.1", "203.0.113.1")
    places = [
        box.post(form, "/th/callback/", environ_base={"REMOTE_ADDR": address}).headers["Location"]
        for form, address in zip(asked, addresses, strict=True)
    ]

    assert places == ["/th/callback/1/", "/th/callback/1/", "/th/callback/2/"]
    assert len(box.requests()) == 2
    page = box.client.get("/callback/").text
    assert TEN not in page
    assert ELEVEN in page
