"""Leaving: everything as CSV, with the lists that say what each value means. No lock-in, and no way back to a password.

Left out: sittings and drafts (of the moment), passwords and second factors, and the safe contacts, which live for days.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Column, Table, select

from desk import choices, codes
from desk.office import Office
from desk.tables import METADATA

LEFT_OUT = {"session", "draft", "safe_contact", "envelope"}
SECRET = {"password", "totp", "invitation", "last_code"}
MARK = "utf-8-sig"  # spreadsheets of offices know UTF-8 by its mark


def export(office: Office, folder: Path) -> list[Path]:
    """Write all tables and the data dictionary into a new folder that only its owner can read."""
    folder.mkdir(mode=0o700, parents=True)
    with office.acting(None, "export all") as db:
        made = [
            _write(folder / f"{table.name}.csv", _columns(table), db.execute(select(*_kept(table))).all())
            for table in METADATA.sorted_tables
            if table.name not in LEFT_OUT
        ]
        codes.use(choices.read(db))
    lists = [(name, code.value, code.ja, code.en) for name in sorted(codes.names()) for code in codes.codes(name)]
    return [*made, _write(folder / "dictionary.csv", ["list", "value", "ja", "en"], lists)]


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in SECRET]


def _kept(table: Table) -> list[Column[object]]:
    return [table.columns[name] for name in _columns(table)]


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding=MARK, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
    return path


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
