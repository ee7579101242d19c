"""Who opened this record: one click from the record, for those who may read it."""

from flask import Blueprint, render_template
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from desk import accounts, audit
from desk.callbacks.case import about
from desk.records import people
from desk.web.contacts import existing
from desk.web.guard import me, office

PAGES = Blueprint("opened", __name__, url_prefix="/opened")


@PAGES.get("/contact/<int:number>")
def contact(number: int) -> str:
    """Show who opened a contact."""
    with office().database.reading() as db:
        title = existing(db, number)["contact_no"]
    return _page(title, f"/contacts/{number}", [f"contact:{number}"])


@PAGES.get("/person/<number>")
def person(number: str) -> str:
    """Show who opened a person's record or any of her contacts."""
    with office().database.reading() as db:
        subjects = _hers(db, number)
    return _page(f"記録 {number}", f"/people/{number}", subjects)


def _hers(db: Connection, number: str) -> list[str]:
    if people.find(db, number) is None:
        raise NotFound
    own = people.parts(db, people.root(db, number))
    contacts = [f"contact:{row['id']}" for row in people.contacts_of(db, own)]
    return [*(f"person:{one}" for one in own), *contacts]


@PAGES.get("/callback/<int:number>")
def callback(number: int) -> str:
    """Show who opened a request."""
    return _page(f"折り返し {number}", f"/callbacks/{number}", [about(number)])


def _page(title: str, back: str, subjects: list[str]) -> str:
    with office().acting(me().id, "look at who opened", subjects[0]) as db:
        rows, names = audit.visitors(db, subjects), accounts.names(db)
    return render_template("opened.html", title=title, back=back, rows=rows, names=names)
