"""The script says "open now" as Python does: every real window, minute by minute, in whatever zone the phone is.

The script only looks up what was decided at the build; one table of answers holds the two against each other, over
four weeks that contain a year's end.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from directory.hours import ONE_DAY, Span
from directory.load import load
from directory.model import Directory, Window
from directory.opening import answer, day_spans, instant
from publish.opening_data import calendars_of

SCRIPT = Path("publish/theme/open_now.js").read_text("utf-8")
DIRECTORY = load()
FIRST = date(2026, 12, 14)
DAYS = [FIRST + n * ONE_DAY for n in range(28)]
STEP = 97  # minutes: a prime, so that four weeks meet every minute of the hour
MINUTE = timedelta(minutes=1)
SPOKEN = ("ja", "tl", "vi")
# All rows of the table in one call; a time is told in whole minutes since 1970.
ASK = """([calendars, rows]) => rows.map(([spoken, id, ms]) => {
  const told = openAt(calendars[spoken], id, ms), time = (at) => at && (at.day * 1440 + at.minute - 540);
  return [told.state, time(told.until), time(told.opens)];
})"""


@cache
def _spans(window_id: str, day: date, language: str | None) -> tuple[Span, ...]:
    return day_spans(DIRECTORY, DIRECTORY.window[window_id], day, language)


def _remembered(_: Directory, window: Window, day: date, language: str | None = None) -> tuple[Span, ...]:
    return _spans(window.id, day, language)


def instants(window: Window, language: str | None) -> Iterator[datetime]:
    """Yield when to ask about a window: every 97 minutes, and one minute around every edge of its spans."""
    start = instant(FIRST, 0)
    yield from (start + n * STEP * MINUTE for n in range(28 * 1440 // STEP))
    for day in DAYS:
        for edge in sorted({edge for span in _spans(window.id, day, language) for edge in (span.start, span.end)}):
            yield from (instant(day, edge + near) for near in (-1, 0, 1))


def _minutes(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) // 60


@pytest.fixture(scope="module")
def table() -> list[tuple[str, str, datetime, list[Any]]]:
    """Ask Python: language, window, instant, and [state, until, opens]; `until` only where it is sure or in doubt."""
    rows = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("directory.opening.day_spans", _remembered)
        for spoken in SPOKEN:
            for window in DIRECTORY.windows:
                language = spoken if spoken in window.languages else None
                if spoken == SPOKEN[0] or language:
                    for at in instants(window, language):
                        told = answer(DIRECTORY, window, at, language)
                        closed = told.state == "closed"
                        until, opens = (None, told.opens_at) if closed else (told.until, None)
                        rows.append((spoken, window.id, at, [told.state, _minutes(until), _minutes(opens)]))
    return rows


def asked_in(browser: Browser, zone: str, rows: list[tuple[str, str, datetime, list[Any]]]) -> list[list[Any]]:
    """Ask the script the same, in a browser whose clock is in a zone."""
    calendars = {spoken: calendars_of(DIRECTORY, DIRECTORY.windows, spoken, FIRST) for spoken in SPOKEN}
    questions = [[spoken, window_id, int(at.timestamp() * 1000)] for spoken, window_id, at, _ in rows]
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.set_content("<!doctype html><title></title>")
    page.add_script_tag(content=SCRIPT)
    answers: list[list[Any]] = json.loads(page.evaluate(f"(x) => JSON.stringify(({ASK})(x))", [calendars, questions]))
    context.close()
    return answers


class TestTheScript:
    """What the page says without asking anybody."""

    def test_every_window_is_asked_four_hundred_times(self, table: list[tuple[str, str, datetime, list[Any]]]) -> None:
        """The table holds all windows, all three states, and closing times after midnight."""
        asked = [window_id for spoken, window_id, _, _ in table if spoken == "ja"]

        assert {window.id for window in DIRECTORY.windows} == set(asked)
        assert min(asked.count(window_id) for window_id in set(asked)) >= 400
        assert {told[0] for _, _, _, told in table} == {"open", "closed", "unknown"}

    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Asia/Kathmandu"])
    def test_it_answers_as_python_does(
        self, browser: Browser, zone: str, table: list[tuple[str, str, datetime, list[Any]]]
    ) -> None:
        """State, and to the minute until when it is open or when it opens."""
        answers = asked_in(browser, zone, table)

        differing = [
            f"{window_id} ({spoken}) {at:%Y-%m-%d %H:%M}: Python says {python}, the script {script}"
            for (spoken, window_id, at, python), script in zip(table, answers, strict=True)
            if python != script
        ]
        assert not differing, f"{len(differing)} of {len(table)}:\n" + "\n".join(differing[:10])
