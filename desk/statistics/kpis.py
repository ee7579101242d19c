"""The four figures of the programme, each with numerator, denominator, what is unknown, and its lower bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from desk.clock import fiscal_year
from desk.statistics.facts import Glance
from desk.statistics.ladder import Climb, connected, why_stopped
from desk.statistics.table import share
from desk.tables import fact

# Kawasaki's own five phrases; the thresholds are ours.
WORDS = (
    (150, "◎", "目標を大きく上回って達成"),
    (110, "○", "目標を上回って達成"),
    (90, "◇", "目標をほぼ達成"),
    (60, "△", "目標を下回った"),
    (0, "▽", "目標を大きく下回った"),
)
PEOPLE_FIRST = "人の安全より数を優先しない。紹介は本人の希望があるときだけ。"


@dataclass(frozen=True)
class Kpi:
    """One figure beside its target; `beside` is what it must not be read without."""

    id: str
    ja: str
    value: Decimal | int | None
    target: int
    unit: str
    base: str
    rule: str
    beside: str = ""

    @property
    def rate(self) -> Decimal | None:
        """How much of the target was reached, in percent."""
        return None if self.value is None else (Decimal(100) * self.value / self.target).quantize(Decimal("0.1"))

    @property
    def words(self) -> tuple[str, str]:
        """A sign and a phrase, so that colour is never alone."""
        if self.rate is None:
            return "―", "まだ数えられない"
        return next((sign, phrase) for least, sign, phrase in WORDS if self.rate >= least)


def trained(completed: int) -> Kpi:
    """KPI1: counsellors trained."""
    rule = "年度内に修了した人（職員・試験用を除く）。修了 = 12分野を90％視聴・実践1回・最終アンケート"
    return Kpi("kpi1", "育成した相談員", completed, 20, "人", f"修了 {completed}人", rule)


def usefulness(top2: int, answered: int, asked: int) -> Kpi:
    """KPI2: how many found it useful, of those who answered."""
    base = f"n={answered:,}（無回答 {asked - answered:,}、回答率 {share(answered, asked)}％）"
    return Kpi(
        "kpi2",
        "有益度",
        share(top2, answered, 2),
        85,
        "％",
        base,
        "「とても役に立つ」「役に立つ」÷ 答えた人。無回答を除く",
    )


def of_training(db: Connection, year: int) -> tuple[Kpi, ...]:
    """Return KPI1 and KPI2 as the training side has handed them over: 「58」 and 「127/133/140」; none without."""
    names = (f"trained:{year}", f"usefulness:{year}")
    handed = {row.name: row.value for row in db.execute(select(fact).where(fact.c.name.in_(names)))}
    found = [trained(int(handed[names[0]]))] if names[0] in handed else []
    return (*found, usefulness(*map(int, handed[names[1]].split("/")))) if names[1] in handed else tuple(found)


def in_scope(facts: Iterable[Glance]) -> list[Glance]:
    """Return the contacts that KPI3 looks at."""
    return [f for f in facts if f.counted and f.line == "toll_free" and f.caller_type == "self"]


def first_time(facts: Sequence[Glance]) -> Kpi:
    """KPI3: how many on the free line had never consulted before."""
    found = in_scope(facts)
    first, repeat = sum(f.first_time == "first" for f in found), sum(f.repeat for f in found)
    lowest = f"（不明をすべて2回目以上とみなすと {share(first, len(found))}％）" if found else ""
    base = f"n={first + repeat:,}、不明 {len(found) - first - repeat:,}件{lowest}"
    rule = "フリーダイヤルに本人からかかった相談のうち、初めて ÷（初めて＋2回目以上）。不明を除く"
    beside = "届いたことを示す数で、続いたことを示す数ではありません。T8・T11 と合わせて読んでください。"
    return Kpi("kpi3", "初めて相談した人の割合", share(first, first + repeat), 40, "％", base, rule, beside)


def employment(connected: int, why: str = "") -> Kpi:
    """KPI4: who has reached the city's employment support; `why` is what stopped most others."""
    rule = "市の就労支援に本人がつながったと、紹介番号・本人の話・同行・確認で分かった人。案内や予約だけは数えない"
    beside = f"止まった理由の1位: {why}" if why else ""
    return Kpi("kpi4", "市の就労支援につながった人", connected, 20, "人", f"{connected}人", rule, beside)


def of_span(
    db: Connection, facts: Sequence[Glance], found: Sequence[Climb], span: tuple[datetime, datetime]
) -> tuple[Kpi, ...]:
    """Return the four figures of a fiscal year up to some day."""
    reached = employment(connected(found, *span), why_stopped(found))
    return (*of_training(db, fiscal_year(span[0])), first_time(facts), reached)
