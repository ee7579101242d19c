"""What may be given out: numbers that a person checked lately."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from directory.complaint import Refused
from directory.model import Directory
from publish.print import assured, run
from publish.print.press import Press
from tests.publish.print.conftest import TODAY


def with_phone(press: Press, **changed: object) -> Press:
    """Return a press whose bookmark's window is another."""
    windows = tuple(
        replace(w, **changed) if w.id == press.orders.phone else w  # type: ignore[arg-type]
        for w in press.directory.windows
    )
    return replace(press, directory=Directory(replace(press.directory.records, windows=windows), press.directory.site))


class TestRelease:
    def test_prints_numbers_that_were_checked_lately(self, press: Press) -> None:
        """A release prints numbers that were checked lately."""
        run.refuse(press)

    def test_refuses_a_number_nobody_checked(self, press: Press) -> None:
        """A release refuses a number nobody checked."""
        with pytest.raises(Refused, match="まだ人が確かめていません → "):
            run.refuse(with_phone(press, assured_date=None))

    def test_refuses_a_number_checked_too_long_ago(self, press: Press) -> None:
        """A release refuses a number checked too long ago."""
        old = TODAY - assured.FRESH - timedelta(days=1)

        with pytest.raises(Refused, match="181日たちました（紙は180日まで）"):
            run.refuse(with_phone(press, assured_date=old))

    def test_refuses_a_window_that_is_over(self, press: Press) -> None:
        """A release refuses a window that is over."""
        with pytest.raises(Refused, match="いま出せる電話番号がありません"):
            run.refuse(with_phone(press, phones=()))

    def test_refuses_the_address_of_the_example(self, press: Press, draft: Press) -> None:
        """Paper with example.org on it would lead nowhere."""
        unnamed = Directory(press.directory.records, draft.directory.site)

        with pytest.raises(Refused, match="例の住所"):
            run.refuse(replace(press, directory=unnamed))

    def test_names_file_window_and_cure(self, press: Press) -> None:
        """A release names file, window and cure."""
        with pytest.raises(Refused) as refused:
            run.refuse(with_phone(press, assured_date=None))

        window = press.window_of(press.orders.phone)
        line = press.windows_file.place(("windows", press.directory.windows.index(window)))[0]
        who = f"data/windows.yaml:{line}:3: 「よりそいホットライン」"
        said = f"番号「{window.phones[0].number}」は、まだ人が確かめていません → {assured.CURE}"
        assert str(refused.value.complaints[0]) == who + said

    def test_writes_nothing_when_it_refuses(self, press: Press, tmp_path: Path) -> None:
        """A release writes nothing when it refuses."""
        with pytest.raises(Refused):
            run.run(with_phone(press, assured_date=None), "ja", tmp_path / "print")

        assert not (tmp_path / "print").exists()

    def test_a_check_holds_for_half_a_year(self, press: Press) -> None:
        """A check holds for half a year."""
        later = replace(press, today=date(2027, 5, 20))

        run.refuse(later)
        with pytest.raises(Refused):
            run.refuse(replace(press, today=date(2027, 6, 1)))
