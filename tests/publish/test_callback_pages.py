"""The pages of the call-back form, and the times that they offer."""

import dataclasses
from datetime import date, datetime

import pytest

from directory.languages import LANGUAGES, SOURCE
from directory.load import load
from directory.model import Directory
from directory.parts import Schedule
from directory.vocabulary import Callback
from formhandler.addresses import ANSWERS, BACK, FORM
from formhandler.pages import Pages
from formhandler.request import FARTHEST, window_flags
from publish.callback_pages import callback_pages, slots
from publish.edition import Edition, edition
from publish.page import Page, body
from tests.site_built import DAY, Site

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

    def test_every_time_on_the_page_can_be_read_by_the_drop_box(self, site: Site) -> None:
        """And reaches over the two weeks that it offers, for a site that is not built every day."""
        offered = sorted(Pages(site.folder).page(edition(SOURCE, DAY).language, FORM).windows)
        now = datetime(DAY.year, DAY.month, DAY.day)  # noqa: DTZ001 (on the wall)

        assert offered[0].startswith(DAY.isoformat())
        assert {flag for window in offered for flag in window_flags(window, now)} <= {"window:far"}
        assert datetime.fromisoformat(offered[-1][:16]) > now + 2 * FARTHEST


class TestPages:
    """The form, the taking back and the answers."""

    def test_they_stand_in_every_language_and_the_drop_box_takes_them(self, site: Site) -> None:
        """Form, taking back and answers are there, and all answers have one size."""
        Pages(site.folder)
        sizes = {page.path.stat().st_size for name in ANSWERS for page in site.in_every_language(name)}

        assert len(sizes) == 1
        assert all(site.in_every_language(name) for name in (FORM, BACK))

    def test_each_names_a_telephone(self, site: Site) -> None:
        """Whatever happens she can call."""
        numbers = [
            page.html.count('href="tel:') for name in (FORM, BACK, *ANSWERS) for page in site.in_every_language(name)
        ]

        assert min(numbers) > 0

    def test_every_door_leads_to_the_form(self, site: Site) -> None:
        """Home and the pages of the bookmarks, in every language."""
        for address in ("", "b/1/", "b/2/", "b/3/"):
            for page in site.in_every_language(address):
                assert f"{page.language.prefix}{FORM}" in {page.target(link) for link in page.read.links}

    def test_the_form_holds_an_exit(self, site: Site) -> None:
        """At the top, at the end, and below the button."""
        for page in site.in_every_language(FORM):
            assert page.html.count('class="exit"') == 3


class TestPromise:
    """Nobody waits for a call that nobody has promised."""

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_unassured_times_are_practice_and_every_page_says_so(self, code: str) -> None:
        """Above the form and above each answer; with assured times it does not stand there."""
        note = edition(code, DAY).reader.attr("練習用の頁です。ここから送っても、電話はかかりません。")
        noted, assured = (pages_with(callback(("火", 600, 660), **more), code) for more in ({}, ASSURED))

        assert len(noted) == 5
        if code != "ja-easy":  # its ruby stands between the letters
            assert all(note in said(page, code) for page in noted.values())
        assert all('class="note"' in said(page, code) for page in noted.values())
        assert not [page for page in assured.values() if 'class="note"' in said(page, code)]

    def test_without_times_the_page_names_the_telephone_and_has_no_form(self) -> None:
        """A city that does not call back, or not yet."""
        pages = pages_with(None)

        assert set(pages) == {FORM}
        assert "<form" not in said(pages[FORM])
        assert "受付は、まだ始まっていません" in said(pages[FORM])
        assert 'href="tel:' in said(pages[FORM])
