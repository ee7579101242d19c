"""M1, the month on one sheet: what changed hands, what was urgent, whether call-backs found her, how the four stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, func, select

from desk.clock import fiscal_year, year_span
from desk.records.fields import URGENT
from desk.statistics import counts, facts, kpis, ladder
from desk.statistics.facts import People
from desk.statistics.footer import Context, lines
from desk.statistics.kpis import Kpi
from desk.statistics.table import Row, Table, share
from desk.statistics.yearly import Sheet
from desk.tables import attempt, callback

TOP = 5
SAID = ("母数", "数え方")
CALLS = "折り返しは、その月に受け付けた依頼。話せたのは、合言葉が合って本人と話せたもの。"


@dataclass(frozen=True)
class Month:
    """The figures of one month; `ways` is its line of T1, the four figures are the fiscal year's up to its end."""

    span: tuple[datetime, datetime]
    contacts: int
    people: People
    aside: int
    ways: Table
    top: Table
    routes: Table
    urgent: int
    callbacks: int
    spoken: int
    four: tuple[Kpi, ...]

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.span[0]

    @property
    def spoke_rate(self) -> Decimal | None:
        """How many of those who waited for a call were spoken with, in percent."""
        return share(self.spoken, self.callbacks)

    def sheets(self, now: datetime) -> tuple[Sheet, ...]:
        """Return the month as sheets, each with how it was counted; span and version stand once, at the end."""
        *tables, last = self.ways, self.top, self.routes, self._calls(), self._four()
        context = Context(self.span, (), now)
        short = [(table, [line for line in lines(table, context) if line[0] in SAID]) for table in tables]
        return tuple(Sheet(table, tuple(said), None) for table, said in (*short, (last, lines(last, context))))

    def _calls(self) -> Table:
        rows = (
            Row("緊急度が「その日のうちに」「今すぐ」の相談", (self.urgent,)),
            Row("折り返しの件数", (self.callbacks,)),
            Row("うち話せた", (self.spoken,)),
            Row("話せた率(%)", (self.spoke_rate,)),
        )
        return Table("M1-4", "緊急度と折り返し", "件", ("件数",), rows, f"{self.contacts:,}件", CALLS, ())

    def _four(self) -> Table:
        rows = tuple(Row(f"{k.ja}({k.unit})", (k.value, k.target, k.rate, " ".join(k.words))) for k in self.four)
        notes = tuple(f"{k.ja}: {k.base}。{k.rule}" for k in self.four)
        columns, rule = ("今", "目標", "達成率(%)", "ことば"), "年度のはじめからこの月の終わりまで。"
        return Table("M1-5", "目標と今", "人・％", columns, rows, "各行の注のとおり", rule, (*notes, kpis.PEOPLE_FIRST))


def month(db: Connection, year: int, number: int) -> Month:
    """Count one month of the calendar."""
    start = datetime(year, number, 1)  # noqa: DTZ001 (the wall's time)
    end = datetime(year + number // 12, number % 12 + 1, 1)  # noqa: DTZ001
    begun = year_span(fiscal_year(start))[0]
    found, so_far = facts.load(db, start, end), facts.glance(db, begun, end)
    counted = counts.counted(found)
    four = kpis.of_span(db, so_far, ladder.climbs(db, begun, end), (begun, end))
    urgent = counts.how_many(counted, lambda fact: fact.urgency in URGENT)
    calls = _callbacks(db, start, end)
    tables = _ways(found, number), _top(found), replace(counts.by_kind_of_route(found, ()), id="M1-3")
    who, aside = facts.people(found), len(found) - len(counted)
    return Month((start, end), len(counted), who, aside, *tables, urgent, *calls, four)


def _ways(found: list[facts.Fact], number: int) -> Table:
    table = counts.by_month(found, (), {f"{number}月": (number,)})
    return replace(table, id="M1-1", title="方法別 相談件数", rows=table.rows[:1])


def _top(found: list[facts.Fact]) -> Table:
    table = counts.by_issue(found, ())
    rows = sorted(table.rows[:-1], key=lambda row: -int(str(row.cells[0])))[:TOP]
    rows = [replace(row, cells=row.cells[:2]) for row in rows]
    return replace(table, id="M1-2", title=f"主訴の上位{TOP}つ", columns=table.columns[:2], rows=tuple(rows))


def _callbacks(db: Connection, start: datetime, end: datetime) -> tuple[int, int]:
    received = (callback.c.received_at >= start, callback.c.received_at < end)
    waited = db.execute(select(func.count()).select_from(callback).where(*received)).scalar_one()
    reached = select(func.count(attempt.c.callback_id.distinct())).join(
        callback, callback.c.id == attempt.c.callback_id
    )
    return waited, db.execute(reached.where(*received, attempt.c.result == "spoke_ok")).scalar_one()
