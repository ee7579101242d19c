"""What the desk has said is kept lies on the disk, and old things are wiped: SQLite is set so in a real office."""

import pytest

from tests.desk.office import TestOffice

# As SQLite counts: 2 is FULL.
ASKED = {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1, "temp_store": 2, "foreign_keys": 1}


@pytest.mark.parametrize("pragma", ASKED)
def test_an_office_waits_for_its_disk(office: TestOffice, pragma: str) -> None:
    """Every connection is opened with it."""
    with office.office.database.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == ASKED[pragma]
