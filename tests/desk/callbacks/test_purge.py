"""Forgetting: after a week nothing of her number, her windows and her words is left."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from desk import backup
from desk.callbacks import purge
from tests.desk.callbacks.requests import TEL, WORD, at, read
from tests.desk.callbacks.test_calling import READY, claimed, tell
from tests.desk.office import Seat, TestOffice

Sit = Callable[[str], Seat]


def everything(office: TestOffice) -> str:
    """Return all that the database holds, opened: every row of every table, and the sealed contacts."""
    from desk.tables import METADATA  # noqa: PLC0415

    with office.office.database.reading() as db:
        rows = [str(row) for table in METADATA.sorted_tables for row in db.execute(table.select())]
        sealed = db.execute(text("SELECT callback_id, sealed FROM safe_contact")).all()
        opened = [str(office.office.database.keys.open(row.sealed, f"callback:{row.callback_id}")) for row in sealed]
    return " ".join([*rows, *opened])


class TestPurge:
    def test_after_seven_days_number_windows_and_words_are_gone(self, office: TestOffice, sit: Sit) -> None:
        """Done on Monday, forgotten the Monday after; the attempts stay."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "spoke_ok")
        for days, left in ((6, True), (1, False)):
            office.wait(days=days)
            seat = sit("counsellor")
            seat.get("/today")
            assert (TEL in everything(office)) is left

        found = everything(office)
        assert WORD not in found
        assert "19:00/19:30" not in found
        assert "みかん" not in found
        assert read(office).row["status"] == "purged"
        assert len(read(office).attempts) == 1
        assert "消しました" in seat.text("/callbacks/1")

    def test_a_backup_made_afterwards_holds_nothing_of_it_either(
        self, office: TestOffice, sit: Sit, tmp_path: Path
    ) -> None:
        """Restored, the dump has the attempts and no number; an older dump goes within 35 days."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "spoke_ok")
        office.wait(days=7)
        sit("counsellor").get("/today")
        made = backup.make(office.office, tmp_path / "backups")
        backup.restore(made, tmp_path / "new/desk", office.office.database.keys)
        shutil.copytree(office.office.settings.keys, tmp_path / "new/keys")
        restored = TestOffice(tmp_path / "new", office.time)
        found = everything(restored)
        restored.office.database.close()

        assert TEL not in found
        assert WORD not in found
        assert len(read(office).attempts) == 1
        assert backup.KEPT.days == 35

    def test_a_number_in_the_note_of_a_call_is_not_kept(self, office: TestOffice, sit: Sit) -> None:
        """What was typed against the advice is taken out before it is written."""
        seat = claimed(office, sit)
        at(office, 19)
        seat.post("/callbacks/1/call", READY)
        tell(seat, "no_answer", note="０９０-0000 0101 に変わった。5分後")

        assert read(office).attempts[0]["note"] == "（番号） に変わった。5分後"

    def test_an_open_request_is_not_forgotten(self, office: TestOffice, sit: Sit) -> None:
        """Only what has ended is purged."""
        claimed(office, sit)

        with office.office.database.writing() as db:
            assert purge.purge(db, office.time) == 0

    def test_the_days_stay_between_one_and_thirty(self, office: TestOffice) -> None:
        """Whatever is set, nobody's number is kept for ever, nor lost at once."""
        for given, kept in (("0", 1), ("90", 30), ("14", 14)):
            with office.office.database.writing() as db:
                db.execute(text("INSERT OR REPLACE INTO fact VALUES ('purge_days', :v)"), {"v": given})
                assert purge.days(db) == kept
