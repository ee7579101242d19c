"""The bench measures what it says it measures."""

from publish.print import bench, bookmark, rival
from publish.print.press import Press
from tests.site.print import reading


def test_a_thousand_codes_are_a_thousand() -> None:
    """They are all different."""
    assert len(set(bench.many_codes())) == bench.PIECES


def test_the_other_engine_prints_the_same_codes(press: Press) -> None:
    """Both sheets say the same eight addresses."""
    data = bookmark.describe(press, press.orders.lots[0], "office", bench.many_codes()[:8])

    said = [sorted(reading.codes(reading.pages(pdf)[1])) for pdf in (
        rival.sheet(data),
        bookmark.sheet(press, press.orders.lots[0], "office", bench.many_codes()[:8]).pdf,
    )]  # fmt: skip

    assert said[0] == said[1]
    assert len(set(said[0])) == 8


def test_the_bar_is_kept_or_said_to_be_broken() -> None:
    """A cost above the bar is not within it."""
    assert bench.within(bench.Cost("x", 11.9, 1_499, 1))
    assert not bench.within(bench.Cost("x", 12.1, 100, 1))
    assert not bench.within(bench.Cost("x", 1.0, 1_501, 1))
