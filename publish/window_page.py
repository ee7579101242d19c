"""The page of one window: call first, then what decides whether she dares, hours, languages, where it is known from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from directory.model import Window
from directory.parts import CallFacts, ChannelRecord
from directory.words import marked
from publish.card import call, card, source_line
from publish.edition import Edition
from publish.labels import CHANNELS, STATUSES, TIERS
from publish.opening_data import opening_of
from publish.page import Data, Page

UNKNOWN = marked("分かりません")


@dataclass(frozen=True)
class Fact:
    """One question she has before she calls, and what is known."""

    question: Markup
    answer: Markup
    known: bool
    hint: Markup


def window_pages(edition: Edition) -> Iterator[Page]:
    """Yield every window's page, the pages of windows that are over, and those under a former id."""
    for window in edition.windows:
        yield window_page(window, edition)
    for window in edition.ended:
        yield ended_page(window, edition)
    for window in (*edition.windows, *edition.ended):
        for former in window.former_ids:
            data = {"window": window, "name": edition.reader.fact(window.name)}
            yield Page(f"w/{former}/", "renamed.html", window.name, data, reads=(window.id,))


def window_page(window: Window, edition: Edition) -> Page:
    """Return the page of a window that can be reached."""
    title = edition.reader.attr(window.description) if window.description else window.name
    data = partial(_shown, window, edition)
    return Page(f"w/{window.id}/", "window.html", title, data, description=window.name, world="a6", reads=(window.id,))


def _shown(window: Window, edition: Edition) -> Data:
    return {
        "window": window,
        "card": card(window, edition),
        "calls": [call(phone, window, edition) for phone in edition.phones(window)],
        "faxes": [call(p, window, edition) for p in window.shown_phones(edition.today) if p.type == "fax"],
        "others": [c for c in window.channels if c.kind not in ("phone", "transfer")],
        "channels": CHANNELS,
        "facts": facts(window.call_facts, edition),
        "spoken": list(_spoken(window, edition)),
        "sources": sources(window, edition),
        "tier": TIERS[window.tier],
        "organization": edition.directory.organization.get(window.organization or ""),
        "after": edition.directory.window.get(window.after_hours or ""),
        "depends": edition.directory.window.get(window.hours_depend_on or ""),
        "related": [edition.directory.window[name] for name in window.see_also],
        "opening": opening_of(window, edition),
    }


def ended_page(window: Window, edition: Edition) -> Page:
    """Return the page of a window that is over: no number, but whom to ask now."""
    similar = edition.ranked(edition.about(window.topics), edition.directory.site.front)[:2]
    title, reads = edition.reader.attr(marked("この窓口は終わりました")), (window.id, *(w.id for w in similar))
    return Page(f"w/{window.id}/", "ended.html", title, partial(_ended, window, similar, edition), reads=reads)


def _ended(window: Window, similar: list[Window], edition: Edition) -> Data:
    return {
        "window": window,
        "name": edition.reader.fact(window.name),
        "last": edition.reader.date(window.closed_on or window.valid_to),
        "successor": edition.directory.window.get(window.successor or ""),
        "lines": [card(other, edition) for other in similar],
        "source": source_line(window.source_of("phones"), edition),
    }


def facts(known: CallFacts, edition: Edition) -> list[Fact]:
    """Return the questions she has before she calls, with what is known of each."""
    reader = edition.reader
    yes_no = {True: marked("はい"), False: marked("いいえ")}
    name = {True: marked("言わなくてもかまいません"), False: marked("聞かれます")}
    who = known.who_answers or (marked("女性が出ます") if known.women_answer else None)
    rows = [
        (marked("名前を言わないといけませんか"), name.get(known.anonymous) if known.anonymous is not None else None,
         marked("はじめに「名前を言わなくてもいいですか」と聞けます。")),
        (marked("だれが出ますか"), who, marked("「女性の人と話したい」と言えます。")),
        (marked("電話料金の明細にのりますか"), None if known.on_bill is None else yes_no[known.on_bill],
         marked("電話会社や契約によって違います。")),
        (marked("電話に履歴が残りますか"), marked("残ります"), marked("かけた番号は、電話機の履歴に残ります。")),
        (marked("聞かずに警察へ知らせますか"), None if known.police_told is None else yes_no[known.police_told],
         marked("話す前に、電話で聞けます。")),
        (marked("子どもと一緒でもいいですか"),
         None if known.children_welcome is None else yes_no[known.children_welcome], marked("電話で聞けます。")),
    ]  # fmt: skip
    return [Fact(reader.t(q), reader.t(answer or UNKNOWN), answer is not None, reader.t(h)) for q, answer, h in rows]


def _spoken(window: Window, edition: Edition) -> Iterator[tuple[Markup, Markup]]:
    """Yield (by which channel, in which languages), then the weekdays of languages that have their own."""
    reader = edition.reader
    own: list[ChannelRecord] = [channel for channel in window.channels if channel.languages]
    if not own:
        yield Markup(), reader.languages(window.languages)
    for channel in own:
        yield reader.t(CHANNELS[channel.kind][0]), reader.languages(channel.languages)
    for code, days in window.languages_by_day.items():
        yield reader.languages((code,)), reader.weekdays(days)
    for code, count in window.languages_days_per_week.items():
        yield reader.languages((code,)), reader.t(marked("週に{count}日（曜日は分かりません）"), count=count)


def sources(window: Window, edition: Edition) -> list[dict[str, object]]:
    """Return every source: who published it, when, what kind of page it is, and the address."""
    return [
        {"line": source_line(source, edition), "status": edition.reader.t(STATUSES[source.status]), "url": source.url}
        for source in window.sources
    ]
