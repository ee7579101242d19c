"""The log: whole, or found not to be."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.desk.office import TestOffice


def write_some(office: TestOffice, days: int = 3) -> None:
    """Write some entries on some days."""
    for _ in range(days):
        for number in range(3):
            with office.office.acting(1, "read", f"contact:{number}"):
                pass
        office.wait(days=1)


def verdict(office: TestOffice) -> str:
    """Return what verifying says."""
    with office.office.database.reading() as db:
        return office.office.trail.verify(db)


def tamper(office: TestOffice, statement: str) -> None:
    """Change the log as somebody with the file and the key of the database could."""
    with office.office.database.writing() as db:
        db.execute(text("DROP TRIGGER audit_UPDATE"))
        db.execute(text("DROP TRIGGER audit_DELETE"))
        db.execute(text(statement))


class TestChain:
    def test_an_untouched_log_is_whole(self, office: TestOffice) -> None:
        """Nothing is wrong with a log that was only written."""
        write_some(office)

        assert not verdict(office)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit SET user_id = 2 WHERE seq = 4",
            "UPDATE audit SET subject = 'contact:9' WHERE seq = 9",
            "DELETE FROM audit WHERE seq = 5",
            "DELETE FROM audit WHERE seq >= 6",
            "UPDATE audit SET digest = (SELECT digest FROM audit WHERE seq = 2) WHERE seq = 3",
        ],
    )
    def test_every_change_is_found(self, office: TestOffice, statement: str) -> None:
        """An entry changed, taken out, or cut off the end is found."""
        write_some(office)
        tamper(office, statement)

        assert verdict(office)

    def test_the_database_itself_refuses_to_change_an_entry(self, office: TestOffice) -> None:
        """Neither update nor delete reaches the log."""
        write_some(office)

        for statement in ("UPDATE audit SET act = 'x'", "DELETE FROM audit"):
            with pytest.raises(DatabaseError), office.office.database.writing() as db:
                db.execute(text(statement))

    def test_what_was_not_done_is_not_in_the_log(self, office: TestOffice) -> None:
        """An act that failed leaves neither its work nor its entry."""
        with pytest.raises(ZeroDivisionError), office.office.acting(1, "read"):
            1 / 0  # noqa: B018

        with office.office.database.reading() as db:
            assert db.execute(text("SELECT count(*) FROM audit")).scalar_one() == 0
