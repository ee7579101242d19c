"""What is wrong with the data though every value is of its type: contradictions, unknown ids, numbers that cannot be.

Each rule is a generator of (path, what is wrong, what to write instead); `check` gives them their places in the file.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from directory.check_hours import closures, rows
from directory.check_numbers import numbers, shared_numbers
from directory.complaint import Complaint, Path
from directory.document import Document
from directory.model import Directory, DistributionPoint, Window
from directory.scalars import DAY_MINUTES
from directory.vocabulary import Callback, Heading, Need

Wrong = tuple[Path, str, str]
Kind = TypeVar("Kind")
ELSEWHERE = {"outside": "市の外", "multiple": "市内のあちこち"}
SOURCED = {
    "phones", "schedules", "address", "languages", "fees", "call_facts", "transportation", "eligibility", "limit",
    "organization", "channels", "name",
}  # fmt: skip


def check(directory: Directory, windows: Document, site: Document, today: date) -> list[Complaint]:
    """Return every contradiction in windows.yaml and site.yaml, in file order."""
    found = [windows.complaint(*wrong) for wrong in _records(directory, today)]
    found += [site.complaint(*wrong) for wrong in _site(directory, today)]
    return sorted(found)


def _records(directory: Directory, today: date) -> Iterator[Wrong]:
    for path, window in each(directory.windows, ("windows",)):
        yield from _window(window, path, directory, today)
    for path, point in each(directory.points, ("distribution_points",)):
        yield from _point(point, path, directory)
    yield from _twice(directory)
    yield from shared_numbers(directory)


def each(records: Iterable[Kind], path: Path) -> Iterator[tuple[Path, Kind]]:
    """Yield records with their paths."""
    return (((*path, number), record) for number, record in enumerate(records))


def _window(window: Window, path: Path, directory: Directory, today: date) -> Iterator[Wrong]:
    yield from numbers(window.phones, window.sources, (*path, "phones"), directory.site.wrong_numbers)
    yield from rows(window.schedules, (*path, "schedules"))
    for place, channel in each(window.channels, (*path, "channels")):
        yield from rows(channel.schedules, (*place, "schedules"))
    for place, phone in each(window.phones, (*path, "phones")):
        yield from rows(phone.schedules, (*place, "schedules"))
    yield from closures(window.closures, (*path, "closures"))
    yield from _references(window, path, directory)
    yield from _sources(window, path)
    yield from _description(window.description, path)
    yield from _dates(window, path, today)
    yield from _spoken(window, path)
    yield from _public(window.public, window.address, path)


def _point(point: DistributionPoint, path: Path, directory: Directory) -> Iterator[Wrong]:
    yield from numbers(point.phones, point.sources, (*path, "phones"), directory.site.wrong_numbers)
    yield from rows(point.schedules, (*path, "schedules"))
    yield from closures(point.closures, (*path, "closures"))
    yield from _ward(point.ward, path, directory)
    yield from known((*point.donors, *point.partners), (*path, "donors"), directory.organization, "organizations")
    yield from _sources(point, path)
    yield from _description(point.description, path)
    yield from _public(point.public, point.address, path)


def known(ids: Iterable[str], path: Path, there: Iterable[str], where: str) -> Iterator[Wrong]:
    """Yield every id that is not there, with the most similar one that is."""
    ready = list(there)
    for name in ids:
        if name not in ready:
            close = difflib.get_close_matches(name, ready, n=1, cutoff=0.5)
            cure = f"「{close[0]}」のことですか" if close else f"{where} に足すか、id を直してください"
            yield path, f"{path[-1]} の「{name}」が {where} にありません", cure


def _references(window: Window, path: Path, directory: Directory) -> Iterator[Wrong]:
    topics = [topic.id for topic in directory.site.topics]
    yield from known(window.topics, (*path, "topics"), topics, "site.yaml の topics")
    yield from _ward(window.ward, path, directory)
    if window.organization:
        yield from known((window.organization,), (*path, "organization"), directory.organization, "organizations")
    for key, ids in (("see_also", window.see_also), ("after_hours", _one(window.after_hours)),
                     ("successor", _one(window.successor))):  # fmt: skip
        yield from known(ids, (*path, key), directory.window, "windows")
    if window.id in (window.after_hours, window.successor, window.hours_depend_on, *window.see_also):
        yield path, "自分の id を指しています", "ほかの窓口の id を書いてください"


def _one(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _ward(ward: str | None, path: Path, directory: Directory) -> Iterator[Wrong]:
    wards = [*(ward.id for ward in directory.site.wards), *ELSEWHERE]
    yield from known(_one(ward), (*path, "ward"), wards, "site.yaml の wards")


def _sources(record: Window | DistributionPoint, path: Path) -> Iterator[Wrong]:
    if not record.sources:
        yield (*path, "sources"), "出典（sources）がありません", "どこで見たかを書いてください"
    elif all(source.fields for source in record.sources):
        yield (*path, "sources"), "全体の出典がありません", "fields を書かない出典を1つ、はじめに置いてください"
    for place, source in each(record.sources, (*path, "sources")):
        yield from known(source.fields, (*place, "fields"), SOURCED, "項目")
        if not source.url and not source.publisher:
            yield place, "出典に url も publisher もありません", "どちらかを書いてください"


def _description(description: str | None, path: Path) -> Iterator[Wrong]:
    if description and any(sign.isdigit() for sign in description):
        cure = "数字を消してください。翻訳が古くなっても、番号や時間がまちがわないためです"
        yield (*path, "description"), "description に数字があります", cure
    if description and len(description) > 40:
        yield (*path, "description"), f"description が長すぎます（{len(description)}字）", "40字までにしてください"


def _dates(window: Window, path: Path, today: date) -> Iterator[Wrong]:
    for key, first, last in (("valid_to", window.valid_from, window.valid_to), ("closed_on", None, window.closed_on)):
        if first and last and last.last < first.first:
            yield (*path, key), f"{key} が valid_from より前です", "2つの日付を見なおしてください"
    if window.successor and not window.closed_on and not window.valid_to:
        yield (*path, "successor"), "successor があるのに、終わった日がありません", "closed_on を書いてください"
    yield from _assured(window.assured_date, window.assured_by, path, today)
    for place, phone in each(window.phones, (*path, "phones")):
        yield from _assured(phone.assured_date, phone.assured_by, place, today)


def _assured(day: date | None, person: str | None, path: Path, today: date) -> Iterator[Wrong]:
    if day and day > today:
        yield (*path, "assured_date"), f"assured_date の {day} は、まだ来ていません", "確かめた日を書いてください"
    if day and not person:
        yield (*path, "assured_date"), "確かめた人（assured_by）がありません", "係の名を書いてください"
    if person and not day:
        yield (*path, "assured_by"), "確かめた日（assured_date）がありません", "その日付を書いてください"


def _spoken(window: Window, path: Path) -> Iterator[Wrong]:
    spoken = set(window.languages)
    for key in ("languages_by_day", "languages_days_per_week"):
        yield from known(getattr(window, key), (*path, key), spoken, "languages")
    for place, channel in each(window.channels, (*path, "channels")):
        yield from known(channel.languages, (*place, "languages"), spoken, "languages")
    for code, count in Counter(window.languages).items():
        if count > 1:
            yield (*path, "languages"), f"languages に「{code}」が{count}回あります", "1つにしてください"


def _public(public: bool, address: str | None, path: Path) -> Iterator[Wrong]:
    if not public and address:
        cure = "address の行を消してください。出してはならない住所は、このファイルにも書きません"
        yield (*path, "address"), "public: false なのに住所があります", cure


def _twice(directory: Directory) -> Iterator[Wrong]:
    """Yield ids that stand twice; an id and another window's former id are one address, too."""
    kinds: dict[str, list[tuple[str, ...]]] = {
        "windows": [(window.id, *window.former_ids) for window in directory.windows],
        "distribution_points": [(point.id,) for point in directory.points],
        "organizations": [(organization.id,) for organization in directory.records.organizations],
    }
    for key, records in kinds.items():
        seen: set[str] = set()
        for number, names in enumerate(records):
            for name in seen & set(names):
                yield (key, number, "id"), f"id「{name}」がほかの記録と同じです", "ちがう id にしてください"
            seen.update(names)


