"""A practice office behind a server, and the address of every screen in it, for the role that sees most of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy import select
from werkzeug.serving import make_server

from desk import access, codes, sessions
from desk.office import Office
from desk.records import drafts, referrals
from desk.records.contacts import Writer
from desk.start import open_practice
from desk.tables import contact, narrative, person, user
from tests.desk.office import routes
from tests.formhandler.box import Quiet

# Who sees most of the screens that several roles share.
FIRST = ("lead", "counsellor", "statistician", "administrator", "auditor", "trainer")
# What is downloaded, or is only a step on the way, is no screen.
NO_SCREEN = {"contacts.begin", "door.home", "door.health", "statistics.file", "importing.template", "static"}
# What stands in an address where nothing below says otherwise.
USUAL: dict[str, object] = {"name": "T8", "year": 2025, "number": 10}


def endpoints() -> list[str]:
    """Return all screens."""
    rules = routes().iter_rules()
    return sorted({rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NO_SCREEN)


@dataclass
class Desk:
    """The office and where it answers."""

    office: Office
    url: str

    def token(self, role: str) -> str:
        """Sign somebody with a role in; return what her cookie holds."""
        with self.office.database.writing() as db:
            rows = db.execute(select(user.c.id, user.c.roles).order_by(user.c.id))
            found = next(row.id for row in rows if role in row.roles)
            return sessions.begin(db, found, self.office.time)

    def arguments(self) -> dict[str, dict[str, object]]:
        """Return what stands in the addresses: a long record, somebody with a plan, a draft, a request."""
        with self.office.database.writing() as db:
            long = select(contact.c.id, contact.c.person_id).join(narrative, narrative.c.contact_id == contact.c.id)
            row = db.execute(long.where(contact.c.dv_flag, contact.c.person_id.is_not(None))).first()
            assert row is not None
            lead = db.execute(select(user.c.id).where(user.c.login == "tanaka")).scalar_one()
            who = Writer(lead, "", self.office.time)
            referrals.agree(db, row.person_id, "share_dest", "口頭", who.now)
            referrals.step(db, referrals.begin(db, row.person_id, "emp_daijob", who), "s1_informed", who)
            db.execute(person.update().where(person.c.id == row.person_id).values(do_not="17時以降かけない"))
            draft = drafts.begin(db, lead, who.now, {"started_at": ["2026-11-23T10:00"], "heading": ["暴力・犯罪"]})
        numbered: dict[str, object] = {"number": row.id}
        own: dict[str, dict[str, object]] = {
            "callbacks.show": {"number": 1},
            "contacts.write": {"id_": draft},
            "people.show": {"number": row.person_id},
            "people.disclose": {"number": row.person_id},
            "opened.person": {"number": row.person_id},
            "opened.callback": {"number": 1},
            "lists.show": {"name": "intake_route"},
            "log.who_opened": {"subject": f"contact:{row.id}"},
        }
        return {"contacts.show": numbered, "opened.contact": numbered, **own}

    def screens(self) -> dict[str, tuple[str, str]]:
        """Return every screen's role and path, by its endpoint."""
        given, adapter, found = self.arguments(), routes().bind("localhost"), {}
        for endpoint in endpoints():
            role = next((one for one in FIRST if access.may([one], endpoint)), "")
            found[endpoint] = (role, adapter.build(endpoint, USUAL | given.get(endpoint, {}), append_unknown=False))
        return found


@contextmanager
def practice(folder: Path) -> Iterator[Desk]:
    """Serve a practice office."""
    office = open_practice(folder)
    server = make_server(
        "127.0.0.1", 0, import_module("desk.app").create_app(office), threaded=True, request_handler=Quiet
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Desk(office, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        office.database.close()
        codes.use(())
