"""Backups: the same counts in an empty folder, opened from the paper too, and no word in plaintext anywhere."""

import json
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from desk import backup, restoring, retention
from desk.office import open_office
from desk.record_key import Unlockable
from desk.records import contacts, people
from desk.settings import Settings
from formhandler import keys, sealing
from tests.desk.callbacks.requests import TEL, make_keys, waiting
from tests.desk.office import TestOffice
from tests.desk.records.contacts import write

CANARY = "かなりやのうた"


@pytest.fixture
def filled(office: TestOffice) -> TestOffice:
    """Lend an office that holds a canary in every kind of text."""
    with office.office.database.writing() as db:
        number = people.begin(db, call_name=CANARY, do_not=CANARY)
    write(office, 1, number, summary_fact=CANARY, assessment=CANARY)
    waiting(office, call_name=CANARY, word=CANARY)
    return office


def rewritten(made: Path, path: Path, change: dict[str, int | None]) -> Path:
    """Return a backup whose counts are changed, or not there."""
    with ZipFile(made) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == backup.COUNTS:
                counts = {**json.loads(content), **change}
                content = json.dumps({key: count for key, count in counts.items() if count is not None}).encode()
            new.writestr(name, content)
    return path


class TestRestore:
    def test_an_empty_folder_gets_the_same_counts(self, filled: TestOffice, tmp_path: Path) -> None:
        """What was counted when the backup was made is counted after restoring it."""
        before = backup.counts(filled.office.database)
        made = backup.make(filled.office, tmp_path / "backups")

        assert backup.restore(made, tmp_path / "new", filled.office.database.keys) == before
        assert before["contact"] == before["callback"] == 1

    def test_the_key_on_paper_is_enough(self, filled: TestOffice, tmp_path: Path) -> None:
        """With the office burnt down, a backup and one age key bring everything back."""
        made = backup.make(filled.office, tmp_path / "backups")
        supervisor = keys.identity(filled.office.settings.keys / "supervisor.key")

        assert backup.rehearse(made, [supervisor])["contact"] == 1
        with pytest.raises(Unlockable):
            backup.rehearse(made, [sealing.generate()])

    def test_a_backup_from_before_a_table_came_is_restored(self, filled: TestOffice, tmp_path: Path) -> None:
        """What was not counted then is not missed now; what was counted must still agree."""
        made = backup.make(filled.office, tmp_path / "backups")
        changes: list[tuple[dict[str, int | None], bool]] = [({"choice": None}, True), ({"contact": 9}, False)]
        for change, fits in changes:
            older = rewritten(made, tmp_path / f"{fits}.backup", change)
            if fits:
                assert backup.rehearse(older, keys=filled.office.database.keys)["contact"] == 1
            else:
                with pytest.raises(backup.Failed, match="件数"):
                    backup.rehearse(older, keys=filled.office.database.keys)

    def test_restored_with_one_age_key_the_folder_opens(
        self, filled: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A file of a key or the paper, typed, is enough; the record keys lie beside the records afterwards."""
        made = backup.make(filled.office, tmp_path / "backups")
        supervisor = keys.identity(filled.office.settings.keys / "supervisor.key")
        monkeypatch.setattr("desk.restoring.getpass", lambda _: f"  {supervisor.lower()} ")
        restoring.restore(made, tmp_path / "new", restoring.identity(None))
        opened = open_office(Settings(tmp_path / "new", tmp_path / "new/keys"), lambda: filled.time)

        with opened.database.reading() as db:
            assert contacts.words(db, 1)["summary_fact"] == CANARY
        opened.database.close()

    def test_a_key_that_is_none_is_told(self, tmp_path: Path) -> None:
        """A file that is not there, or holds no key, is refused with its cure."""
        for name in ("nothing.key", "other.key"):
            (tmp_path / "other.key").write_text("")
            (tmp_path / "other.key").chmod(0o600)
            with pytest.raises(Unlockable, match=r"desk\.key"):
                restoring.identity(tmp_path / name)

    def test_a_folder_in_use_is_left_alone(self, filled: TestOffice, tmp_path: Path) -> None:
        """Restoring never writes over records."""
        made = backup.make(filled.office, tmp_path / "backups")

        with pytest.raises(backup.Failed, match="空"):
            backup.restore(made, filled.office.settings.folder, filled.office.database.keys)

    def test_a_damaged_backup_is_told(self, filled: TestOffice, tmp_path: Path) -> None:
        """Bytes that are no backup are refused in words."""
        made = backup.make(filled.office, tmp_path / "backups")
        made.write_bytes(made.read_bytes()[:500])

        with pytest.raises(backup.Failed, match="こわれて"):
            backup.rehearse(made, keys=filled.office.database.keys)
        for path in (made, tmp_path / "nothing.backup"):
            with pytest.raises(backup.Failed, match="こわれて"):
                restoring.restore(path, tmp_path / "new", sealing.generate())

    def test_old_backups_go_after_35_days(self, filled: TestOffice, tmp_path: Path) -> None:
        """What was purged lives on in backups no longer than that."""
        first = backup.make(filled.office, tmp_path / "backups")
        filled.time += timedelta(days=35)
        backup.make(filled.office, tmp_path / "backups")
        assert first.exists()
        filled.time += timedelta(days=1)
        backup.make(filled.office, tmp_path / "backups")

        assert not first.exists()


class TestPlaintext:
    def test_no_file_holds_a_canary(self, filled: TestOffice, tmp_path: Path) -> None:
        """Neither database, journal, heads of the log nor backup holds a word or a number."""
        backup.make(filled.office, tmp_path / "backups")

        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert {"desk.sqlite3", "desk.sqlite3-wal", "desk-2026-11-23.backup"} <= {path.name for path in files}
        for path in files:
            content = path.read_bytes()
            assert CANARY.encode() not in content, path
            assert TEL.encode() not in content, path


class TestRetention:
    def test_the_text_goes_first_and_the_figures_stay(self, office: TestOffice) -> None:
        """Five fiscal years after her last contact the text is purged, in versions and index too."""
        old = {"started_at": "2021-03-01T10:00", "ended_at": "2021-03-01T10:30", "summary_fact": CANARY}
        gone = write(office, 1, None, **old)
        kept = write(office, 1, None, **{**old, "started_at": "2021-04-01T10:00", "ended_at": "2021-04-01T10:30"})
        with office.office.database.writing() as db:
            assert retention.due(db, office.time) == [gone]
            assert retention.purge(db, office.time) == 1
            assert contacts.words(db, gone)["summary_fact"] == ""
            assert contacts.current(db, gone)["prose"]["summary_fact"] == ""
            assert contacts.find(db, gone)["main_issue"] == "family_care"
            assert contacts.words(db, kept)["summary_fact"] == CANARY
            assert retention.due(db, office.time) == []

    def test_her_texts_stay_together_until_the_last_is_old(self, office: TestOffice) -> None:
        """Somebody who still comes keeps her whole story."""
        with office.office.database.writing() as db:
            number = people.begin(db)
        for day in ("2015-05-01", "2026-05-01"):
            write(office, 1, number, started_at=f"{day}T10:00", ended_at=f"{day}T10:30", summary_fact=CANARY)

        with office.office.database.reading() as db:
            assert retention.due(db, office.time) == []


def test_a_stranger_to_the_box_still_gets_a_backup(office: TestOffice, tmp_path: Path) -> None:
    """Without age keys a backup is made all the same, and is opened with the record keys."""
    made = backup.make(office.office, tmp_path / "backups")

    assert backup.rehearse(made, keys=office.office.database.keys)["user_account"] == 7
    assert make_keys(office)
