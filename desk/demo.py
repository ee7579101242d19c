"""Made-up records for practice: 620 persons and 1,480 consultations of one year, spread as real centres report them.

Nobody in them exists. Shares are exact where a share is given, so that a table shows what the plan says; the rest is
drawn with a fixed seed, so that two who practise see the same. What is not a consultation comes on top (`ASIDE`).
"""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from desk import codes, demo_words, search_index
from desk.records.fields import WRITTEN
from desk.tables import consent, contact, fact, narrative, person, referral, referral_stage, revision

YEAR, PERSONS, CONTACTS, NAMELESS, ASIDE = 2025, 620, 1480, 190, 64
METHOD = {"phone": 0.62, "phone_free": 0.27, "in_person": 0.04, "callback": 0.05, "email": 0.02}
ISSUE = {
    "心と体": 0.21,
    "人間関係": 0.18,
    "家族": 0.16,
    "夫婦間": 0.12,
    "暴力・犯罪": 0.11,
    "生き方": 0.08,
    "仕事": 0.06,
    "法律・暮らし": 0.05,
    "その他": 0.03,
}
AGE = {"a20": 0.05, "a30": 0.12, "a40": 0.235, "a50": 0.432, "a60": 0.149, "a70": 0.010, "a18": 0.004}
DV_TYPE = {"mental": 0.85, "physical": 0.57, "economic": 0.28, "social": 0.16, "sexual": 0.07}
FIRST = {"phone_free": 0.916, "phone": 0.22, "in_person": 0.3, "callback": 0.5, "email": 0.5}
WEEKDAY = (17, 16, 17, 15, 17, 10, 8)
HOUR = {9: 6, 10: 14, 11: 13, 12: 6, 13: 13, 14: 13, 15: 10, 16: 8, 17: 5, 18: 6, 19: 5, 20: 1}
ROUTE = {"not_asked": 30, "web_center": 14, "bookmark_bookstore": 9, "bookmark_super": 8, "repeat_user": 12}
ROUTE |= {"web_search": 9, "toilet_card": 5, "ward_office": 6, "city_bulletin": 7, "word_of_mouth": 5, "other": 2}
CONNECTED = 5  # as the programme reported


def fill(db: Connection, counselors: Sequence[int]) -> None:
    """Fill an empty office."""
    draw = random.Random(2025)  # noqa: S311 (made-up records, the same for all)
    people = [_person(draw, n, age) for n, age in enumerate(_exactly(draw, AGE, PERSONS))]
    db.execute(insert(person), people)
    _keep(db, _contacts(draw, people, counselors), draw)
    _referrals(db, draw, people, counselors[0])
    handed = {f"trained:{YEAR}": "58", f"usefulness:{YEAR}": "127/133/141"}
    db.execute(insert(fact), [{"name": name, "value": value} for name, value in handed.items()])


def _exactly(draw: random.Random, shares: Mapping[str, float], whole: int) -> list[str]:
    """Return values in just these shares (largest remainder), in a drawn order."""
    parts = {value: share * whole for value, share in shares.items()}
    counts = {value: int(part) for value, part in parts.items()}
    rest = sorted(parts, key=lambda value: counts[value] - parts[value])[: whole - sum(counts.values())]
    found = [value for value, n in counts.items() for _ in range(n + (value in rest))]
    draw.shuffle(found)
    return found


def _any(draw: random.Random, weights: Mapping[str, float]) -> str:
    return draw.choices(list(weights), list(weights.values()))[0]


def _person(draw: random.Random, number: int, age: str) -> dict[str, Any]:
    wards = [code.value for code in codes.codes("residence")]
    weights = (14, 10, 18, 14, 14, 14, 11, 3, 1, 2, 1, 0.3, 4)
    signs = "23456789abcdefghjkmnpqrstuvwxyz"
    return {
        "id": "".join(draw.choice(signs) for _ in range(8)),
        "call_name": demo_words.NAMES[number % len(demo_words.NAMES)],
        "recognise_hint": draw.choice(demo_words.HINTS) if draw.random() < 0.3 else "",
        "age_band": age,
        "residence": draw.choices(wards, weights)[0],
        "marital_status": draw.choices([c.value for c in codes.codes("marital_status")], (18, 38, 8, 4, 17, 6, 9))[0],
        "employment_type": draw.choice([code.value for code in codes.codes("employment_type")]),
        "children": [draw.choice([code.value for code in codes.codes("children")])],
        "language": draw.choices(("ja", "ja_easy", "zh", "tl", "en"), (95, 2, 1, 1, 1))[0],
        "care_needs": [draw.choice([c.value for c in codes.codes("care_needs")])] if draw.random() < 0.06 else [],
        "do_not": draw.choice(demo_words.DO_NOT) if draw.random() < 0.08 else "",
        "case_status": draw.choices(("open", "waiting", "closed", "handed"), (40, 15, 40, 5))[0],
    }


