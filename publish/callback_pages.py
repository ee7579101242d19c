"""Being called back: the form with the times that can be asked for, its answers; or, without them, the telephone.

What stands in the form is the drop box's (formhandler/form_page.py); the pages around it, the numbers beside it and
the times of site.yaml are ours. While nobody has assured the times, the pages say that they are for practice.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import babel.dates

from directory.hours import ONE_DAY, Line, spans
from directory.vocabulary import Callback
from formhandler import form_page
from formhandler.addresses import ANSWERS, BACK, FORM
from publish.card import card
from publish.edition import Edition
from publish.home_page import choices, chosen
from publish.page import Data, Page
from publish.reader import Reader

SLOT, SHORTEST = 60, 30  # minutes: what one chooses, and what is left over and still long enough
# The drop box offers two weeks; the rest is for a site that is not built anew for a while.
DAYS = 42
WEEKDAY_AND_DATE = "MMMEd"


def callback_pages(edition: Edition) -> Iterator[Page]:
    """Yield the form, the taking back and the three answers; without times to call, only the numbers."""
    site = edition.directory.site
    callback = site.callback
    if callback is None:
        yield _page(FORM, "no_callback.html", edition, dict)
        return
    yield _page(FORM, "callback.html", edition, partial(_form, callback, edition))
    yield _page(BACK, "callback_back.html", edition, partial(_back, callback, edition))
    for kind, address in form_page.ADDRESSES.items():
        yield _page(address, "callback_answer.html", edition, partial(_answer, callback, kind, edition))


def _page(address: str, template: str, edition: Edition, own: Callable[[], Data]) -> Page:
    reads = edition.directory.site.callback_window, *chosen(edition)
    data = partial(_shown, edition, own)
    return Page(address, template, edition.reader.attr(form_page.TITLE), data, quiet=True, reads=reads)


def _shown(edition: Edition, own: Callable[[], Data]) -> Data:
    window = edition.directory.window[edition.directory.site.callback_window]
    return choices(edition) | {"window": card(window, edition), "exit_url": edition.exit_url} | own()


def _practice(callback: Callback) -> Data:
    return {"practice": callback.assured_date is None}


def _form(callback: Callback, edition: Edition) -> Data:
    ready = partial(form_page.form, edition.reader, offers(callback, edition), callback.capacity)
    return _practice(callback) | {"form": ready}


def _back(callback: Callback, edition: Edition) -> Data:
    return _practice(callback) | {"form": form_page.back(edition.reader)}


def _answer(callback: Callback, kind: form_page.Answer, edition: Edition) -> Data:
    return _practice(callback) | {"answer": form_page.answer(kind, edition.reader)}


def level_answers(files: Mapping[str, str]) -> None:
    """Grow the answers among a site's files, in all languages, to one size: it must not tell which of them came."""
    names = tuple(f"{address}index.html" for address in ANSWERS)
    answers = [path for name, path in files.items() if name.endswith(names)]
    if answers:
        pages = form_page.level({path: Path(path).read_text("utf-8") for path in answers})
        for path, html in pages.items():
            Path(path).write_text(html, "utf-8")


def offers(callback: Callback, edition: Edition) -> list[form_page.Offer]:
    """Return the times that can be asked for, as the page says them; the drop box leaves out what has begun."""
    days = (edition.today + step * ONE_DAY for step in range(DAYS))
    return [offer(day, start, end, edition.reader) for day in days for start, end in slots(callback, day)]


def slots(callback: Callback, day: date) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a day's hours that are surely open, as minutes after midnight."""
    for found in spans(Line(callback.schedules, callback.closures), day):
        for start in range(found.start, found.end, SLOT) if found.state == "open" else ():
            end = min(start + SLOT, found.end)
            if end - start >= SHORTEST:
                yield start, end


def offer(day: date, start: int, end: int, reader: Reader) -> form_page.Offer:
    """Return one time to choose; a list of choices holds no furigana, so it is the same in plain Japanese."""
    first, last = (str(timedelta(minutes=minutes))[:-3] for minutes in (start, end))
    value = f"{day}T{first:0>5}/{last:0>5}"
    said = babel.dates.format_skeleton(WEEKDAY_AND_DATE, day, locale=reader.language.locale)
    return form_page.Offer(value, said, f"{first}–{last}")
