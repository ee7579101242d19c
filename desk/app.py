"""The Flask side of the desk. Found by its dotted name, `desk.app:create_app`; nobody imports it."""

from flask import Flask

from desk.callbacks import postman
from desk.office import Office, open_office
from desk.settings import from_environment
from desk.web import (
    administration,
    callbacks,
    contacts,
    door,
    guard,
    importing,
    lists,
    log,
    opened,
    people,
    statistics,
    today,
    words,
)

LARGEST = 2_000_000  # bytes: a file of envelopes from a stick


def create_app(office: Office | None = None) -> Flask:
    """Return the desk."""
    if office is None:
        office = open_office(from_environment())
        postman.start(office)
    app = Flask("desk")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST, PROPAGATE_EXCEPTIONS=False)
    app.logger.disabled = True  # what Flask writes of an error may hold what was typed
    app.extensions["office"] = office
    for part in (door, today, callbacks, contacts, people, opened, importing, statistics, administration, lists, log):
        app.register_blueprint(part.PAGES)
    guard.guard(app)
    words.teach(app.jinja_env)
    return app
