"""The file: unreadable without its key, and never made anew beside one."""

from pathlib import Path

import pytest

from desk import record_key
from desk.database import open_database
from desk.office import Unfit, open_office
from desk.record_key import Unlockable
from desk.settings import Settings
from tests.desk.office import TestOffice

CANARY = "かなりやのことば"


class TestFile:
    def test_neither_file_nor_journal_holds_a_word(self, office: TestOffice) -> None:
        """What is written stands in no file of the folder in plaintext."""
        with office.office.acting(1, "read", detail=CANARY):
            files = [path for path in office.folder.rglob("*") if path.is_file()]
            assert any(path.name.endswith("-wal") for path in files)
        for path in files:
            content = path.read_bytes()
            assert CANARY.encode() not in content
            assert b"user_account" not in content

    def test_another_key_opens_nothing(self, office: TestOffice, tmp_path: Path) -> None:
        """A wrong key is told in words, and the file stays as it is."""
        other = record_key.make(tmp_path / "other")

        with pytest.raises(Unlockable, match=r"record\.key"):
            open_database(office.office.settings.folder, other)

    def test_records_whose_keys_are_lost_get_no_new_ones(self, office: TestOffice) -> None:
        """New keys beside old records would look like a fresh start and lose everything."""
        office.office.database.close()
        (office.folder / "keys/record.key").unlink()

        with pytest.raises(Unlockable, match="DESK_KEYS"):
            office.open()

    def test_a_key_that_others_can_read_is_refused(self, office: TestOffice) -> None:
        """The cure is said with the fault."""
        (office.folder / "keys/contact.key").chmod(0o644)

        with pytest.raises(Unlockable, match="chmod 600"):
            office.open()

    def test_practice_and_truth_never_share_a_folder(self, office: TestOffice) -> None:
        """A real folder cannot be opened as practice, where codes are shown at the door."""
        settings = office.office.settings

        with pytest.raises(Unfit):
            open_office(Settings(settings.folder, settings.keys, practice=True))
