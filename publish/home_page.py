"""Home, and the three quiet pages that a bookmark opens: who can be called now, what troubles her, the other doors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from directory.model import Window
from directory.vocabulary import Need
from directory.words import marked
from publish.card import card
from publish.edition import Edition
from publish.opening_data import opening_data
from publish.page import Data, Page

CANDIDATES = 8  # the script shows the first open ones of these; without script the first two stand
SHOWN = 2
GREETED, NEEDS = 1, 5  # lines and needs below a landing page's greeting: all of it stands on one screen


@dataclass(frozen=True)
class Landing:
    """What one kind of bookmark says when it is opened; the same words stand on its back.

    `needs` are the ids of those that its words speak of; where the city has others, its first ones follow.
    """

    world: str
    greeting: str
    lines: tuple[str, ...]
    art: str
    needs: tuple[str, ...]


LANDINGS = (
    Landing("b1", marked("あなたの話の、つづきを聞かせてください。"),
            (marked("困ったこと、不安なこと。"), marked("だれかに話したいとき。")), "leaf",
            ("home", "talk", "heart", "body", "care")),
    Landing("b2", marked("毎日、おつかれさまです。"),
            (marked("家のこと、お金のこと、からだのこと。"), marked("どんなことでも、聞いてください。")), "memo",
            ("home", "money", "body", "care", "family")),
    Landing("b3", marked("眠れない夜に。"),
            (marked("今夜いるところ、明日のごはん。"), marked("話しながら、いっしょに考えられます。")), "moon",
            ("tonight", "money", "heart", "talk", "home")),
)  # fmt: skip


def home_page(edition: Edition) -> Page:
    """Return the home page."""
    said = edition.reader.attr(edition.directory.site.description)
    return Page("", "home.html", "", partial(choices, edition), description=said, reads=chosen(edition))


def landing_pages(edition: Edition) -> Iterator[Page]:
    """Yield the pages that the bookmarks open: /b/1/, /b/2/, /b/3/."""
    for number, landing in enumerate(LANDINGS, 1):
        data = partial(_landing, landing, edition)
        yield Page(f"b/{number}/", "landing.html", "", data, quiet=True, world=landing.world, reads=chosen(edition))


def _landing(landing: Landing, edition: Edition) -> Data:
    needs = spoken_of(edition.directory.site.needs, landing.needs)
    return choices(edition) | {"landing": landing, "shown": GREETED, "needs": needs[:NEEDS]}


def spoken_of(needs: Iterable[Need], first: tuple[str, ...]) -> list[Need]:
    """Return the needs, those with the ids named first in their order, then the others in theirs."""
    return sorted(needs, key=lambda need: (*first, need.id).index(need.id))


def choices(edition: Edition) -> Data:
    """Return what home and the landing pages share: the lines, the needs, the data for "open now"."""
    lines = front(edition)
    return {
        "lines": [card(window, edition) for window in lines],
        "shown": SHOWN,
        "needs": edition.directory.site.needs,
        "opening": opening_data(edition, lines),
        "emergency": [edition.directory.window[name] for name in edition.directory.site.emergency],
    }


def chosen(edition: Edition) -> tuple[str, ...]:
    """Return the ids of the windows that `choices` shows."""
    return *(window.id for window in front(edition)), *edition.directory.site.emergency


@cache
def front(edition: Edition) -> tuple[Window, ...]:
    """Return the windows that home may show: the site's list, those who speak her language on the phone first."""
    listed = [edition.directory.window[name] for name in edition.directory.site.front]
    ready = [window for window in listed if window.id in edition.reachable and edition.phones(window)]
    return tuple(sorted(ready, key=lambda window: not edition.speaks_by_phone(window))[:CANDIDATES])