def _time(draw: random.Random) -> datetime:
    start = datetime(YEAR, 4, 1)  # noqa: DTZ001 (the wall's time)
    while True:
        day = start + timedelta(days=draw.randrange(365))
        if draw.random() < WEEKDAY[day.weekday()] / max(WEEKDAY):
            hour = int(_any(draw, {str(h): w for h, w in HOUR.items()}))
            return day + timedelta(hours=hour, minutes=draw.randrange(60))


def _contacts(
    draw: random.Random, people: Sequence[Mapping[str, Any]], counselors: Sequence[int]
) -> list[dict[str, Any]]:
    methods, issues = _exactly(draw, METHOD, CONTACTS), _exactly(draw, ISSUE, CONTACTS)
    rows = [_contact(draw, method, issue) for method, issue in zip(methods, issues, strict=True)]
    for method, share in FIRST.items():
        for herself in (True, False):  # the programme's figure looks at those who rang for themselves
            inside = [r for r in rows if r["method"] == method and (r["caller_type"] == "self") is herself]
            _say_first(draw, inside, share)
    _give(draw, rows, [str(one["id"]) for one in people])
    rows += [_aside(draw) for _ in range(ASIDE)]
    rows.sort(key=lambda row: row["started_at"])
    for number, row in enumerate(rows, 1):
        row |= {"id": number, "contact_no": f"{YEAR}-{number:05}", "counselor_id": draw.choice(counselors)}
        row |= {"ended_at": row["started_at"] + timedelta(minutes=row["duration_min"])}
        row |= {"second_name": counselors[-1] if row["urgency"] in ("u3", "u4") else None, "next_done": True}
    return rows


