"""`make freshness`: what to ask whom by telephone, organization by organization, oldest first; ready to be read out.

A call asks for facts and nothing else: no caller, no case, no reason.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from babel import Locale

from directory.freshness import STALE
from directory.languages import SPOKEN_NAMES
from directory.model import Directory, DistributionPoint, Window

LOCALE = Locale("ja")
NOBODY = "運営者が分からないもの"
OPENING = "「相談窓口の案内に載せている内容が合っているか、確かめさせてください。」"


def call_list(directory: Directory, today: date) -> Iterator[str]:
    """Yield the lines of the list: each organization, its numbers, and what to ask of each record."""
    groups = due(directory, today)
    yield f"電話で確かめる一覧（{today.isoformat()}、{STALE}日より古いもの、{sum(map(len, groups.values()))}件）"
    yield OPENING
    for name, records in groups.items():
        yield ""
        yield f"■ {name}（{len(records)}件）"
        for record in records:
            yield from _asked(record, today)


def due(directory: Directory, today: date) -> dict[str, list[Window | DistributionPoint]]:
    """Return what nobody has checked, or not lately, by organization; first who has been waiting longest."""
    found: dict[str, list[Window | DistributionPoint]] = defaultdict(list)
    for window in directory.windows:
        if window.reachable(today) and _old(window, today):
            organization = directory.organization.get(window.organization or "")
            found[organization.name if organization else window.organization_note or NOBODY].append(window)
    for point in directory.points:
        if point.public and _old(point, today):
            found["受け取れる場所"].append(point)
    order = sorted(found, key=lambda name: (min(_checked(r) for r in found[name]), -len(found[name]), name))
    return {name: sorted(found[name], key=_checked) for name in order}


def _checked(record: Window | DistributionPoint) -> date:
    return record.assured_date or date.min


def _old(record: Window | DistributionPoint, today: date) -> bool:
    return record.assured_date is None or (today - record.assured_date).days > STALE


def _asked(record: Window | DistributionPoint, today: date) -> Iterator[str]:
    checked = record.assured_date.isoformat() if record.assured_date else "まだ一度も"
    yield f"  ・{record.name}（前に確かめた日: {checked}）"
    for phone in record.shown_phones(today):
        label = f"（{phone.label}）" if phone.label else ""
        yield f"      番号は {phone.number}{label} で合っていますか"
    yield f"      {_hours(record)}"
    if isinstance(record, Window) and len(record.languages) > 1:
        yield f"      話せる言葉は {'・'.join(map(_tongue, record.languages))} で合っていますか"
    yield f"      → make assure ID={record.id} BY=…   ちがうときは data/windows.yaml を直してから"


def _tongue(code: str) -> str:
    """Return a language as one says it over the telephone: 英語."""
    return str(LOCALE.languages.get(code, SPOKEN_NAMES[code]))


def _hours(record: Window | DistributionPoint) -> str:
    """Return the question about the hours: whether they are as the source says, or what they are."""
    closed = record.closed_text if isinstance(record, Window) else None
    known = "、".join(text for text in (record.hours_text, closed) if text)
    if record.schedules or known:
        return f"受付時間は「{known or '記録のとおり'}」で合っていますか。祝日と年末年始はどうですか"
    return "受付時間を教えてください。祝日と年末年始はどうですか"
