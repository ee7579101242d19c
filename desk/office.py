"""One desk: its records, its log, its clock. Everything that a page needs hangs here, and a test makes its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select

from desk import choices, clock, codes, record_key
from desk.audit import Trail
from desk.clock import Clock
from desk.database import NAME, Database, is_empty, open_database
from desk.record_key import Keys
from desk.settings import Settings
from desk.tables import fact

PRACTICE = "practice"


class Unfit(ValueError):
    """A folder that cannot be used as it is. Staff read the text."""


@dataclass
class Office:
    """The desk's inside."""

    settings: Settings
    database: Database
    trail: Trail
    now: Clock = field(default=clock.wall)

    @property
    def practice(self) -> bool:
        """Whether all of this is made up."""
        return self.settings.practice

    @contextmanager
    def acting(self, user_id: int | None, act: str, subject: str = "", detail: str = "") -> Iterator[Connection]:
        """Lend a writing connection; what is done stands in the log if it was done, and not if not."""
        with self.database.writing() as db:
            self.trail.note(db, self.time, user_id, act, subject, detail)
            yield db

    @property
    def time(self) -> datetime:
        """What the clock on the wall shows."""
        return self.now()


def open_office(settings: Settings, now: Clock = clock.wall) -> Office:
    """Open the desk in its folder, with new keys where there is nothing yet."""
    settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not record_key.there(settings.keys) and not _begun(settings):
        record_key.make(settings.keys)
    keys = record_key.read(settings.keys)
    database = open_database(settings.folder, keys, settings.database)
    _same_kind(database, practice=settings.practice)
    with database.reading() as db:
        codes.use(choices.read(db))
    return Office(settings, database, Trail(keys.record, settings.folder / "audit.heads"), now)


def _begun(settings: Settings) -> bool:
    """Whether there are records already, whose lost keys must not be made anew."""
    if not settings.database:
        return (settings.folder / NAME).exists()
    database = open_database(settings.folder, Keys(b"", b""), settings.database)
    try:
        return not is_empty(database)
    finally:
        database.close()


def _same_kind(database: Database, *, practice: bool) -> None:
    """Practice and truth never share a folder: what the folder was begun as is written in it."""
    with database.writing() as db:
        kind = db.execute(select(fact.c.value).where(fact.c.name == PRACTICE)).scalar()
        if kind is None:
            db.execute(insert(fact), {"name": PRACTICE, "value": str(practice)})
        elif kind != str(practice):
            raise Unfit("練習用のフォルダーと本番のフォルダーは分けてください。DESK_FOLDER を確かめてください。")