def _say_first(draw: random.Random, rows: Sequence[dict[str, Any]], share: float) -> None:
    known = rows[: len(rows) - len(rows) // 25]  # one in 25 cannot be told
    for row, first in zip(known, _exactly(draw, {"first": share, "": 1 - share}, len(known)), strict=True):
        row["first_time"] = first or draw.choices(("repeat", "returning"), (9, 1))[0]


def _give(draw: random.Random, rows: Sequence[dict[str, Any]], people: Sequence[str]) -> None:
    """Give contacts to persons: each has one at least, and her first comes first."""
    firsts = [row for row in rows if row["first_time"] == "first"]
    others = [row for row in rows if row["first_time"] != "first"]
    for row, owner in zip(firsts, people, strict=False):
        row["person_id"] = owner
    left = list(people[len(firsts) :])
    named = others[: len(others) - max(0, NAMELESS - max(0, len(firsts) - len(people)))]
    weights = [draw.paretovariate(1.3) for _ in people]
    for row in named:
        row["person_id"] = left.pop() if left else draw.choices(people, weights)[0]
    for owner in people:
        own = [row for row in rows if row["person_id"] == owner]
        times = sorted(row["started_at"] for row in own)
        for row, time in zip(sorted(own, key=lambda r: r["first_time"] != "first"), times, strict=True):
            row["started_at"] = time


def _contact(draw: random.Random, method: str, heading: str) -> dict[str, Any]:
    issue = draw.choice(codes.under(heading)).value
    dv = issue in codes.DV_ISSUES
    line = {"phone_free": "toll_free", "phone": "dv" if dv else "paid"}.get(method, "")
    first_answer = draw.choices(("yes", "no", "not_asked"), (30, 35, 35))[0]
    return {
        "person_id": None,
        "started_at": _time(draw),
        "duration_min": max(3, min(150, int(draw.gauss(60 if method == "in_person" else 32, 15)))),
        "method": method,
        "line": line,
        "call_outcome": "consultation",
        "caller_type": draw.choices(("self", "family", "friend", "agency", "other"), (92, 4, 1, 2, 1))[0],
        "first_time": "unknown",
        "first_time_basis": "said",
        "first_public_help": first_answer,
        "intake_route": [_any(draw, ROUTE)],
        "main_issue": issue,
        "related_issue": [draw.choice(codes.codes("main_issue")).value] if draw.random() < 0.3 else [],
        "response": sorted({"listen", draw.choice(codes.codes("response")).value}),
        "dv_flag": dv,
        "dv_type": [kind for kind, share in DV_TYPE.items() if draw.random() < share] if dv else [],
        "perpetrator_relation": draw.choice(codes.codes("perpetrator_relation")[:6]).value if dv else "",
        "safety_now": draw.choices(("safe", "limited", "not_asked"), (60, 10, 30))[0],
        "safety_flag": [draw.choice(codes.codes("safety_flag")).value] if dv and draw.random() < 0.5 else [],
        "urgency": draw.choices(("u0", "u1", "u2", "u3", "u4"), (20, 40, 30, 8, 2) if dv else (84, 12, 3, 1, 0))[0],
    }


def _aside(draw: random.Random) -> dict[str, Any]:
    row = _contact(draw, "phone", "その他")
    outcome = draw.choices(("enquiry", "silent", "nuisance", "third_party_search"), (60, 25, 13, 2))[0]
    return row | {"call_outcome": outcome, "main_issue": "", "response": [], "related_issue": [], "urgency": "u0"}


def _keep(db: Connection, rows: Sequence[dict[str, Any]], draw: random.Random) -> None:
    db.execute(insert(contact), list(rows))
    prose, kept = [], []
    for row in rows:
        words = demo_words.prose(draw, row)
        prose.append({"contact_id": row["id"], **dict.fromkeys(WRITTEN, ""), **words})
        content = {"values": _plain(row), "prose": {**dict.fromkeys(WRITTEN, ""), **words}}
        kept.append(
            {
                "contact_id": row["id"],
                "version": 1,
                "at": row["ended_at"],
                "by": row["counselor_id"],
                "content": content,
            }
        )
        search_index.put(db, row["id"], " ".join(words.values()))
    db.execute(insert(narrative), prose)
    db.execute(insert(revision), kept)


NOT_WRITTEN = {"id", "contact_no", "counselor_id", "person_id", "second_name", "next_done"}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in row.items() if name not in NOT_WRITTEN}
    times = {name: found[name].isoformat() for name in ("started_at", "ended_at")}
    return found | times | {"next_due": None, "point_id": ""}


def _referrals(db: Connection, draw: random.Random, people: Sequence[Mapping[str, Any]], by: int) -> None:
    """Add referrals: five have reached the city's employment support, the others stand somewhere below."""
    stages = [code.value for code in codes.codes("referral_stage")]
    dests = codes.codes("referral_dest")
    for number, one in enumerate(people[:90], 1):
        city = number <= CONNECTED
        dest = draw.choice([d for d in dests if bool(d.more.get("kpi4")) is city]) if city else draw.choice(dests)
        highest = 4 + draw.randrange(3) if city else draw.randrange(1, 4 if dest.more.get("kpi4") else 6)
        stopped = draw.choice(codes.codes("referral_stop")).value if not city and draw.random() < 0.4 else ""
        row = {"id": number, "person_id": one["id"], "dest": dest.value, "stopped": stopped}
        db.execute(insert(referral), row | {"slip_no": f"{draw.randrange(10**6):06}"})
        at = datetime(YEAR, 5, 1, 10) + timedelta(days=draw.randrange(200))  # noqa: DTZ001
        agreed = {"person_id": one["id"], "scope": "share_dest", "how": "口頭", "given_at": at}
        db.execute(insert(consent), agreed)
        steps = [
            {"referral_id": number, "stage": stage, "at": at + timedelta(days=7 * n), "by": by}
            | {"evidence": draw.choice(("self_said", "dest_slip", "accompanied")) if n >= CONNECTED - 1 else ""}
            for n, stage in enumerate(stages[: highest + 1])
        ]
        db.execute(insert(referral_stage), steps)
