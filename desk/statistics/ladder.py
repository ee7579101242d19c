"""T11, the ladder of referrals: how many persons have come to each step, and why others stopped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from desk import codes
from desk.statistics.facts import tally
from desk.statistics.table import Row, Table
from desk.tables import person, referral, referral_stage

RULE = "紹介ごとの、その時点でいちばん上の段。段はもどさない。同じ方は一つの紹介先で一人と数える。"
FIRST_STEP, CONNECTED = 1, 4
CITY = "市の就労支援（KPI4）"


@dataclass(frozen=True)
class Climb:
    """How far one person has come towards one destination."""

    person: str
    dest: str
    rank: int
    connected_at: datetime | None
    stopped: str

    @property
    def kpi4(self) -> bool:
        """Whether the destination is the city's employment support."""
        return bool(codes.code("referral_dest", self.dest).more.get("kpi4"))


def climbs(db: Connection, start: datetime, end: datetime) -> list[Climb]:
    """Return the referrals that moved in a span of time, as they stood at its end."""
    joined = referral.join(referral_stage, referral.c.id == referral_stage.c.referral_id)
    joined = joined.join(person, person.c.id == referral.c.person_id)
    columns = (referral.c.id, referral.c.person_id, referral.c.dest, referral.c.stopped, person.c.merged_into)
    question = select(*columns, referral_stage.c.stage, referral_stage.c.evidence, referral_stage.c.at)
    moved = select(referral_stage.c.referral_id).where(referral_stage.c.at >= start, referral_stage.c.at < end)
    within = (referral.c.id.in_(moved), referral_stage.c.at < end)
    groups: dict[int, list[object]] = {}
    for row in db.execute(question.select_from(joined).where(*within)):
        groups.setdefault(row.id, []).append(row)
    return [_climb(group) for group in groups.values()]


def _climb(steps: Iterable[object]) -> Climb:
    rows = list(steps)
    ranks = [int(codes.code("referral_stage", row.stage).more["rank"]) for row in rows]  # type: ignore[attr-defined]
    known = [row.at for row, rank in zip(rows, ranks, strict=True) if rank >= CONNECTED and row.evidence]  # type: ignore[attr-defined]
    one = rows[0]
    owner = one.merged_into or one.person_id  # type: ignore[attr-defined]
    return Climb(owner, one.dest, max(ranks), min(known, default=None), one.stopped)  # type: ignore[attr-defined]


# Destinations of a kind, for a table that is published: who was sent where is few persons.
KINDS = {
    "DV・暴力・警察": ("dv_center_city", "ward_women", "pref_women_center", "police", "sexual_onestop"),
    "子ども・家庭裁判所・法律": ("child_guidance", "court", "houterasu"),
    "暮らし・住まい・仕事": ("welfare", "housing", "labor", "hello_work", "foreigner"),
    "医療・妊娠": ("medical", "maternity"),
}
REST = "民間・その他"
COLUMNS = ("案内した", "本人が同意", "引き継いだ", "つながった", "続いている", "成果", "止まった理由（最多）")


def ladder(found: Sequence[Climb]) -> Table:
    """T11: persons by destination and step."""
    rows = [Row(CITY, _cells([climb for climb in found if climb.kpi4]), "sum")]
    for code in codes.codes("referral_dest"):
        inside = [climb for climb in found if climb.dest == code.value]
        rows.append(Row(code.ja, _cells(inside), "sub" if code.more.get("kpi4") else "row"))
    return _table(found, rows)


def by_kind(found: Sequence[Climb]) -> Table:
    """T11 by kinds of destinations."""
    named = {dest for dests in KINDS.values() for dest in dests}
    rows = [Row(CITY, _cells([climb for climb in found if climb.kpi4]))]
    rows += [Row(ja, _cells([climb for climb in found if climb.dest in dests])) for ja, dests in KINDS.items()]
    rows.append(Row(REST, _cells([climb for climb in found if not climb.kpi4 and climb.dest not in named])))
    return _table(found, rows)


def _table(found: Sequence[Climb], rows: Sequence[Row]) -> Table:
    base = f"紹介のあった方 {len({climb.person for climb in found}):,}人"
    notes = ("右へ行くほど少なくなります。",)
    return Table("T11", "紹介とつながり", "人", COLUMNS, tuple(rows), base, RULE, notes, counts=tuple(range(6)))


def _cells(found: Sequence[Climb]) -> tuple[int | str, ...]:
    steps = [len({climb.person for climb in found if climb.rank >= rank}) for rank in range(FIRST_STEP, 7)]
    why = tally(climb.stopped for climb in found if climb.stopped).most_common(1)
    return (*steps, codes.label("referral_stop", why[0][0]) if why else "―")


def why_stopped(found: Iterable[Climb]) -> str:
    """Return the reason for which most referrals to the city's employment support went no further, or nothing."""
    most = tally(climb.stopped for climb in found if climb.kpi4 and climb.stopped).most_common(1)
    return codes.label("referral_stop", most[0][0]) if most else ""


def connected(found: Iterable[Climb], start: datetime, end: datetime) -> int:
    """Return KPI4: persons whom the city's employment support has reached in a span of time, with evidence."""
    return len({c.person for c in found if c.kpi4 and c.connected_at and start <= c.connected_at < end})
