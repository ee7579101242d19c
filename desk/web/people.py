"""The pages of a person: finding, the timeline, joining and parting, the ladder of referrals, the handover."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection, RowMapping, select
from werkzeug.exceptions import NotFound

from desk import accounts, search_index, windows
from desk.records import contacts, people, referrals, search_calls, today
from desk.records.fields import BLOCKS
from desk.tables import contact, person
from desk.web.contacts import existing, writer
from desk.web.guard import me, office

PAGES = Blueprint("people", __name__, url_prefix="/people")
MOST = 50


@PAGES.route("", methods=["GET", "POST"])
def index() -> str:
    """Find a record by its words, its number or a name; posted, so that what is sought stands in no address."""
    wanted = " ".join(request.form.get("q", "").split())[:60]
    with office().acting(me().id, "search", detail=f"{len(wanted)}字") as db:
        rows, known = _contacts(db, wanted), _people(db, wanted)
    return render_template("people.html", wanted=wanted, rows=rows, known=known)


def _contacts(db: Connection, wanted: str) -> list[RowMapping]:
    question = select(contact).order_by(contact.c.started_at.desc()).limit(MOST)
    if wanted:
        found = search_index.find(db, wanted, MOST)
        question = question.where(contact.c.id.in_(found) | (contact.c.contact_no == wanted))
    return list(db.execute(question).mappings())


def _people(db: Connection, wanted: str) -> list[RowMapping]:
    if not wanted:
        return []
    named = (person.c.call_name == wanted) | (person.c.id == wanted) | (person.c.recognise_hint == wanted)
    return list(db.execute(select(person).where(named).limit(MOST)).mappings())


def _person(db: Connection, number: str) -> RowMapping:
    row = people.find(db, number)
    if row is None:
        raise NotFound
    return row


@PAGES.get("/<number>")
def show(number: str) -> str:
    """Show one person: what must not be done on top, then her contacts and referrals on one line of time."""
    with office().acting(me().id, "read", f"person:{number}") as db:
        row, own = _person(db, number), people.parts(db, people.root(db, number))
        return render_template(
            "person.html",
            row=row,
            parts=own,
            contacts=people.contacts_of(db, own),
            ladders=referrals.of(db, own),
            searched=search_calls.about(db, own),
            agreements=referrals.agreements(db, own),
            alike=people.candidates(db, dict(row), apart=number),
            names=accounts.names(db),
            colleagues=accounts.colleagues(db),
            places={place.id: place for place in windows.places(office().time.date())},
        )


def _act(act: str, number: str, work: Any) -> Any:
    with office().acting(me().id, act, f"person:{number}") as db:
        work(db, _person(db, number))
    return redirect(url_for("people.show", number=number), 303)


@PAGES.post("/begin/<int:contact_id>")
def begin(contact_id: int) -> Any:
    """Give a contact to a person: one who is known, or a new one."""
    known = request.form.get("person", "")
    with office().acting(me().id, "give to person", f"contact:{contact_id}") as db:
        existing(db, contact_id)
        name = request.form.get("call_name", "").strip()[:20]
        number = known if people.find(db, known) else people.begin(db, call_name=name)
        people.give(db, contact_id, number)
    return redirect(url_for("people.show", number=number), 303)


@PAGES.post("/<number>")
def change(number: str) -> Any:
    """Change what is known of a person."""
    values = people.read(request.form.to_dict(flat=False))
    version = request.form.get("version", 0, type=int)
    return _act("change", number, lambda db, _: people.change(db, number, values, version))


@PAGES.post("/<number>/join")
def join(number: str) -> Any:
    """Say that two records are one person: first asked, then done."""
    into = request.form.get("into", "")
    if request.form.get("sure") != "yes":
        with office().database.reading() as db:
            return render_template("join.html", row=_person(db, number), into=_person(db, into))
    return _act("join", number, lambda db, _: people.join(db, number, into))


@PAGES.post("/<number>/part")
def part(number: str) -> Any:
    """Say that a record is a person of its own after all."""
    return _act("part", number, lambda db, _: people.part(db, number))


@PAGES.post("/<number>/hand-over")
def hand_over(number: str) -> Any:
    """Hand a person over in four lines."""
    form = request.form
    to, lines = form.get("to", type=int), form.to_dict()
    return _act("hand over", number, lambda db, _: today.hand_over(db, number, me().id, to, lines, office().time))


@PAGES.post("/<number>/refer")
def refer(number: str) -> Any:
    """Begin a referral, or write down what she agrees to."""
    form, now = request.form, office().time
    if form.get("scope"):
        scope, how = form["scope"], form.get("how", "")
        return _act("consent", number, lambda db, _: referrals.agree(db, number, scope, how, now))
    return _act(
        "refer",
        number,
        lambda db, _: referrals.begin(db, number, form.get("dest", ""), writer(), form.get("window", "")[:60]),
    )


@PAGES.post("/<number>/withdraw/<int:consent>")
def withdraw(number: str, consent: int) -> Any:
    """Write down that she has taken a consent back: nothing is handed on from now."""
    now = office().time
    return _act("consent withdrawn", number, lambda db, _: referrals.withdraw(db, number, consent, now))


@PAGES.post("/slip")
def slip() -> Any:
    """Take a slip's number that a destination has given back; go to whom it belongs to."""
    with office().database.writing() as db:
        found = referrals.slip_returned(db, request.form.get("slip", ""), writer())
        number = referrals.find(db, found).row["person_id"]
        office().trail.note(db, office().time, me().id, "slip returned", f"person:{number}")
    return redirect(url_for("people.show", number=number), 303)


@PAGES.post("/<number>/step/<int:referral>")
def step(number: str, referral: int) -> Any:
    """Take a referral a step further, or say why it has stopped."""
    form = request.form
    if form.get("stopped"):
        return _act("referral stopped", number, lambda db, _: referrals.stopped(db, referral, form["stopped"]))
    given = form.get("stage", ""), writer(), form.get("evidence", "")
    return _act("referral step", number, lambda db, _: referrals.step(db, referral, *given))


@PAGES.get("/<number>/disclose")
def disclose(number: str) -> str:
    """Prepare what is shown to her, or to whom the law lets ask: block by block, with the grounds."""
    child = request.args.get("for") == "representative"
    with office().acting(me().id, "prepare disclosure", f"person:{number}") as db:
        row, own = _person(db, number), people.parts(db, people.root(db, number))
        rows = [(found, contacts.words(db, found["id"])) for found in people.contacts_of(db, own)]
        names = accounts.names(db)
    return render_template("disclose.html", row=row, rows=rows, blocks=BLOCKS, names=names, child=child)
