"""An office of the tests' own: real database, real pages, a clock set by hand."""

import atexit
import importlib
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import insert, select, update
from werkzeug.routing import Map
from werkzeug.test import TestResponse

from desk import accounts, clock, sessions
from desk.access import ROLES
from desk.office import Office, open_office
from desk.settings import Settings
from desk.tables import session, user

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 (a Monday, on the wall)
PASSWORD = "a long sentence of nobody"
TOTP = pyotp.random_base32()


@dataclass
class Seat:
    """Somebody who sits at the desk."""

    app: Flask
    token: str
    csrf: str
    user_id: int

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self.client.set_cookie("desk", self.token)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={"csrf": self.csrf, **(data or {})}, **more)

    def text(self, path: str) -> str:
        """Return what a page says, without its markup."""
        return words(self.get(path))


@dataclass
class TestOffice:
    """An office, its pages, and its clock."""

    __test__ = False
    folder: Path
    time: datetime = NOW
    office: Office = field(init=False)
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open the office, or open it again."""
        settings = Settings(self.folder / "desk", self.folder / "keys")
        self.office = open_office(settings, lambda: self.time)
        self.app = pages(self.office)

    def wake(self) -> None:
        """Let those who sit at the desk have been here just now."""
        with self.office.database.writing() as db:
            db.execute(update(session).values(seen_at=self.time, began_at=self.time))

    def wait(self, **more: float) -> None:
        """Let time pass."""
        self.time += timedelta(**more)

    def sit(self, role: str) -> Seat:
        """Sit down as whoever has a role (or a login)."""
        with self.office.database.writing() as db:
            user_id = db.execute(select(user.c.id).where(user.c.login == role)).scalar_one()
            token = sessions.begin(db, user_id, self.time)
            found = sessions.find(db, token, self.time)
        assert found is not None
        return Seat(self.app, token, found.csrf, user_id)

    def code(self) -> str:
        """Return the six figures of now."""
        return pyotp.TOTP(TOTP).at(clock.epoch(self.time))


@cache
def _app() -> Flask:
    """Make the pages once: compiling their templates takes longer than most tests."""
    app: Flask = importlib.import_module("desk.app").create_app(_Later())
    return app


def routes() -> Map:
    """Return all routes, without an office."""
    return _app().url_map


class _Later:
    """Stands for an office until a test brings its own."""


def pages(office: Office) -> Flask:
    """Return the desk's pages over this office."""
    _app().extensions["office"] = office
    return _app()


@cache
def _begun() -> Path:
    """Make an office with its people once, for every test to copy."""
    folder = Path(tempfile.mkdtemp(prefix="desk"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _people(TestOffice(folder))
    return folder


def open_test_office(folder: Path) -> TestOffice:
    """Return an office with one person in every role, and a second counsellor."""
    shutil.copytree(_begun(), folder, dirs_exist_ok=True)
    return TestOffice(folder)


def _people(opened: TestOffice) -> None:
    password = accounts.HASHER.hash(PASSWORD)
    people = [(role, role) for role in ROLES] + [("second", "counsellor")]
    rows = [{"login": n, "name": f"{n}さん", "roles": [r], "password": password, "totp": TOTP} for n, r in people]
    with opened.office.database.writing() as db:
        db.execute(insert(user), rows)
    opened.office.database.close()


def words(response: TestResponse) -> str:
    """Return what a page says, without its markup."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
