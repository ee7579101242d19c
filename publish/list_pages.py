"""Lists of windows: all, by need, by the nine headings, by ward, by language."""

from collections.abc import Iterable, Iterator

from directory.languages import SPOKEN_NAMES
from directory.model import Window
from directory.words import marked
from publish.card import card
from publish.edition import Edition
from publish.opening_data import opening_data
from publish.page import Page


def list_pages(edition: Edition) -> Iterator[Page]:
    """Yield every list of windows."""
    site = edition.directory.site
    everything = edition.ranked(edition.windows, site.front)
    yield _list(edition, "w/", marked("すべての窓口"), "", everything)
    yield Page(
        "need/",
        "needs.html",
        edition.reader.attr(marked("どんなことで困っていますか")),
        {
            "needs": site.needs,
            "headings": site.headings,
            "emergency": _emergency(edition),
        },
    )
    for need in site.needs:
        found = edition.ranked(edition.about(need.topics), need.first)
        yield _list(edition, f"need/{need.id}/", need.label, need.lead, found, goods=need.id == "goods")
    for heading in site.headings:
        found = edition.ranked(edition.about(heading.topics))
        yield _list(edition, f"topic/{heading.id}/", heading.label, heading.lead, found)
    yield Page("area/", "areas.html", edition.reader.attr(marked("区から探す")), {"wards": site.wards})
    for ward in site.wards:
        points = [point for point in edition.points if point.ward == ward.id]
        found = edition.ranked(edition.in_ward(ward.id))
        yield _list(edition, f"area/{ward.id}/", ward.label, "", found, points=points)
    yield _languages(edition)


def _emergency(edition: Edition) -> list[Window]:
    return [edition.directory.window[name] for name in edition.directory.site.emergency]


def _list(edition: Edition, address: str, label: str, lead: str, windows: list[Window], **more: object) -> Page:
    data = {
        "label": label,
        "lead": lead,
        "cards": [card(window, edition) for window in windows],
        "opening": opening_data(edition, windows),
        "wards": edition.directory.site.wards,
        "spoken": SPOKEN_NAMES,
        "emergency": _emergency(edition),
        "points": (),
        "goods": False,
    }
    reader = edition.reader
    return Page(address, "list.html", reader.attr(label), data | more, description=reader.attr(lead))


def _languages(edition: Edition) -> Page:
    """Who speaks mine: the reader's own language first, then each of the others."""
    own = edition.language.spoken
    order = sorted(SPOKEN_NAMES, key=lambda code: code != own)
    groups = [(code, _speakers(edition, code)) for code in order if code not in ("ja", "ja-easy") or code == own]
    data = {"groups": [(code, SPOKEN_NAMES[code], cards) for code, cards in groups if cards], "own": own}
    return Page("language/", "languages.html", edition.reader.attr(marked("ことばで探す")), data)


def _speakers(edition: Edition, code: str) -> list[object]:
    found: Iterable[Window] = (window for window in edition.windows if code in window.languages)
    return [card(window, edition) for window in edition.ranked(found, edition.directory.site.front)]
