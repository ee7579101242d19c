"""The tables of contacts: by month, issue, hour, length, response, route and ward (T1, T2, T2b, T3, T6 to T10)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import TypeVar

from desk import codes
from desk.statistics.facts import Fact, Glance, tally
from desk.statistics.population import UNKNOWN, population
from desk.statistics.table import ROUNDED, Cell, Row, Table, share

CONTACTS = "件（延べ）"
EACH = "相談（問い合わせ・無言・いたずらを除く）を1件ずつ数える。日をまたぐ電話は始まった日に入れる。"
MANY = "重複あり。一つの相談に当てはまるものをすべて数える。"
MONTHS = {f"{month}月": (month,) for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)}
QUARTERS = {"4〜6月": (4, 5, 6), "7〜9月": (7, 8, 9), "10〜12月": (10, 11, 12), "1〜3月": (1, 2, 3)}
WAYS = (
    ("電話(有料)", {"phone"}),
    ("フリーダイヤル", {"phone_free"}),
    ("折り返し", {"callback"}),
    ("面接", {"in_person"}),
    ("出張", {"outreach"}),
    ("メール・SNS・その他", {"email", "chat", "letter_fax", "online_video"}),
)
HOURS = (
    (0, 9, "9時前"),
    (9, 12, "9〜12時"),
    (12, 15, "12〜15時"),
    (15, 17, "15〜17時"),
    (17, 20, "17〜20時"),
    (20, 24, "20時以降"),
)
ISSUE_COLUMNS = ("件数", "構成比(%)", "前年度", "増減")
ENDLESS = 10**9
Some = TypeVar("Some", bound=Glance)


def counted(facts: Iterable[Some]) -> list[Some]:
    """Return the contacts that are counted."""
    return [fact for fact in facts if fact.counted]


def how_many(facts: Iterable[Some], test: Callable[[Some], bool]) -> int:
    """Count the contacts that pass."""
    return sum(map(test, facts))


def by_month(
    facts: Sequence[Glance], _: Sequence[Glance], spans: Mapping[str, tuple[int, ...]] = MONTHS, title: str = "月別"
) -> Table:
    """T1: by month and method."""
    found = [_month_row(label, [f for f in facts if f.started_at.month in span]) for label, span in spans.items()]
    total = _month_row("計", facts)
    n = int(str(total.cells[6]))
    shares = tuple(share(int(str(cell)), n) for cell in total.cells[:-1])
    rows = (*found, Row(total.label, total.cells, "sum"), Row("構成比(%)", (*shares, None), "note"))
    columns = (*(way for way, _ in WAYS), "計", "うち初回", "うちDV", "（別掲）問い合わせ・無言等")
    return Table("T1", f"{title}・方法別 相談件数", CONTACTS, columns, rows, f"{n:,}件", EACH, counts=tuple(range(10)))


def by_quarter(facts: Sequence[Glance], before: Sequence[Glance]) -> Table:
    """T1 in coarser spans."""
    return by_month(facts, before, QUARTERS, "3か月ごと")


def _month_row(label: str, facts: Sequence[Glance]) -> Row:
    found = counted(facts)
    ways = [how_many(found, lambda f, way=way: f.method in way) for _, way in WAYS]  # type: ignore[misc]
    first, dv = how_many(found, lambda f: f.first_time == "first"), how_many(found, lambda f: f.dv_flag)
    return Row(label, (*ways, len(found), first, dv, len(facts) - len(found)))


def by_issue(facts: Sequence[Glance], before: Sequence[Glance]) -> Table:
    """T2: by the nine headings of the main issue, against the year before."""
    now, then = tally(f.big9 for f in counted(facts)), tally(f.big9 for f in counted(before))
    known = bool(before)  # a year without any record was not counted here; it is not a year of none
    rows = [_issue_row(heading, now[heading], now.total(), then[heading] if known else None) for heading in codes.BIG9]
    rows.append(Row("計", _issue_row("", now.total(), now.total(), then.total() if known else None).cells, "sum"))
    base, rule = f"{now.total():,}件", EACH + "主訴は1件に1つ。"
    return Table("T2", "主訴別", CONTACTS, ISSUE_COLUMNS, tuple(rows), base, rule, counts=(0, 2), basis=(0, 2))


def by_finer_issue(facts: Sequence[Glance], before: Sequence[Glance]) -> Table:
    """T2 with the main issues below each heading; for inside only."""
    table = by_issue(facts, before)
    now, then = tally(f.main_issue for f in counted(facts)), tally(f.main_issue for f in counted(before))
    rows: list[Row] = []
    for row in table.rows:
        rows.append(replace(row, kind="sum"))
        below = codes.under(row.label)
        fine = [_issue_row(c.ja, now[c.value], now.total(), then[c.value] if before else None) for c in below]
        rows += [replace(found, kind="sub") for found in fine]
    return replace(table, title="主訴別（細分類）", rows=tuple(rows))


def _issue_row(label: str, now: int, whole: int, then: int | None) -> Row:
    if then is None:
        return Row(label, (now, share(now, whole), None, None))
    more = now - then
    change = f"＋{more:,}" if more > 0 else f"▲{-more:,}" if more else "0"
    return Row(label, (now, share(now, whole), then, change))


def by_every_issue(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T2b: every issue that was there, the main one and those beside it."""
    found = counted(facts)
    n = tally(issue for f in found for issue in {f.main_issue, *f.related_issue})
    rows = tuple(Row(c.ja, (n[c.value], share(n[c.value], len(found)))) for c in codes.codes("main_issue"))
    base = f"相談 {len(found):,}件"
    return Table("T2b", "相談内容（複数）", CONTACTS, ("件数", "割合(%)"), rows, base, MANY, counts=(0,))


