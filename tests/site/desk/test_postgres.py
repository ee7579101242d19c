"""The same desk over PostgreSQL: signing in, writing, finding, counting, and a log that cannot be changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from desk import backup, copying, restoring, search_index
from desk.clock import wall
from desk.database import open_database
from desk.office import Office, open_office
from desk.record_key import Unlockable
from desk.records import contacts, people
from desk.records.contacts import Writer
from desk.records.form import read
from desk.settings import Settings
from desk.statistics.book import book
from desk.tables import METADATA, user
from tests.desk.callbacks.requests import TEL, make_keys, waiting
from tests.desk.office import TestOffice
from tests.desk.records.contacts import form, write
from tests.formhandler.postgres import Postgres, lent


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """Lend a PostgreSQL server."""
    yield from lent()


@pytest.fixture
def elsewhere(server: Postgres, tmp_path: Path) -> Iterator[Office]:
    """Lend an office whose records lie in PostgreSQL."""
    folder = tmp_path / "elsewhere"
    opened = open_office(Settings(folder, folder / "keys", database=server.url))
    yield opened
    empty(opened)


def empty(opened: Office) -> None:
    """Leave nothing in PostgreSQL for the next test."""
    METADATA.drop_all(opened.database.engine)
    with opened.database.engine.begin() as db:
        db.execute(text("DROP TABLE words"))
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


def test_lost_keys_are_not_made_anew_beside_old_records(elsewhere: Office, server: Postgres, tmp_path: Path) -> None:
    """Records in PostgreSQL whose keys are not there: it is refused and told, not begun again."""
    with elsewhere.acting(None, "write") as db:
        db.execute(insert(user), {"login": "one", "name": "一", "roles": ["counsellor"]})

    with pytest.raises(Unlockable, match=r"record\.key"):
        open_office(Settings(tmp_path / "other", tmp_path / "other/keys", database=server.url))


@pytest.fixture
def filled(office: TestOffice) -> TestOffice:
    """Lend an office of the usual kind with a record, a request and a log."""
    with office.office.acting(1, "write") as db:
        number = people.begin(db, call_name="そら")
    write(office, 1, number, summary_fact="夜中に眠れない")
    waiting(office)
    return office


class TestMoving:
    def test_a_backup_is_restored_into_postgresql_and_goes_on_there(
        self, filled: TestOffice, server: Postgres, tmp_path: Path
    ) -> None:
        """All is there, no second copy beside it; search, numbers, log and sealed contacts go on where they were."""
        before = backup.counts(filled.office.database)
        made = backup.make(filled.office, tmp_path / "backups")
        supervisor = restoring.identity(filled.office.settings.keys / "supervisor.key")
        folder = tmp_path / "new"

        assert restoring.restore(made, folder, supervisor, server.url) == before
        assert not list(folder.glob("desk.sqlite3*"))
        opened = open_office(Settings(folder, folder / "keys", database=server.url), lambda: filled.time)
        try:
            with opened.acting(1, "write") as db:
                number = contacts.add(db, read(form(summary_fact="朝も眠れない"), wall()), Writer(1, "一", wall()))
                assert list(search_index.find(db, "眠れない", 5)) == [number, number - 1]
                assert opened.trail.verify(db) == ""
                sealed = db.execute(text("SELECT sealed FROM safe_contact")).scalar_one()
                assert opened.database.keys.open(sealed, "callback:1")["tel"] == TEL
        finally:
            empty(opened)

    def test_a_backup_of_postgresql_is_the_same_encrypted_file(self, elsewhere: Office, tmp_path: Path) -> None:
        """It is rehearsed like any other, and holds no word in plaintext."""
        with elsewhere.acting(None, "write") as db:
            db.execute(insert(user), {"login": "one", "name": "一", "roles": ["counsellor"]})
            contacts.add(db, read(form(summary_fact="かなりやのうた"), wall()), Writer(1, "一", wall()))
        made = backup.make(elsewhere, tmp_path / "backups")

        assert backup.rehearse(made, keys=elsewhere.database.keys)["contact"] == 1
        assert "かなりや".encode() not in made.read_bytes()

    def test_nothing_is_copied_over_records(self, filled: TestOffice, elsewhere: Office, tmp_path: Path) -> None:
        """A database that holds anything is left alone, and nothing of the copy stays in it."""
        target = open_database(tmp_path / "new", filled.office.database.keys)
        copying.copy(filled.office.database, target)

        with pytest.raises(copying.Occupied):
            copying.copy(filled.office.database, elsewhere.database)
        with pytest.raises(copying.Occupied):
            copying.copy(filled.office.database, target)
        target.close()
        assert make_keys(filled)
