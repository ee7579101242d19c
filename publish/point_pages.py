"""Where sanitary supplies, the list of windows and the bookmarks can be had, by ward, and one page for each place."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from directory.model import DistributionPoint
from directory.vocabulary import Ward
from directory.words import marked
from publish.card import call, source_line
from publish.edition import Edition
from publish.labels import AVAILABILITY
from publish.later import near_script
from publish.page import Data, Page
from publish.week import point_table

SILENT = {"support-goods", "menstrual-products", "with-consultation", "day-support"}  # where a desk can be shown a card
ANYWHERE = ("multiple", "outside")


def point_pages(edition: Edition) -> Iterator[Page]:
    """Yield the list by ward and the page of each place that may be shown."""
    shown = tuple(point.id for point in edition.points)
    title = edition.reader.attr(marked("受け取れる場所"))
    yield Page("supplies/", "supplies.html", title, partial(_by_ward, edition), reads=shown)
    for point in edition.points:
        yield point_page(point, edition)


def _by_ward(edition: Edition) -> Data:
    places = [*edition.directory.site.wards]
    groups = [(ward, [row(p, edition) for p in edition.points if p.ward == ward.id]) for ward in places]
    elsewhere = [row(p, edition) for p in edition.points if p.ward in ANYWHERE or p.ward is None]
    shown = [(ward, coordinates(ward), rows) for ward, rows in groups if rows]
    known = {at for _, at, _ in shown if at}
    return {"groups": shown, "elsewhere": elsewhere, "wards": places, "near": near_script()[0] if known else ""}


def row(point: DistributionPoint, edition: Edition) -> dict[str, Any]:
    """Return a place as a list shows it."""
    reader = edition.reader
    return {
        "address": f"d/{point.id}/",
        "title": reader.t(point.description) if point.description else reader.fact(point.name),
        "name": reader.fact(point.name),
        "what": reader.t(point.what),
        "state": reader.t(AVAILABILITY[point.availability]),
        "at": coordinates(point),
        "source": source_line(next(iter(point.sources), None), edition),
    }


def coordinates(place: DistributionPoint | Ward) -> str:
    """Return where a place is, as the script for nearest first reads it; "" where that is not known."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude} {place.longitude}"


def point_page(point: DistributionPoint, edition: Edition) -> Page:
    """Return the page of one place: how to ask without speaking, what there is, what to know before going."""
    title = edition.reader.attr(point.description) if point.description else point.name
    data = partial(_shown, point, edition)
    return Page(f"d/{point.id}/", "point.html", title, data, description=point.name, reads=(point.id,))


def _shown(point: DistributionPoint, edition: Edition) -> Data:
    table = point_table(point, edition.reader, edition.today)
    return {
        "point": point,
        **row(point, edition),
        "card": point.kind in SILENT,
        "facts": list(_facts(point, edition)),
        "calls": [call(phone, None, edition) for phone in point.shown_phones(edition.today)],
        "table": table if table.rows else None,
        "sources": [source_line(source, edition) for source in point.sources],
    }


def _facts(point: DistributionPoint, edition: Edition) -> Iterator[tuple[Markup, Markup, bool]]:
    reader = edition.reader
    unknown = reader.t(marked("分かりません"))
    required = {True: marked("いります"), False: marked("いらないと書かれています")}
    known = None if point.id_required is None else reader.t(required[point.id_required])
    yield reader.t(marked("今もありますか")), reader.t(AVAILABILITY[point.availability]), point.availability == "active"
    yield reader.t(marked("いつまでですか")), reader.t(point.ends_text) or unknown, point.ends_text is not None
    yield reader.t(marked("身分証はいりますか")), known or unknown, known is not None
    amount = Markup(reader.comma).join(reader.t(text) for text in (point.quantity, point.limit) if text)
    yield reader.t(marked("いくつもらえますか")), amount or unknown, bool(amount)
    if point.audience:
        yield reader.t(marked("だれがもらえますか")), reader.t(point.audience), True
