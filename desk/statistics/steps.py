"""The programme's figures on their way: month by month from April, beside the same months of the year before.

Nothing is forecast, the numbers are too few; what is said is where an even way to the target would be today.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import Connection

from desk.clock import year_span
from desk.statistics import kpis, ladder
from desk.statistics.charts import Chart, Value
from desk.statistics.counts import MONTHS
from desk.statistics.facts import glance
from desk.statistics.kpis import Kpi

# Which figures are counted here month by month, and what a bar tells; training hands over one number a year.
TOLD = {"kpi3": ("初めての割合（％）", "割合"), "kpi4": ("つながった人（人）", "人数")}
Figures = Mapping[str, list[Value]]


def pace(kpi: Kpi, year: int, now: datetime) -> str:
    """Return where an even way to a target of people would be today; nothing for a share, or when the year is over."""
    start, end = year_span(year)
    even = Decimal(kpi.target) * max((now - start).days, 0) / (end - start).days
    if kpi.unit != "人" or kpi.value is None or now >= end or even < 1:
        return ""
    return f"1年を同じ速さで進むなら、今日は{_round(even, '0.1')}人。今はその{_round(100 * kpi.value / even)}％です。"


def steps(db: Connection, year: int, now: datetime) -> dict[str, Chart]:
    """Return, for each figure that is counted here, its months so far as a picture."""
    this, before = _figures(db, year, now), _figures(db, year - 1, year_span(year)[0])
    return {name: _chart(name, this[name], before[name]) for name in TOLD if any(n is not None for n in this[name])}


def _figures(db: Connection, year: int, now: datetime) -> Figures:
    """Return the figures at the end of each month that has begun; none of a year of which there is no record."""
    span = year_span(year)
    facts, climbs = glance(db, *span), ladder.climbs(db, *span)
    ends = [end for start, end in _months(year) if start < now] if facts or climbs else []
    first = [kpis.first_time([fact for fact in facts if fact.started_at < end]).value for end in ends]
    reached = [ladder.connected(climbs, span[0], end) for end in ends]
    shares = [None if value is None else int(_round(Decimal(value))) for value in first]
    return {"kpi3": shares, "kpi4": [*reached]}


def _months(year: int) -> list[tuple[datetime, datetime]]:
    starts = [datetime(year + (month < 4), month, 1) for (month,) in MONTHS.values()]  # noqa: DTZ001 (the wall's time)
    return list(zip(starts, (*starts[1:], year_span(year)[1]), strict=True))


def _chart(name: str, this: list[Value], before: list[Value]) -> Chart:
    title, what = TOLD[name]
    says = f"4月からその月の終わりまでの{what}{'。線は前年度の同じ月。' if before else '。'}"
    values, ghost = tuple((n,) for n in this), tuple(before[: len(this)])
    return Chart(name, "columns", title, says, tuple(MONTHS)[: len(this)], (what,), values, ghost, unknown="―")


def _round(number: Decimal, places: str = "1") -> Decimal:
    return number.quantize(Decimal(places), ROUND_HALF_UP)
