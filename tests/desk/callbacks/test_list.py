"""What stands on the list of those who wait, and the number on the page of one of them."""

from collections.abc import Callable

import pytest

from tests.desk.callbacks.requests import at, read, waiting
from tests.desk.office import Seat, TestOffice


def test_the_list_says_when_it_is_her_time_and_when_it_is_over(office: TestOffice, sit: Callable[[str], Seat]) -> None:
    """Nobody has claimed it yet: from 19:00 the list calls for somebody, from 19:30 it says what was missed."""
    waiting(office)
    seat = sit("counsellor")
    said = []
    for hour, minute in ((18, 59), (19, 0), (19, 31)):
        at(office, hour, minute)
        said.append(seat.text("/callbacks"))

    assert ["いま希望の時間" in page for page in said] == [False, True, False]
    assert ["希望の時間が過ぎた" in page for page in said] == [False, False, True]
    assert not any("時間の希望なし" in page for page in said)


@pytest.mark.parametrize(
    ("tel", "shown"),
    [("09000000101", "090-0000-0101"), ("0440000101", "044-000-0101"), ("0300000101", "03-0000-0101")],
)
def test_a_number_stands_in_the_groups_in_which_it_is_dialled(office: TestOffice, tel: str, shown: str) -> None:
    """Eleven figures in a row are dialled wrong; the area codes of two figures are those of Tokyo and Osaka."""
    waiting(office, tel=tel)

    assert read(office).number == shown
