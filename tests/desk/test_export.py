"""Leaving: everything is there in plain CSV, and no secret is."""

import csv
from pathlib import Path

from desk import codes
from desk.export import export
from tests.desk.office import TOTP, TestOffice
from tests.desk.records.contacts import write


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as a spreadsheet would."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_records_leave_and_no_secret_does(office: TestOffice, tmp_path: Path) -> None:
    """Contacts with their text, every code explained; neither a password nor a second factor."""
    write(office, summary_fact="眠れない", response=["listen", "info"])
    made = export(office.office, tmp_path / "out")

    assert rows(tmp_path / "out/contact.csv")[0]["response"] == '["listen", "info"]'
    assert rows(tmp_path / "out/narrative.csv")[0]["summary_fact"] == "眠れない"
    assert len(rows(tmp_path / "out/dictionary.csv")) == sum(len(codes.codes(name)) for name in codes.names())
    text = "".join(path.read_text("utf-8-sig") for path in made)
    assert TOTP not in text
    assert "$argon2id$" not in text
