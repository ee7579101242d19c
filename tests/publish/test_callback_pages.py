"""The pages of the call-back form, and the times that they offer."""

import dataclasses
from datetime import date

import pytest

from directory.languages import LANGUAGES, SOURCE
from directory.load import load
from directory.model import Directory
from directory.parts import Schedule
from directory.vocabulary import Callback
from formhandler.addresses import FORM
from publish.callback_pages import callback_pages, slots
from publish.edition import Edition, edition
from publish.page import Page, body
from tests.site_built import DAY

REAL = load()
TUESDAY, HOLIDAY, YEAR_END = DAY, date(2026, 11, 23), date(2026, 12, 29)
ASSURED = {"assured_date": DAY, "assured_by": "相談係"}


def callback(*hours: tuple[str, int, int], **more: object) -> Callback:
    """Return times to call: weekdays, and minutes after midnight from which and to which."""
    rows = tuple(Schedule(byday=tuple(days), opens_at=start, closes_at=end) for days, start, end in hours)  # type: ignore[arg-type]
    return Callback(schedules=rows, capacity=4, **more)  # type: ignore[arg-type]


def pages_with(found: Callback | None, code: str = SOURCE) -> dict[str, Page]:
    """Return the pages that a site with these times has."""
    directory = Directory(REAL.records, dataclasses.replace(REAL.site, callback=found))
    made = Edition(directory, edition(code, DAY).reader, DAY)
    return {page.address: page for page in callback_pages(made)}


def said(page: Page, code: str = SOURCE) -> str:
    """Return a page as it stands, without the places where a line may break."""
    return body(page, edition(code, DAY).reader).replace("<wbr>", "")


class TestTimes:
    """What can be asked for is what the centre has said, and nothing else."""

    def test_hours_are_cut_into_pieces_of_an_hour(self) -> None:
        """A last half hour is offered, a quarter is not."""
        times = callback(("火", 600, 750), ("火", 780, 855))

        assert list(slots(times, TUESDAY)) == [(600, 660), (660, 720), (720, 750), (780, 840)]

    @pytest.mark.parametrize("day", [HOLIDAY, YEAR_END, date(2026, 11, 28)])
    def test_the_example_offers_no_holiday_no_year_end_and_no_weekend(self, day: date) -> None:
        """The days on which nobody is there."""
        assert REAL.site.callback
        assert list(slots(REAL.site.callback, day)) == []

    def test_what_is_not_surely_open_is_not_offered(self) -> None:
        """Times that say nothing of holidays or of the year's end offer none there."""
        times = callback(("月火水木金", 600, 660))

        assert list(slots(times, HOLIDAY)) == []
        assert list(slots(times, YEAR_END)) == []
        assert list(slots(times, TUESDAY)) == [(600, 660)]


class TestPromise:
    """Nobody waits for a call that nobody has promised."""

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_unassured_times_are_practice_and_every_page_says_so(self, code: str) -> None:
        """Above the form and above each answer; with assured times it does not stand there."""
        note = edition(code, DAY).reader.attr("練習用の頁です。ここから送っても、電話はかかりません。")
        made = (pages_with(callback(("火", 600, 660), **more), code) for more in ({}, ASSURED))
        noted, assured = ([said(page, code) for page in pages.values()] for pages in made)

        assert len(noted) == 5
        if code != "ja-easy":  # its ruby stands between the letters
            assert all(note in page for page in noted)
        assert all('class="note"' in page for page in noted)
        assert not [page for page in assured if 'class="note"' in page]

    def test_without_times_the_page_names_the_telephone_and_has_no_form(self) -> None:
        """A city that does not call back, or not yet."""
        pages = pages_with(None)

        assert set(pages) == {FORM}
        assert "<form" not in said(pages[FORM])
        assert "受付は、まだ始まっていません" in said(pages[FORM])
        assert 'href="tel:' in said(pages[FORM])
