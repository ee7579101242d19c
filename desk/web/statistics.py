"""The pages of figures: the year at a glance, one table, the programme's four figures, and files of them."""

from io import BytesIO

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from desk import clock
from desk.statistics import month as months
from desk.statistics import sheets, versions
from desk.statistics.book import ORDER, Book, book
from desk.statistics.kpis import PEOPLE_FIRST
from desk.statistics.suppression import publish
from desk.statistics.table import Table, shown
from desk.tables import contact
from desk.web.guard import me, office

PAGES = Blueprint("statistics", __name__, url_prefix="/statistics")


def _year() -> int:
    """Return the year asked for, or that of the newest record."""
    if asked := request.args.get("year", type=int):
        return min(max(asked, 1990), 2100)
    with office().database.reading() as db:
        newest = db.execute(select(func.max(contact.c.started_at))).scalar()
    return clock.fiscal_year(newest or office().time)


def _book() -> Book:
    with office().database.reading() as db:
        return book(db, _year())


@PAGES.get("")
def index() -> str:
    """Show the year at a glance."""
    return render_template("statistics.html", book=_book(), order=ORDER, year=_year())


@PAGES.get("/<name>")
def table(name: str) -> str:
    """Show one table with how it was counted."""
    if name not in ORDER:
        raise NotFound
    found, year = _table(name), _year()
    with office().database.reading() as db:
        given = versions.of(db, year, name)
    changes = versions.differences(given[-1]["content"], found) if given and not _published() else []
    page = {"table": found, "year": year, "shown": shown, "published": _published(), "versions": given}
    return render_template("table.html", **page, changes=changes)


@PAGES.post("/<name>/give-out")
def give_out(name: str) -> AnyResponse:
    """Keep a table as it is given out, as a version of its own."""
    if name not in ORDER:
        raise NotFound
    found, year = _book().tables[name], _year()
    with office().acting(me().id, "give out", f"table:{name}", str(year)) as db:
        versions.give_out(db, year, found, office().time)
    return redirect(url_for("statistics.table", name=name, year=year), 303)


@PAGES.get("/month/<int:year>/<int:number>")
def month(year: int, number: int) -> str:
    """Show one month on one sheet."""
    if not (1990 <= year <= 2100 and 1 <= number <= 12):
        raise NotFound
    with office().database.reading() as db:
        found = months.month(db, year, number)
    return render_template("month.html", month=found, shown=shown)


def _published() -> bool:
    """Whether the copy for the public is asked for."""
    return request.args.get("published") == "1"


def _table(name: str) -> Table:
    found = _book().tables[name]
    return publish(found) if _published() else found


@PAGES.get("/kpis")
def kpis() -> str:
    """Show the programme's figures beside their targets."""
    return render_template("kpis.html", kpis=_book().kpis, year=_year(), people_first=PEOPLE_FIRST)


@PAGES.get("/<name>.<kind>")
def file(name: str, kind: str) -> AnyResponse:
    """Give a table as a file, or the whole year as one workbook."""
    if kind not in ("csv", "xlsx") or (name not in ORDER and (name, kind) != ("year", "xlsx")):
        raise NotFound
    with office().acting(me().id, "export", f"table:{name}", f"{kind} {_year()}"):
        pass
    if kind == "csv":
        text = sheets.csv(_table(name), _year())
        return Response(text, mimetype="text/csv", headers={"Content-Disposition": f"attachment; filename={name}.csv"})
    tables = list(_book().tables.values()) if name == "year" else [_table(name)]
    return send_file(
        BytesIO(sheets.workbook(tables, _year())), download_name=f"{name}-{_year()}.xlsx", as_attachment=True
    )