def by_age(facts: Sequence[Fact], _: Sequence[Glance], report: str = "") -> Table:
    """T3: by age and the nine headings; in the bands of an outside report, if one is named."""
    found, bands = counted(facts), defaultdict[str, set[str]](set)
    for code in codes.codes("age_band"):
        if code.value != "unknown":
            bands[code.rolled_up(report) if report else code.ja].add(code.value)
    bands["不明・人の記録なし"] = {"unknown", "", "not_asked", "declined"}
    rows = [_age_row(label, [f for f in found if f.age_band in band], len(found)) for label, band in bands.items()]
    rows.append(Row("計", _age_row("", found, len(found)).cells, "sum"))
    columns = (*codes.BIG9, "計", "構成比(%)")
    return Table(
        "T3", "年代別×主訴", CONTACTS, columns, tuple(rows), f"{len(found):,}件", EACH, counts=tuple(range(10))
    )


def by_decade(facts: Sequence[Fact], before: Sequence[Glance]) -> Table:
    """T3 in the coarser bands that the Cabinet Office asks for."""
    return by_age(facts, before, "cao")


def _age_row(label: str, facts: Sequence[Fact], whole: int) -> Row:
    n = tally(f.big9 for f in facts)
    return Row(label, (*(n[heading] for heading in codes.BIG9), len(facts), share(len(facts), whole)))


