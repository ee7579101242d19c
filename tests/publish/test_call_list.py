"""The weekly list is one that a person can read out over the telephone."""

import dataclasses
from datetime import date, timedelta

from directory.load import load
from directory.model import Directory, Organization, Records, Window
from directory.parts import Phone
from publish.call_list import call_list, due
from tests.site_built import DAY

WINDOW = Window(
    id="rei",
    name="れいの相談室",
    organization="city",
    tier="city",
    phones=(Phone(number="044-000-0001", kind="geographic", label="相談専用"),),
    hours_text="平日9時から",
    languages=("ja", "en"),
)


def directory(*windows: Window) -> Directory:
    """Return a directory of some windows."""
    return Directory(Records(organizations=(Organization(id="city", name="れい市"),), windows=windows), load().site)


def test_it_says_what_to_ask_and_what_to_type_then() -> None:
    """The number, the hours, the languages; each with the verb that records the answer."""
    lines = list(call_list(directory(WINDOW), DAY))

    assert "■ れい市（1件）" in lines
    assert "      番号は 044-000-0001（相談専用） で合っていますか" in lines
    assert "      受付時間は「平日9時から」で合っていますか。祝日と年末年始はどうですか" in lines
    assert any("make assure ID=rei BY=…" in line for line in lines)


def test_what_was_checked_lately_is_not_on_it() -> None:
    """Half a year, then it comes back."""
    for days, listed in ((10, 0), (180, 0), (181, 1)):
        checked = dataclasses.replace(WINDOW, assured_date=DAY - timedelta(days=days), assured_by="係")
        assert len(due(directory(checked), DAY)) == listed


def test_who_has_waited_longest_comes_first() -> None:
    """Never checked before long ago; in an organization, too."""
    old = dataclasses.replace(WINDOW, id="old", name="むかし", assured_date=date(2025, 1, 1), assured_by="係")

    assert [record.name for record in due(directory(old, WINDOW), DAY)["れい市"]] == ["れいの相談室", "むかし"]


def test_the_real_list_names_everything_that_is_shown_and_unchecked() -> None:
    """Nothing is left out because nobody knows who runs it."""
    real = load()
    listed = {record.id for records in due(real, DAY).values() for record in records}

    assert listed == {w.id for w in real.windows if w.reachable(DAY)} | {p.id for p in real.points if p.public}
