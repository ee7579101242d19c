"""Ask for every screen of the desk, at three sizes of its records, and say how long the median answer takes."""

import importlib
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select
from werkzeug.routing import BuildError, Rule

from desk import access, sessions
from desk.bench.years import fill
from desk.clock import fiscal_year
from desk.office import Office
from desk.records import drafts
from desk.tables import contact, user

SIZES = (2_000, 20_000, 200_000)
ROUNDS = 9
SCREEN, YEAR = "≤ 50", "≤ 2,000"  # milliseconds
# What begins something, leads elsewhere, or is a file.
NO_SCREEN = {"door.home", "door.unlock", "contacts.begin", "importing.template"}
WHOLE_LOG = {"log.verify": "ログの全部（1件の相談に3行）をたどる"}
FULL_YEAR = 100  # contacts: the year that has just begun has too few for a copy
FIRST_COPY = "statistics.table published=1"


def report(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Return the costs as lines: a screen, and its milliseconds at each size."""
    found = {size: measured(size) for size in sizes}
    yield f"{'':34}" + "".join(f"{size:>12,}" for size in sizes) + "   件（中央値 ms）"
    for name in found[sizes[0]]:
        yield f"{name:34}" + "".join(f"{found[size][name]:>12.1f}" for size in sizes) + f"   {_bar(name)}"


def _bar(name: str) -> str:
    return WHOLE_LOG.get(name) or (YEAR if name.startswith("statistics.") else SCREEN)


def measured(contacts: int) -> dict[str, float]:
    """Return the median milliseconds of every screen over so many contacts."""
    with TemporaryDirectory() as folder:
        office = fill(Path(folder) / "desk", contacts)
        try:
            app = importlib.import_module("desk.app").create_app(office)
            return dict(_screens(app, office)) | {FIRST_COPY: _first_copies(app, office)}
        finally:
            office.database.close()


def _screens(app: Flask, office: Office) -> Iterator[tuple[str, float]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        if rule.endpoint in access.TABLE and "GET" in (rule.methods or ()) and rule.endpoint not in NO_SCREEN:
            with office.database.writing() as db:
                who, token = _sit_down(db, office, rule.endpoint)
                known = _known(db, who, office)
            client = app.test_client()
            client.set_cookie("desk", token)
            yield rule.endpoint, _median(client, next(_open(client, rule, known)))


def _first_copies(app: Flask, office: Office) -> float:
    """Return how long a year's copy for the public takes that nobody has looked at before, nor the year before it."""
    with office.database.writing() as db:
        _, token = _sit_down(db, office, "statistics.table")
        began = Counter(map(fiscal_year, db.execute(select(contact.c.started_at)).scalars()))
    client = app.test_client()
    client.set_cookie("desk", token)
    years = sorted(year for year, found in began.items() if found >= FULL_YEAR)[::-2]
    return statistics.median(_took(client, f"/statistics/T8?published=1&year={year}") for year in years[:ROUNDS])


def _sit_down(db: Connection, office: Office, endpoint: str) -> tuple[int, str]:
    rows = db.execute(select(user.c.id, user.c.roles).order_by(user.c.id)).all()
    who = next(row.id for row in rows if access.may(row.roles, endpoint))
    return who, sessions.begin(db, who, office.time)


def _known(db: Connection, who: int, office: Office) -> dict[str, tuple[object, ...]]:
    """Return what may stand in an address, by the names that routes use: records that are there."""
    newest = db.execute(select(contact).order_by(contact.c.started_at.desc()).limit(1)).one()
    someone = db.execute(select(contact.c.person_id).where(contact.c.person_id.is_not(None)).limit(1)).scalar_one()
    return {
        "number": (newest.id, someone, 1),
        "year": (newest.started_at.year,),
        "name": ("T8", "main_issue"),
        "kind": ("csv", "contact", "person"),
        "subject": (f"contact:{newest.id}",),
        "id_": (drafts.begin(db, who, office.time, {}),),
    }


def _open(client: FlaskClient, rule: Rule, known: dict[str, tuple[object, ...]]) -> Iterator[str]:
    """Return the addresses of a screen behind which something is."""
    urls = client.application.url_map.bind("localhost")
    names = sorted(rule.arguments)
    for values in product(*(known[name] for name in names)):
        try:
            path = urls.build(rule.endpoint, dict(zip(names, values, strict=True)))
        except (BuildError, ValueError):
            continue
        if client.get(path).status_code < 400:
            yield path


def _median(client: FlaskClient, path: str) -> float:
    return statistics.median(_took(client, path) for _ in range(ROUNDS))


def _took(client: FlaskClient, path: str) -> float:
    begun = time.perf_counter()
    client.get(path)
    return 1000 * (time.perf_counter() - begun)