def by_response(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T6: by response."""
    found = counted(facts)
    n = tally(value for f in found for value in set(f.response))
    rows = tuple(Row(c.ja, (n[c.value], share(n[c.value], len(found)))) for c in codes.codes("response"))
    return Table("T6", "対応別", CONTACTS, ("件数", "割合(%)"), rows, f"相談 {len(found):,}件", MANY, counts=(0,))


def by_hour(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T7: by the day of the week and the time of day."""
    found = counted(facts)
    rows = [_hour_row(day, [f for f in found if f.started_at.weekday() == n]) for n, day in enumerate("月火水木金土日")]
    rows.append(Row("計", _hour_row("", found).cells, "sum"))
    columns = (*(label for _, _, label in HOURS), "計")
    rule = EACH + "始まった時刻で分ける。"
    return Table("T7", "曜日×時間帯", CONTACTS, columns, tuple(rows), f"{len(found):,}件", rule, counts=tuple(range(7)))


def _hour_row(label: str, facts: Sequence[Fact]) -> Row:
    hours = [how_many(facts, lambda f, a=a, b=b: a <= f.started_at.hour < b) for a, b, _ in HOURS]  # type: ignore[misc]
    return Row(label, (*hours, len(facts)))


GROUPS = {
    "outreach_print": "配ったもの",
    "web": "ネット",
    "public_pr": "広報・報道",
    "referral_in": "人・機関",
    "center": "センター",
    "people": "口づて・以前から",
    "other": "その他",
}


def by_route(facts: Sequence[Fact], _: Sequence[Glance], *, fine: bool = True) -> Table:
    """T8: by what she knew us from (the first she named), and whether it was her first time."""
    by = _by_first_route(facts)
    rows: list[Row] = []
    for group, label in GROUPS.items():
        below = {code.value: code.ja for code in codes.codes("intake_route") if code.group == group}
        inside = [fact for value in below for fact in by[value]]
        rows.append(Row(f"{label}（小計）", _route_cells(inside), "sum" if fine else "row"))
        rows += [Row(ja, _route_cells(by[value]), "sub") for value, ja in below.items() if fine]
    silent, declined = by.pop("not_asked", []), by.pop("declined", [])
    asked = [fact for found in by.values() for fact in found]
    rows.append(Row("計", _route_cells(asked), "sum"))
    rows += [Row("（別掲）聞いていない", _route_cells(silent), "aside")]
    rows += [Row("（別掲）答えたくない", _route_cells(declined), "aside")]
    base = f"経路を聞いた {len(asked):,}件（聞いていない {len(silent):,}件・答えたくない {len(declined):,}件を除く）"
    columns = ("初回", "2回目以上", "不明", "計", "うち公的相談が初めて")
    rule = EACH + "経路は最初に挙げたもの一つ。"
    return Table("T8", "知った経路×初回／継続", CONTACTS, columns, tuple(rows), base, rule, counts=tuple(range(5)))


def by_kind_of_route(facts: Sequence[Fact], before: Sequence[Glance]) -> Table:
    """T8 with its groups only."""
    return by_route(facts, before, fine=False)


def _by_first_route(facts: Sequence[Fact]) -> defaultdict[str, list[Fact]]:
    by: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in counted(facts):
        by[fact.intake_route[0] if fact.intake_route else "not_asked"].append(fact)
    return by


def _route_cells(facts: Sequence[Fact]) -> tuple[Cell, ...]:
    first, repeat = how_many(facts, lambda f: f.first_time == "first"), how_many(facts, lambda f: f.repeat)
    never = how_many(facts, lambda f: f.first_public_help == "yes")
    return first, repeat, len(facts) - first - repeat, len(facts), never


def by_ward(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T9: by ward, and for every ten thousand women of it where their number is known."""
    found, people = counted(facts), population()
    n = tally(f.residence for f in found)
    known = [code for code in codes.codes("residence") if code.value != "unknown"]

    def row(label: str, number: int, ward: str = "") -> Row:
        return Row(label, (number, share(number, len(found)), people.rate(ward, number) if people else None))

    rows = [row(code.ja, n[code.value], code.value) for code in known]
    rows.append(row("不明・人の記録なし", len(found) - sum(n[code.value] for code in known)))
    rows.append(replace(row("計", len(found)), kind="sum"))
    note = (ROUNDED, people.note if people else UNKNOWN)
    columns, base = ("件数", "構成比(%)", "女性人口1万人あたり"), f"{len(found):,}件"
    return Table("T9", "区別", CONTACTS, columns, tuple(rows), base, EACH, note, counts=(0,))


def by_length(facts: Sequence[Fact], _: Sequence[Glance], bands: Mapping[str, int] | None = None) -> Table:
    """T10: by length."""
    found = counted(facts)
    rows, least = [], 0
    for label, most in (
        bands or {code.ja: code.more["max"] or ENDLESS for code in codes.codes("duration_band")}
    ).items():
        rows.append(Row(label, _length_cells([f for f in found if least < f.duration_min <= most])))
        least = most
    rows.append(Row("計", _length_cells(found), "sum"))
    columns = ("電話", "面接", "その他", "計", "平均(分)", "中央値(分)")
    rule = EACH + "時間は分に切り上げ、中断や保留もふくむ。"
    return Table("T10", "所要時間別", CONTACTS, columns, tuple(rows), f"{len(found):,}件", rule, counts=(0, 1, 2, 3))


def by_half_hour(facts: Sequence[Fact], before: Sequence[Glance]) -> Table:
    """T10 in three lengths."""
    return by_length(facts, before, {"30分まで": 30, "31〜60分": 60, "61分以上": ENDLESS})


def _length_cells(facts: Sequence[Fact]) -> tuple[Cell, ...]:
    phone = how_many(facts, lambda f: f.method in ("phone", "phone_free", "callback"))
    meeting = how_many(facts, lambda f: f.method == "in_person")
    lengths = [f.duration_min for f in facts]
    mean = share(sum(lengths), 100 * len(lengths)) if lengths else None
    middle = share(int(2 * median(lengths)), 200) if lengths else None
    return phone, meeting, len(facts) - phone - meeting, len(facts), mean, middle
