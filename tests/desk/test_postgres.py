"""The same desk over PostgreSQL: signing in, writing, finding, counting, and a log that cannot be changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from desk import search_index
from desk.clock import wall
from desk.office import Office, open_office
from desk.records import contacts, people
from desk.records.contacts import Writer
from desk.records.form import read
from desk.settings import Settings
from desk.statistics.book import book
from desk.tables import METADATA, user
from tests.desk.records.contacts import form
from tests.formhandler.postgres import PROGRAMS, Postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """Lend a PostgreSQL server."""
    if not PROGRAMS.exists():
        pytest.skip("there is no PostgreSQL: sudo apt-get install postgresql")
    found = Postgres()
    yield found
    found.remove()


@pytest.fixture
def elsewhere(server: Postgres, tmp_path: Path) -> Iterator[Office]:
    """Lend an office whose records lie in PostgreSQL."""
    folder = tmp_path / "desk"
    folder.mkdir()
    opened = open_office(Settings(folder, tmp_path / "keys", database=server.url))
    yield opened
    METADATA.drop_all(opened.database.engine)
    opened.database.close()


def test_the_desk_works_over_postgresql(elsewhere: Office) -> None:
    """A person, a contact, a search, a year's figures and a whole log."""
    with elsewhere.acting(None, "write") as db:
        db.execute(insert(user), {"login": "one", "name": "一", "roles": ["counsellor"]})
        number = people.begin(db, call_name="そら")
        written = read(form(summary_fact="夜中に眠れない"), wall())
        contact = contacts.add(db, written, Writer(1, "一", wall()), person_id=number)
    with elsewhere.database.reading() as db:
        assert list(search_index.find(db, "眠れない", 5)) == [contact]
        assert book(db, 2026).contacts == 1
        assert elsewhere.trail.verify(db) == ""


def test_the_log_cannot_be_changed_there_either(elsewhere: Office) -> None:
    """Update and delete are refused by the database itself."""
    with elsewhere.acting(None, "write"):
        pass
    for statement in ("UPDATE audit SET act = 'x'", "DELETE FROM audit"):
        with elsewhere.database.writing() as db:
            db.execute(text(statement))
        with elsewhere.database.reading() as db:
            assert elsewhere.trail.verify(db) == ""
