"""The pages of a contact: 「電話中」, where it is written and kept every few seconds, and the saved record."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import Connection, RowMapping, select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from desk import accounts, codes, windows
from desk.records import contacts, drafts, form, people, search_calls
from desk.records.contacts import Writer
from desk.records.fields import BLOCKS, LINES
from desk.tables import contact
from desk.web.guard import me, office

PAGES = Blueprint("contacts", __name__, url_prefix="/contacts")
MINUTE = "%Y-%m-%dT%H:%M"


def writer() -> Writer:
    """Return who writes now."""
    return Writer(me().id, me().name, office().time)


def existing(db: Connection, number: int) -> RowMapping:
    """Return a contact; 404 if there is none."""
    row = db.execute(select(contact).where(contact.c.id == number)).mappings().first()
    if row is None:
        raise NotFound
    return row


@PAGES.get("/begin")
def begin() -> AnyResponse:
    """Begin to write, with what is known already; an untouched beginning is used again."""
    now, args = office().time, request.args
    with office().database.writing() as db:
        line = next((line for line in LINES if line.value == args.get("line")), LINES[0])
        content = {"started_at": [now.strftime(MINUTE)], "line": [line.value], "method": [line.method]}
        if args.get("callback", type=int):
            content |= {"callback": [args["callback"]], "method": ["callback"]}
        if people.find(db, args.get("person", "")):
            content |= {"person": [args["person"]], "first_time": ["repeat"], "first_time_basis": ["matched"]}
        for old in drafts.of(db, me().id):
            if not old["count"] and not old["contact_id"]:
                drafts.throw_away(db, old["id"], me().id)
        id_ = drafts.begin(db, me().id, now, content)
    return redirect(url_for("contacts.write", id_=id_), 303)


@PAGES.get("/write/<id_>")
def write(id_: str) -> str:
    """Show what is being written."""
    with office().database.reading() as db:
        row = drafts.find(db, id_, me().id)
    return _page(row, row["content"])


def _page(row: RowMapping, content: dict[str, list[str]], missing: list[str] | None = None) -> str:
    return render_template(
        "write.html",
        draft=row,
        missing=missing or [],
        given=lambda name: next(iter(content.get(name, ())), ""),
        ticked=lambda name: content.get(name, ()),
        blocks=BLOCKS,
        lines=LINES,
        reply=search_calls.REPLY,
        lifeline=windows.lifeline(office().time.date()),
        nine=[(heading, codes.under(heading)) for heading in codes.BIG9],
    )


@PAGES.post("/keep/<id_>")
def keep(id_: str) -> Response:
    """Keep what has been written so far; the answer comes when it is on the disk."""
    posted = request.form.to_dict(flat=False)
    with office().database.writing() as db:
        kept = drafts.keep(db, id_, me().id, office().time, posted, request.form.get("count", 0, type=int))
    return Response(str(kept), mimetype="text/plain")


@PAGES.post("/save/<id_>")
def save(id_: str) -> Any:
    """Make a record of what was written, or say all that is missing."""
    posted, now = request.form.to_dict(flat=False), office().time
    with office().database.writing() as db:
        row = drafts.find(db, id_, me().id)
        drafts.keep(db, id_, me().id, now, posted, row["count"] + 1)
        read = form.read(posted, now)
        if not read.missing:
            number = _save(db, row, read)
            drafts.throw_away(db, id_, me().id)
    if read.missing:
        return _page(row, posted, read.missing), 422
    return redirect(url_for("contacts.show", number=number), 303)


def _save(db: Connection, row: RowMapping, read: form.Read) -> int:
    content, number = row["content"], row["contact_id"]
    if number:
        contacts.change(db, number, read, writer(), drafts.number(content, "version") or 1)
        office().trail.note(db, office().time, me().id, "change", f"contact:{number}")
        return int(number)
    person_id = next(iter(content.get("person", ())), None)
    callback_id = drafts.number(content, "callback")
    number = contacts.add(db, read, writer(), person_id=person_id, callback_id=callback_id)
    office().trail.note(db, office().time, me().id, "write", f"contact:{number}")
    return number


@PAGES.post("/throw-away/<id_>")
def throw_away(id_: str) -> AnyResponse:
    """Throw a draft away."""
    with office().acting(me().id, "throw draft away") as db:
        drafts.throw_away(db, id_, me().id)
    return redirect(url_for("today.show"), 303)


@PAGES.route("/<int:number>", methods=["GET", "POST"])
def show(number: int) -> str:
    """Show a record; a name that is sought among persons is posted, and stands in no address."""
    with office().acting(me().id, "read", f"contact:{number}") as db:
        row = existing(db, number)
        words, written, names = contacts.words(db, number), contacts.versions(db, number), accounts.names(db)
        person = people.find(db, row["person_id"] or "")
        alike = people.candidates(db, request.form) if not person else []
        searching = search_calls.waits(db, number)
    return render_template(
        "contact.html",
        row=row,
        words=words,
        blocks=BLOCKS,
        versions=written,
        names=names,
        person=person,
        alike=alike,
        lines={line.value: line.ja for line in LINES},
        asked=request.form,
        searching=searching,
    )


@PAGES.post("/<int:number>/searched")
def searched(number: int) -> AnyResponse:
    """Let the lead say whom somebody was looking for, or that it is nobody we know."""
    person = request.form.get("person", "").strip()
    with office().acting(me().id, "search call", f"contact:{number}") as db:
        existing(db, number)
        search_calls.look(db, number, person, me().id, office().time)
    return redirect(url_for("contacts.show", number=number), 303)


@PAGES.post("/<int:number>/change")
def change(number: int) -> Any:
    """Begin to change a record, from the version that is now."""
    with office().acting(me().id, "begin change", f"contact:{number}") as db:
        row, kept = existing(db, number), contacts.current(db, number)
        content = {name: _listed(value) for name, value in {**kept["values"], **kept["prose"]}.items()}
        content |= {"version": [str(row["version"])], "heading": [_heading(row["main_issue"])]}
        content |= {"dv_flag": ["yes" if row["dv_flag"] else "no"]}
        id_ = drafts.begin(db, me().id, office().time, content, number)
    return redirect(url_for("contacts.write", id_=id_), 303)


def _heading(issue: str) -> str:
    return codes.big9(issue) if issue else ""


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)[:16] if "T" in str(value)[:11] else str(value)] if value not in (None, "") else []
