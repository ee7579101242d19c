"""The pages of figures: the year at a glance, one table, the yearly report, the month, the programme's four figures."""

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from markupsafe import Markup
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from desk import clock
from desk.statistics import book as books
from desk.statistics import drawing, paper, sheets, steps, versions, yearly
from desk.statistics import month as months
from desk.statistics.book import ORDER
from desk.statistics.charts import Chart
from desk.statistics.kpis import PEOPLE_FIRST
from desk.statistics.month import Month
from desk.statistics.table import shown
from desk.statistics.yearly import Report, Sheet
from desk.tables import contact
from desk.web.guard import me, office

PAGES = Blueprint("statistics", __name__, url_prefix="/statistics")
REPORT, MONTH = "Y1", "M1"
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def _year() -> int:
    """Return the year asked for, or that of the newest record."""
    if asked := request.args.get("year", type=int):
        return min(max(asked, 1990), 2100)
    with office().database.reading() as db:
        newest = db.execute(select(func.max(contact.c.started_at))).scalar()
    return clock.fiscal_year(newest or office().time)


def _public() -> bool:
    """Whether the copy for the public is asked for."""
    return request.args.get("published") == "1"


def drawn(chart: Chart) -> Markup:
    """Return a chart for a page; its words are escaped where it is drawn."""
    return Markup(drawing.svg(chart))  # noqa: S704


@PAGES.get("")
def index() -> str:
    """Show the year at a glance."""
    year = _year()
    with office().database.reading() as db:
        book, five = books.book(db, year), yearly.five(db, year, office().time)
    return render_template("statistics.html", book=book, five=five, order=ORDER, year=year, drawn=drawn, shown=shown)


@PAGES.get("/<name>")
def table(name: str) -> str:
    """Show one table with how it was counted; or the yearly report."""
    if name == REPORT:
        return report()
    if name not in ORDER:
        raise NotFound
    year, now = _year(), office().time
    with office().database.reading() as db:
        found = yearly.sheet(db, year, name, now, public=_public())
        given = versions.of(db, year, found.table)
        finer = yearly.finer(db, year) if name == "T2" else None
    page = {"sheet": found, "year": year, "versions": given, "finer": None if _public() else finer}
    changes = versions.since(given, found.table) if not _public() else []
    return render_template("table.html", **page, changes=changes, public=_public(), shown=shown, drawn=drawn)


def report() -> str:
    """Show the yearly report as it goes out."""
    with office().database.reading() as db:
        found = yearly.report(db, _year(), office().time, public=_public())
    return render_template("yearly.html", report=found, counting=yearly.COUNTING, shown=shown, drawn=drawn)


@PAGES.post("/<name>/give-out")
def give_out(name: str) -> AnyResponse:
    """Keep a table as it is given out, as a version of its own."""
    if name not in ORDER:
        raise NotFound
    year = _year()
    with office().acting(me().id, "give out", f"table:{name}", str(year)) as db:
        versions.give_out(db, year, books.table(db, year, name), office().time)
    return redirect(url_for("statistics.table", name=name, year=year), 303)


@PAGES.get("/month/<int:year>/<int:number>")
def month(year: int, number: int) -> str:
    """Show one month on one sheet."""
    found = _month(year, number)
    year = clock.fiscal_year(found.start)
    return render_template("month.html", month=found, shown=shown, drawn=drawn, year=year)


def _month(year: int, number: int) -> Month:
    if not (1990 <= year <= 2100 and 1 <= number <= 12):
        raise NotFound
    with office().database.reading() as db:
        return months.month(db, year, number)


@PAGES.get("/kpis")
def kpis() -> str:
    """Show the programme's figures beside their targets, and how they came about month by month."""
    year, now = _year(), office().time
    with office().database.reading() as db:
        found, months = books.four(db, year), steps.steps(db, year, now)
    paces = {kpi.id: steps.pace(kpi, year, now) for kpi in found}
    page = {"kpis": found, "months": months, "paces": paces, "year": year, "people_first": PEOPLE_FIRST}
    return render_template("kpis.html", **page, drawn=drawn)


@PAGES.get("/<name>.<kind>")
def file(name: str, kind: str) -> AnyResponse:
    """Give a table, the month or the yearly report as a file."""
    if kind not in TYPES or name not in (*ORDER, REPORT, MONTH):
        raise NotFound
    with office().acting(me().id, "export", f"table:{name}", f"{kind} {_year()}"):
        pass
    title, found, whole = _sheets(name)
    made = {"csv": lambda: sheets.csv(found).encode(), "xlsx": lambda: sheets.workbook(found)}
    made["pdf"] = lambda: paper.pdf(title, found, whole, tight=name == MONTH)
    named = f"{name}-{_year()}{'-public' if _public() else ''}.{kind}"
    return send_file(BytesIO(made[kind]()), TYPES[kind], as_attachment=True, download_name=named)


def _sheets(name: str) -> tuple[str, tuple[Sheet, ...], Report | None]:
    """Return what goes into a file: its title, its tables, and the whole report if it is one."""
    year, now = _year(), office().time
    if name == MONTH:
        found = _month(year, request.args.get("month", 4, type=int))
        return f"{found.start.year}年{found.start.month}月の月報", found.sheets(now), None
    with office().database.reading() as db:
        if name == REPORT:
            whole = yearly.report(db, year, now, public=_public())
            return f"{year}年度 相談の年報", whole.sheets, whole
        return f"{year}年度 相談の集計", (yearly.sheet(db, year, name, now, public=_public()),), None