def _site(directory: Directory, today: date) -> Iterator[Wrong]:
    site = directory.site
    topics = [topic.id for topic in site.topics]
    listed: tuple[tuple[str, tuple[Need | Heading, ...]], ...] = (("needs", site.needs), ("headings", site.headings))
    for key, terms in listed:
        for path, term in each(terms, (key,)):
            yield from known(term.topics, (*path, "topics"), topics, "topics")
    for path, need in each(site.needs, ("needs",)):
        yield from known(need.first, (*path, "first"), directory.window, "windows.yaml")
    for name in ("front", "emergency"):
        yield from known(getattr(site, name), (name,), directory.window, "windows.yaml")
    yield from known((site.callback_window,), ("callback_window",), directory.window, "windows.yaml")
    if site.callback:
        yield from _callback(site.callback, ("callback",), today)
    if not site.url.endswith("/"):
        yield ("url",), "url が / で終わっていません", "終わりに / を付けてください"


def _callback(callback: Callback, path: Path, today: date) -> Iterator[Wrong]:
    yield from rows(callback.schedules, (*path, "schedules"))
    yield from closures(callback.closures, (*path, "closures"))
    yield from _assured(callback.assured_date, callback.assured_by, path, today)
    if not callback.capacity:
        yield (*path, "capacity"), "1時間にかけられる人数が 0 です", "1 以上にするか、callback を消してください"
    if not callback.schedules:
        yield (*path, "schedules"), "折り返しの時間がありません", "時間を書くか、callback を消してください"
    for place, row in each(callback.schedules, (*path, "schedules")):
        if row.opens_at is None:
            yield place, "折り返しの時刻がありません", "opens_at と closes_at を書いてください"
        if row.closes_at is not None and row.closes_at >= DAY_MINUTES:
            cure = 'closes_at を "23:30" までにしてください。夜の0時をまたいでは、選べません'
            yield (*place, "closes_at"), "折り返しの時間が、夜の0時までかかっています", cure
