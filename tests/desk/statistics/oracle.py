# ruff: noqa: S608 (the questions are the tests' own)
"""Counting once more, by somebody else: plain SQL and plain Python over the same records, no code of the desk's.

`tables` gives every count of every table as {(block, row, column): number}, under the words that are printed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, text

LISTS = yaml.load((Path(__file__).parents[3] / "desk/record_codes.yaml").read_text("utf-8"), yaml.CSafeLoader)
JA = {name: {entry["value"]: entry["ja"] for entry in entries} for name, entries in LISTS.items()}
BIG9 = {entry["value"]: entry["big9"] for entry in LISTS["main_issue"]}
CAO = {entry["value"]: entry["map"]["cao"] for name in ("age_band", "contact_method") for entry in LISTS[name]}
YEAR = "started_at >= '{0}-04-01' AND started_at < '{1}-04-01'"
COUNTED = "call_outcome = 'consultation'"
HERS = "age_band, residence, language, care_needs, marital_status, children, employment_type"
MANY = ("intake_route", "related_issue", "response", "dv_type", "care_needs", "children")
Counts = dict[tuple[str, str, str], int]
One = dict[str, Any]


def ask(db: Connection, question: str, year: int) -> list[Any]:
    """Ask a question of the counted contacts of a year (the table `c`)."""
    when = YEAR.format(year, year + 1)
    whole = f"WITH c AS (SELECT * FROM contact WHERE {COUNTED} AND {when}), a AS (SELECT * FROM contact WHERE {when}) "
    return [tuple(row) for row in db.execute(text(whole + question))]


def number(db: Connection, question: str, year: int) -> int:
    """Ask for one number."""
    return int(ask(db, question, year)[0][0])


def tally(db: Connection, column: str, year: int, where: str = "1 = 1") -> dict[Any, int]:
    """Count by a column."""
    return dict(ask(db, f"SELECT {column}, count(*) FROM c WHERE {where} GROUP BY 1", year))


def tables(db: Connection, year: int) -> dict[str, Counts]:
    """Count every table of a year."""
    when = YEAR.format(year, year + 1)
    joined = f"SELECT contact.*, {HERS} FROM contact LEFT JOIN person ON person.id = contact.person_id WHERE {when}"
    found = [_plain(dict(row)) for row in db.execute(text(joined + " ORDER BY started_at")).mappings()]
    all_, own = found, [one for one in found if one["call_outcome"] == "consultation"]
    newest = list({one["person_id"]: one for one in own if one["person_id"]}.values())
    made: dict[str, Counts] = {"T1": _t1(all_, own), "T4": _t4(own), "T5": _t5(own), "T8": _t8(own)}
    made |= {"T4b": _t4b(newest), "T12": _t12(newest), "T11": _t11(db, year)}
    made |= {"T2": {("", k, "件数"): n for k, n in _sum(BIG9[one["main_issue"]] for one in own).items()}}
    both = (JA["main_issue"][v] for one in own for v in {one["main_issue"], *one["related_issue"]})
    made |= {"T2b": {("", k, "件数"): n for k, n in Counter(both).items()}}
    made |= {
        "T6": {
            ("", JA["response"][v], "件数"): n for v, n in Counter(v for o in own for v in set(o["response"])).items()
        }
    }
    made["T3"] = _cross(own, _age, lambda one: BIG9[one["main_issue"]])
    made["T7"] = _cross(own, lambda one: "月火水木金土日"[one["at"].weekday()], _hour)
    made["T9"] = {("", k, "件数"): n for k, n in _sum(_ward(one) for one in own).items()}
    made["T10"] = _cross(own, _length, _by)
    return made


def _plain(row: One) -> One:
    row |= {name: json.loads(row[name] or "[]") for name in MANY}
    return row | {"at": datetime.fromisoformat(row["started_at"])}


def _sum(values: Iterable[str]) -> Counter[str]:
    found = Counter(values)
    found["計"] = found.total()
    return found


def _cross(some: list[One], row: Callable[[One], str], column: Callable[[One], str]) -> Counts:
    found: Counter[tuple[str, str, str]] = Counter()
    for one in some:
        found.update([("", r, c) for r in (row(one), "計") for c in (column(one), "計")])
    return dict(found)


def _age(one: One) -> str:
    known = one["age_band"] and one["age_band"] not in ("unknown", "not_asked", "declined")
    return str(JA["age_band"][one["age_band"]]) if known else "不明・人の記録なし"


def _ward(one: One) -> str:
    ward = one["residence"]
    return (
        str(JA["residence"][ward])
        if ward and ward not in ("unknown", "not_asked", "declined")
        else "不明・人の記録なし"
    )


def _hour(one: One) -> str:
    edges = (("9時前", 9), ("9〜12時", 12), ("12〜15時", 15), ("15〜17時", 17), ("17〜20時", 20), ("20時以降", 24))
    return next(name for name, end in edges if one["at"].hour < end)


def _length(one: One) -> str:
    bands = (("10分まで", 10), ("11〜30分", 30), ("31〜60分", 60), ("61〜90分", 90), ("91分以上", 10**6))
    return next(name for name, end in bands if one["duration_min"] <= end)


def _by(one: One) -> str:
    return {"電話": "電話", "来所": "面接"}.get(CAO[one["method"]], "その他")


def _way(one: One) -> str:
    known = {
        "phone": "電話(有料)",
        "phone_free": "フリーダイヤル",
        "callback": "折り返し",
        "in_person": "面接",
        "outreach": "出張",
    }
    return known.get(one["method"], "メール・SNS・その他")


def _month(one: One) -> str:
    return f"{one['at'].month}月"


def _t1(all_: list[One], own: list[One]) -> Counts:
    found = Counter(_cross(own, _month, _way))
    for row in ("計", *{_month(one) for one in all_}):
        of = [one for one in all_ if row in ("計", _month(one))]
        counted = [one for one in of if one["call_outcome"] == "consultation"]
        found["", row, "うち初回"] = sum(one["first_time"] == "first" for one in counted)
        found["", row, "うちDV"] = sum(bool(one["dv_flag"]) for one in counted)
        found["", row, "（別掲）問い合わせ・無言等"] = len(of) - len(counted)
    return dict(found)


def _t4(own: list[One]) -> Counts:
    outside = ("dating_partner", "parent", "child", "relative", "other_person")
    hers = [o for o in own if o["dv_flag"] and o["caller_type"] == "self" and o["perpetrator_relation"] not in outside]
    asked = ("shelter_req", "certificate", "safety_plan", "legal_clinic", "accompany", "report")
    blocks = {
        "年齢": (CAO.get(o["age_band"] or "", "不明") for o in hers),
        "方法": (CAO[o["method"]] for o in hers),
        "相手との関係": (JA["perpetrator_relation"].get(o["perpetrator_relation"], "不明") for o in hers),
        "暴力の種類（重複あり）": (JA["dv_type"][v] for o in hers for v in set(o["dv_type"])),
        "相談の求め（重複あり）": (JA["response"][v] for o in hers for v in set(o["response"]) & set(asked)),
    }
    return _blocks(blocks, "件数") | {("", "計", "件数"): len(hers)}


def _blocks(blocks: Mapping[str, Iterable[str]], column: str) -> Counts:
    return {(block, label, column): n for block, values in blocks.items() for label, n in Counter(values).items()}


def _t4b(newest: list[One]) -> Counts:
    spoken, needing = "日本語が十分に話せない", "配慮が必要（重複あり）"
    other = [o for o in newest if o["language"] in JA["language"] and o["language"] != "ja"]
    needs = (JA["care_needs"][v] for o in newest for v in set(o["care_needs"]))
    found = _blocks({spoken: (JA["language"][o["language"]] for o in other), needing: needs}, "人数")
    sums = {"計（記録のある方）": len(newest), spoken: len(other), needing: sum(bool(o["care_needs"]) for o in newest)}
    return found | {("", label, "人数"): n for label, n in sums.items()}


def _t5(own: list[One]) -> Counts:
    found: Counter[str] = Counter()
    for one in own:
        if "shelter_req" in one["response"]:
            said = set(one["children"])
            found["母子" if "minor_with" in said else "単身" if said - {"unknown"} else "不明"] += 1
            found["計"] += 1
    return {("", label, "件数"): n for label, n in found.items()}


def _t8(own: list[One]) -> Counts:
    groups = {entry["value"]: entry.get("group", "") for entry in LISTS["intake_route"]}
    titles = {"outreach_print": "配ったもの", "web": "ネット", "public_pr": "広報・報道", "referral_in": "人・機関"}
    titles |= {"center": "センター", "people": "口づて・以前から", "other": "その他"}
    times = {"first": "初回", "repeat": "2回目以上", "returning": "2回目以上"}
    found: Counter[tuple[str, str, str]] = Counter()
    for one in own:
        route = (one["intake_route"] or ["not_asked"])[0]
        columns = [times.get(one["first_time"], "不明"), "計"]
        columns += ["うち公的相談が初めて"] if one["first_public_help"] == "yes" else []
        if route in ("not_asked", "declined"):
            rows = [("", "（別掲）聞いていない" if route == "not_asked" else "（別掲）答えたくない")]
        else:
            group = f"{titles[groups[route]]}（小計）"
            rows = [(group, JA["intake_route"][route]), ("", group), ("", "計")]
        found.update((block, row, column) for block, row in rows for column in columns)
    return dict(found)


def _t11(db: Connection, year: int) -> Counts:
    """The ladder: who has come so far, of those whose referral moved in the year."""
    rank = {entry["value"]: entry["rank"] for entry in LISTS["referral_stage"]}
    city = {entry["value"] for entry in LISTS["referral_dest"] if entry.get("kpi4")}
    joined = (
        "SELECT r.id, r.person_id, r.dest, s.stage, s.at FROM referral r JOIN referral_stage s ON s.referral_id = r.id"
    )
    rows = [row for row in db.execute(text(joined)) if row.at < f"{year + 1}-04-01"]
    moved = {row.id for row in rows if row.at >= f"{year}-04-01"}
    steps = ("案内した", "本人が同意", "引き継いだ", "つながった", "続いている", "成果")
    reached: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.id in moved:
            for step in steps[: rank[row.stage]]:
                reached.setdefault((JA["referral_dest"][row.dest], step), set()).add(row.person_id)
                if row.dest in city:
                    reached.setdefault(("市の就労支援（KPI4）", step), set()).add(row.person_id)
    block = {JA["referral_dest"][value] for value in city}
    return {("市の就労支援（KPI4）" if r in block else "", r, step): len(who) for (r, step), who in reached.items()}


def _t12(newest: list[One]) -> Counts:
    blocks = {}
    for block, name in (
        ("配偶関係", "marital_status"),
        ("子ども（重複あり）", "children"),
        ("働き方", "employment_type"),
    ):
        labels = JA[name] | JA["missing"]
        given = [set(o[name] if isinstance(o[name], list) else [o[name]]) or {"not_asked"} for o in newest]
        blocks[block] = [labels[value or "not_asked"] for values in given for value in values]
    return _blocks(blocks, "人数") | {("", "計（記録のある方）", "人数"): len(newest)}
