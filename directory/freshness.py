"""How old the data is: what no person has checked, what is over, what is stale; and what a release refuses for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.complaint import Complaint, Level, Path
from directory.document import Document
from directory.model import Directory, DistributionPoint, Window

STALE = 180  # days after which a check should be repeated: numbers of helplines change within a fiscal year
EXPIRED = 365  # days after which it may not be published: every office has been reorganised once by then


@dataclass(frozen=True)
class Freshness:
    """What a release refuses (`errors`), what should be checked soon (`warnings`), what is not shown (`drafts`)."""

    errors: list[Complaint]
    warnings: list[Complaint]
    drafts: list[Complaint]


def freshness(directory: Directory, document: Document, today: date) -> Freshness:
    """Return the state of everything that would be published today."""
    errors: list[Complaint] = []
    warnings: list[Complaint] = []
    for path, record in _published(directory, today):
        wrong, level = _age(record, today)
        if wrong:
            cure = "人が確かめて assured_date と assured_by を書いてください"
            line = document.complaint(path, wrong, cure, level)
            (errors if level == "error" else warnings).append(line)
    errors += [document.complaint(*wrong) for wrong in _over(directory, today)]
    return Freshness(sorted(errors), sorted(warnings), sorted(_drafts(directory, document, today)))


def callback_errors(directory: Directory, document: Document, today: date) -> list[Complaint]:
    """Return why a release may not offer to call back: she would wait for a call that nobody has promised."""
    callback = directory.site.callback
    if callback is None:
        return []
    cure = "確かめて assured_date と assured_by を書くか、callback を消してください（電話番号だけの頁になります）"
    age = (today - callback.assured_date).days if callback.assured_date else None
    if age is None:
        return [document.complaint(("callback",), "折り返しの時間を、まだ人が確かめていません", cure)]
    wrong = f"折り返しの時間を確かめてから{age}日たちました（{EXPIRED}日まで）"
    return [document.complaint(("callback",), wrong, cure)] if age > EXPIRED else []


def _published(directory: Directory, today: date) -> Iterator[tuple[Path, Window | DistributionPoint]]:
    for number, window in enumerate(directory.windows):
        if window.reachable(today):
            yield ("windows", number), window
    for number, point in enumerate(directory.points):
        if point.public:
            yield ("distribution_points", number), point


def _age(record: Window | DistributionPoint, today: date) -> tuple[str, Level]:
    days = [record.assured_date, *(p.assured_date or record.assured_date for p in record.shown_phones(today))]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return "まだ人が確かめていません", "error"
    age = (today - min(known)).days
    if age > EXPIRED:
        return f"確かめてから{age}日たちました（{EXPIRED}日まで）", "error"
    return (f"確かめてから{age}日たちました", "warning") if age > STALE else ("", "warning")


def _over(directory: Directory, today: date) -> Iterator[tuple[Path, str, str]]:
    """Numbers whose last day has passed but which still stand as active in a window that goes on."""
    for number, window in enumerate(directory.windows):
        for index, phone in enumerate(window.phones):
            if phone.state == "active" and phone.valid_to and phone.valid_to.last < today and not window.ended(today):
                what = f"番号「{phone.number}」は {phone.valid_to.text} までです"
                yield ("windows", number, "phones", index), what, "state: expired にするか、新しい日付にしてください"


def _drafts(directory: Directory, document: Document, today: date) -> Iterator[Complaint]:
    for number, window in enumerate(directory.windows):
        if not window.ended(today) and not window.reachable(today):
            cure = "番号・ウェブの住所・場所のどれかが分かるまで、サイトには出ません"
            yield document.complaint(("windows", number), "下書きです（連絡の方法がありません）", cure, level="warning")
