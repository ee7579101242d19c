"""Ask for every screen of the desk, at three sizes of its records, and say how long the median answer takes."""

import importlib
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import func, select

from desk import access, sessions
from desk.bench.years import fill
from desk.office import Office
from desk.tables import contact, draft, person, user

SIZES = (2_000, 20_000, 200_000)
ROUNDS = 9
# What counts or follows everything, and may take longer than a screen.
SLOWER = {"log.verify": "鎖をすべてたどる"}
SCREEN, YEAR = 50, 2000  # milliseconds


def report(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Return the costs as lines: a screen, and its milliseconds at each size."""
    found = {size: measured(size) for size in sizes}
    yield f"{'':34}" + "".join(f"{size:>12,}" for size in sizes) + "   (件、中央値 ms)"
    for name in found[sizes[0]]:
        yield f"{name:34}" + "".join(f"{found[size][name]:>12.1f}" for size in sizes) + f"   {_bar(name)}"


def _bar(name: str) -> str:
    if name.startswith("statistics."):
        return f"≤ {YEAR}"
    return SLOWER.get(name, f"≤ {SCREEN}")


def measured(contacts: int) -> dict[str, float]:
    """Return the median milliseconds of every screen over so many contacts."""
    with TemporaryDirectory() as folder:
        office = fill(Path(folder) / "desk", contacts)
        try:
            app = importlib.import_module("desk.app").create_app(office)
            return {name: _median(app, office, name, path) for name, path in _screens(app, office)}
        finally:
            office.database.close()


def _screens(app: Flask, office: Office) -> Iterator[tuple[str, str]]:
    """Return every page that is only read, with an address of it."""
    with office.database.reading() as db:
        newest = db.execute(select(func.max(contact.c.started_at))).scalar_one()
        record = db.execute(select(contact.c.id).where(contact.c.started_at == newest)).scalar()
        someone = db.execute(select(contact.c.person_id).where(contact.c.person_id.is_not(None)).limit(1)).scalar()
    given = {"number": record, "name": "T3", "kind": "csv", "subject": f"contact:{record}"}
    urls = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        if (
            rule.endpoint not in access.TABLE
            or "GET" not in (rule.methods or ())
            or rule.endpoint in ("door.home", "door.unlock")
        ):
            continue
        values = {name: given.get(name, record) for name in rule.arguments}
        values |= {"number": someone} if rule.endpoint.startswith("people.") else {}
        values |= {"number": 1} if rule.endpoint.startswith("callbacks.") else {}
        values |= {"year": newest.year, "number": newest.month} if rule.endpoint == "statistics.month" else {}
        yield rule.endpoint, urls.build(rule.endpoint, values)


def _median(app: Flask, office: Office, endpoint: str, path: str) -> float:
    client = app.test_client()
    client.set_cookie("desk", _session(office, endpoint))
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        answer = client.get(path)
        took.append(1000 * (time.perf_counter() - begun))
        if answer.status_code not in (200, 303, 404):
            raise RuntimeError(f"{path}: {answer.status_code}")
    return statistics.median(took)


def _session(office: Office, endpoint: str) -> str:
    with office.database.writing() as db:
        rows = db.execute(select(user.c.id, user.c.roles).order_by(user.c.id)).all()
        who = next(row.id for row in rows if access.may(row.roles, endpoint))
        return sessions.begin(db, who, office.time)
