"""Backups: one encrypted file, and the rehearsal that shows it can be read again.

A backup is a zip of the encrypted database as it was at one moment, of the keys sealed to the office's age keys (so
that the paper in the safe opens it), and of what should be counted in it. Only those counts are in plaintext.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sqlalchemy import func, select

from desk import copying
from desk.database import NAME, Database, open_database, unlocked
from desk.office import Office
from desk.record_key import FILES, Keys, Unlockable
from desk.tables import METADATA, audit
from formhandler import keys as key_files
from formhandler import sealing

KEPT = timedelta(days=35)  # what was purged is gone from the backups, too, within this time
COUNTS, SEALED, PATTERN = "counts.json", "keys.age", "desk-????-??-??.backup"
NO_BACKUP = "{} がないか、窓口の控えではないか、こわれています。別の日の控えを使ってください。"
Counts = dict[str, int]


class Failed(ValueError):
    """A backup that cannot be made or read. Staff read the text."""


def make(office: Office, folder: Path) -> Path:
    """Make today's backup, and delete those that are too old."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"desk-{office.time.date()}.backup"
    with tempfile.TemporaryDirectory(dir=folder) as work:
        copy = _copied(office, Path(work))
        made = Path(work) / path.name
        with ZipFile(made, "w") as file:
            file.write(copy, NAME)
            file.writestr(SEALED, _sealed(office))
            file.writestr(COUNTS, json.dumps(_counts_of(copy.parent, office.database.keys)))
        made.replace(path)
    with office.acting(None, "backup") as db:
        office.trail.anchor(db)
    expire(folder, office.time.date())
    return path


def _copied(office: Office, work: Path) -> Path:
    """Return an encrypted file of all records as they are at one moment, whatever they lie in."""
    keys = office.database.keys
    if office.settings.database:
        target = open_database(work, keys)
        copying.copy(office.database, target)
        target.close()
    else:
        connection = unlocked(office.settings.folder / NAME, keys)
        connection.execute("VACUUM INTO ?", (str(work / NAME),))
        connection.close()
    return work / NAME


def expire(folder: Path, today: date) -> list[Path]:
    """Delete the backups that are older than what may be kept; return them."""
    old = [path for path in folder.glob(PATTERN) if date.fromisoformat(path.stem[-10:]) < today - KEPT]
    for path in old:
        path.unlink()
    return old


def restore(path: Path, folder: Path, keys: Keys) -> Counts:
    """Put a backup into an empty folder; return what is counted there, which must be what was counted then."""
    if folder.exists() and any(folder.iterdir()):
        raise Failed(f"{folder} は空ではありません。空のフォルダーを指定してください。")
    try:
        with ZipFile(path) as file:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / NAME).write_bytes(file.read(NAME))
            expected: Counts = json.loads(file.read(COUNTS))
    except (BadZipFile, KeyError, OSError):
        raise Failed(NO_BACKUP.format(path)) from None
    found = _counts_of(folder, keys)
    # A backup of an earlier version has not counted tables that came later.
    if any(found.get(name) != count for name, count in expected.items()):
        raise Failed("戻した件数が、控えを取ったときの件数と違います。この控えは使わず、別の日のものを試してください。")
    return found


def move_in(folder: Path, keys: Keys, address: str) -> None:
    """Bring a restored folder's records into an empty PostgreSQL, and leave no second copy of them."""
    source, target = open_database(folder, keys), open_database(folder, keys, address)
    try:
        copying.copy(source, target)
    finally:
        source.close()
        target.close()
    for path in folder.glob(f"{NAME}*"):
        path.unlink()


def rehearse(path: Path, identities: Iterable[str] = (), keys: Keys | None = None) -> Counts:
    """Restore a backup where nobody works, count, and throw it away: with the keys, or with an age key alone."""
    work = Path(tempfile.mkdtemp(prefix="desk"))
    try:
        return restore(path, work / "desk", keys or opened_keys(path, identities))
    finally:
        shutil.rmtree(work)


def opened_keys(path: Path, identities: Iterable[str]) -> Keys:
    """Return the keys inside a backup, opened with an age key of the office: desk, supervisor or paper."""
    try:
        with ZipFile(path) as file:
            text = sealing.open_envelope(file.read(SEALED), list(identities)).decode()
        return Keys(*(bytes.fromhex(line) for line in text.split()))
    except (BadZipFile, KeyError, OSError):
        raise Failed(NO_BACKUP.format(path)) from None
    except (sealing.Refused, ValueError):
        raise Unlockable("この控えの鍵を開けられません。desk.key か、金庫の紙の鍵を使ってください。") from None


def _sealed(office: Office) -> bytes:
    recipients = office.settings.keys / "recipients.txt"
    if not recipients.exists():
        return b""
    texts = [(office.settings.keys / name).read_text("ascii").strip() for name in FILES]
    return sealing.seal("\n".join(texts).encode(), key_files.lines(recipients))


def _counts_of(folder: Path, keys: Keys) -> Counts:
    database = open_database(folder, keys)
    try:
        return counts(database)
    finally:
        database.close()


def counts(database: Database) -> Counts:
    """Return how many rows each table has."""
    with database.reading() as db:
        found = {
            table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }
        return found | {"last entry": db.execute(select(func.max(audit.c.seq))).scalar() or 0}
