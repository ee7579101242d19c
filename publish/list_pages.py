"""Lists of windows: all, by need, by the nine headings, by ward, by language."""

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from directory.languages import SPOKEN_NAMES
from directory.model import DistributionPoint, Window
from directory.words import marked
from publish.card import WAYS, card, codes_of_all
from publish.edition import Edition
from publish.later import near_script
from publish.opening_data import opening_data
from publish.page import Data, Page
from publish.point_pages import row
from publish.rows import rows
from publish.search_text import find_name

WAY_LABELS = {
    "voice": marked("電話"),
    "chat": marked("チャット"),
    "sns": marked("LINE・SNS"),
    "person": marked("会って話す"),
    "written": marked("ファクス・メール"),
}
LONG = 20  # a longer list says less of each window: one round trip brings about 14 KB, in every language
FLAG_LABELS = {"f": marked("通話無料"), "q": marked("女性が答える")}


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
        reads=site.emergency,
    )
    for need in site.needs:
        found = edition.ranked(edition.about(need.topics), need.first)
        yield _list(edition, f"need/{need.id}/", need.label, need.lead, found, goods=need.id == "goods")
    for heading in site.headings:
        found = edition.ranked(edition.about(heading.topics))
        yield _list(edition, f"topic/{heading.id}/", heading.label, heading.lead, found)
    yield Page("area/", "areas.html", edition.reader.attr(marked("区から探す")), {"wards": site.wards}, reads=())
    for ward in site.wards:
        points = tuple(point for point in edition.points if point.ward == ward.id)
        found = edition.ranked(edition.in_ward(ward.id))
        yield _list(edition, f"area/{ward.id}/", ward.label, "", found, points=points)
    yield _languages(edition)


def _emergency(edition: Edition) -> list[Window]:
    return [edition.directory.window[name] for name in edition.directory.site.emergency]


def _list(
    edition: Edition,
    address: str,
    label: str,
    lead: str,
    windows: list[Window],
    *,
    points: tuple[DistributionPoint, ...] = (),
    goods: bool = False,
) -> Page:
    said = {"label": label, "lead": lead, "goods": goods, "find": find_name(edition)}
    reads = [window.id for window in windows] + [point.id for point in points]
    return Page(
        address,
        "list.html",
        edition.reader.attr(label),
        partial(_listed, edition, windows, points, said),
        description=edition.reader.attr(lead),
        reads=(*reads, *edition.directory.site.emergency, repr(said)),
    )


def _listed(
    edition: Edition, windows: list[Window], points: tuple[DistributionPoint, ...], said: Mapping[str, object]
) -> Data:
    brief, opening = len(windows) > LONG, opening_data(edition, windows)
    return {
        **said,
        "count": len(windows),
        "rows": partial(rows, windows, edition, opening.numbers, brief),
        "drawn": {"phone"} if brief else set().union(*(card(window, edition).signs for window in windows)),
        "opening": opening,
        "emergency": _emergency(edition),
        "near": near_script()[0],
        "options": options(windows, edition),
        "points": [row(point, edition) for point in points],
        "brief": brief,
    }


def options(windows: list[Window], edition: Edition) -> dict[str, list[tuple[str, Markup]]]:
    """Return what a list may be filtered by, code and label: only what at least one of its windows fulfils."""
    found = codes_of_all(windows, edition)
    reader, own = edition.reader, edition.language.spoken
    spoken = sorted(SPOKEN_NAMES, key=lambda code: code != own)
    rows = {
        "flags": [(code, reader.t(label)) for code, label in FLAG_LABELS.items()],
        "ways": [(f"c{way}", reader.t(WAY_LABELS[way])) for way in WAYS],
        "spoken": [(f"l{code}", reader.languages((code,))) for code in spoken],
        "wards": [(f"w{ward.id}", reader.t(ward.label)) for ward in edition.directory.site.wards],
    }
    return {name: [(code, label) for code, label in offered if code in found] for name, offered in rows.items()}


def _languages(edition: Edition) -> Page:
    """Who speaks mine: the reader's own language first, then each of the others."""
    own = edition.language.spoken
    order = sorted(SPOKEN_NAMES, key=lambda code: code != own)
    ranked = edition.ranked(edition.windows, edition.directory.site.front)
    speakers = {code: [window for window in ranked if code in window.languages] for code in order}
    speakers.pop("ja", None)  # which nearly all speak
    reads = (f"{code} {window.id}" for code, windows in speakers.items() for window in windows)
    ids = dict.fromkeys(window.id for windows in speakers.values() for window in windows)
    title, data = edition.reader.attr(marked("ことばで探す")), partial(_by_language, edition, speakers)
    return Page("language/", "languages.html", title, data, reads=(*reads, *ids))


def _by_language(edition: Edition, speakers: Mapping[str, list[Window]]) -> Data:
    groups = [(code, [card(window, edition) for window in windows]) for code, windows in speakers.items()]
    shown = [(code, SPOKEN_NAMES[code], cards) for code, cards in groups if cards]
    return {"groups": shown, "own": edition.language.spoken}
