"""Ask for every screen of the desk, at three sizes of its records, and say how long the median answer takes."""

import importlib
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from desk import access, sessions
from desk.bench.years import fill
from desk.office import Office
from desk.records import drafts
from desk.tables import contact, user

SIZES = (2_000, 20_000, 200_000)
ROUNDS = 9
SCREEN, YEAR = "≤ 50", "≤ 2,000"  # milliseconds
# What begins something, leads elsewhere, or follows the whole chain, which here is made up.
NO_SCREEN = {"door.home", "door.unlock", "contacts.begin", "log.verify"}


def report(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Return the costs as lines: a screen, and its milliseconds at each size."""
    found = {size: measured(size) for size in sizes}
    yield f"{'':34}" + "".join(f"{size:>12,}" for size in sizes) + "   件（中央値 ms）"
    for name in found[sizes[0]]:
        yield f"{name:34}" + "".join(f"{found[size][name]:>12.1f}" for size in sizes) + f"   {_bar(name)}"


def _bar(name: str) -> str:
    return YEAR if name.startswith("statistics.") else SCREEN


def measured(contacts: int) -> dict[str, float]:
    """Return the median milliseconds of every screen over so many contacts."""
    with TemporaryDirectory() as folder:
        office = fill(Path(folder) / "desk", contacts)
        try:
            app = importlib.import_module("desk.app").create_app(office)
            return dict(_screens(app, office))
        finally:
            office.database.close()


def _screens(app: Flask, office: Office) -> Iterator[tuple[str, float]]:
    urls = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        if rule.endpoint in access.TABLE and "GET" in (rule.methods or ()) and rule.endpoint not in NO_SCREEN:
            with office.database.writing() as db:
                who, token = _sit_down(db, office, rule.endpoint)
                values = {name: _given(db, rule.endpoint, name, who, office) for name in rule.arguments}
            client = app.test_client()
            client.set_cookie("desk", token)
            yield rule.endpoint, _median(client, urls.build(rule.endpoint, values))


def _sit_down(db: Connection, office: Office, endpoint: str) -> tuple[int, str]:
    rows = db.execute(select(user.c.id, user.c.roles).order_by(user.c.id)).all()
    who = next(row.id for row in rows if access.may(row.roles, endpoint))
    return who, sessions.begin(db, who, office.time)


def _given(db: Connection, endpoint: str, name: str, who: int, office: Office) -> object:
    """Return what an address of a screen is filled with: a record that is there."""
    newest = db.execute(select(contact).order_by(contact.c.started_at.desc()).limit(1)).one()
    if endpoint == "statistics.month":
        return newest.started_at.year if name == "year" else newest.started_at.month
    room = endpoint.partition(".")[0]
    if room == "people":
        return db.execute(select(contact.c.person_id).where(contact.c.person_id.is_not(None)).limit(1)).scalar()
    if room == "callbacks":
        return 1
    if name == "id_":
        return drafts.begin(db, who, office.time, {})
    return {"name": "T8", "kind": "csv", "subject": f"contact:{newest.id}"}.get(name, newest.id)


def _median(client: FlaskClient, path: str) -> float:
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = client.get(path)
        took.append(1000 * (time.perf_counter() - begun))
        if answer.status_code >= 400:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return statistics.median(took)
