"""Y1, the yearly report: every table with picture and footer, five years, how it was counted, what words mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desk import codes
from desk.accounts import Refused
from desk.clock import year_span
from desk.statistics import book as books
from desk.statistics import counts, facts, publishing, series, versions
from desk.statistics.book import Book
from desk.statistics.charts import Chart, chart
from desk.statistics.footer import Context, Line, lines
from desk.statistics.publishing import Published
from desk.statistics.suppression import LEAST
from desk.statistics.table import Cell, Table

COUNTING: tuple[Line, ...] = (
    (
        "延べ件数",
        "区分が「相談」の記録を1件ずつ数えたもの。問い合わせ・無言・いたずら・居場所を探る電話は別に数え、混ぜない。",
    ),
    (
        "実人員",
        "期間に相談が1件以上あった方の数。記録のない方は、初めての相談のときだけ一人と数え、ほかは「人不明」として別に示す。",
    ),
    ("月の実人員の合計", "月ごとの人数を足したもの。同じ方を何度も数えるので、1年の人数としては使わない。"),
    ("本人のみ", "相談してきた人が本人のもの。DVの表はこれによる。"),
    ("主訴", "1件に一つ。合計は延べ件数と同じ。関連する相談は別の表に、重複ありとして示す。"),
    (
        "DV件数",
        "DVにあたるとした相談。DV防止法の表では、相手が法の外（同居していない交際相手・親・子など）のものを除く。",
    ),
    ("年度", "4月1日から3月31日まで。始まった日時（日本時間）による。日をまたぐ電話は始まった日に入れる。"),
    ("時間", "分に切り上げ、中断や保留もふくむ。"),
    ("訂正", "外に出した数は黙って変えない。直すときは新しい版とし、変わったところを示す。"),
)


@dataclass(frozen=True)
class Sheet:
    """A table with what stands around it."""

    table: Table
    footer: tuple[Line, ...]
    picture: Chart | None


@dataclass(frozen=True)
class Report:
    """A year: `left_out` names the tables that may not be published, with the reason."""

    year: int
    public: bool
    contacts: int
    people: Cell
    monthly_people: Cell
    sheets: tuple[Sheet, ...]
    left_out: Mapping[str, str]

    @property
    def words(self) -> list[Line]:
        """What the nine headings hold."""
        return [(heading, "、".join(code.ja for code in codes.under(heading))) for heading in codes.BIG9]


def report(db: Connection, year: int, now: datetime, *, public: bool = False) -> Report:
    """Return a year's report, for inside or as the public may have it."""
    book = books.book(db, year)
    before = books.book(db, year - 1) if public else None
    shown = publishing.publish(book, before) if public else Published(book.tables, {})
    years = series.for_public(series.series(db, year)) if public else series.series(db, year)
    tables = {"Y1": years, **shown.tables}
    given = versions.editions(db, year, tables)
    months = _earlier(before) if before else book.earlier
    sheets = tuple(
        Sheet(
            table,
            tuple(lines(table, Context(year_span(year), given[name], now))),
            chart(table, months if name == "T1" else None),
        )
        for name, table in tables.items()
    )
    monthly = None if public else book.monthly_people
    return Report(year, public, book.contacts, years.rows[-1].cells[1], monthly, sheets, shown.left_out)


def sheet(db: Connection, year: int, name: str, now: datetime, *, public: bool = False) -> Sheet:
    """Return one table of a year; Refused if it may not be published."""
    if public:
        made = report(db, year, now, public=True)
        if name in made.left_out:
            raise Refused(f"{name} {made.left_out[name]}")
        return next(one for one in made.sheets if one.table.id == name)
    table = books.table(db, year, name)
    months = counts.by_month(facts.glance(db, *year_span(year - 1)), ()) if name == "T1" else None
    context = Context(year_span(year), versions.of(db, year, table), now)
    return Sheet(table, tuple(lines(table, context)), chart(table, months))


def finer(db: Connection, year: int) -> Table:
    """Return T2 with the main issues below each heading."""
    return counts.by_finer_issue(*(facts.glance(db, *year_span(one)) for one in (year, year - 1)))


def five(db: Connection, year: int, now: datetime) -> Sheet:
    """Return the five years that end with one."""
    table = series.series(db, year)
    return Sheet(table, tuple(lines(table, Context(year_span(year), (), now))), chart(table))


def _earlier(before: Book) -> Table | None:
    """Return last year's months as its own copy shows them."""
    return publishing.publish(before).tables.get("T1") if before.contacts >= LEAST else None
