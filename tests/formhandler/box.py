"""A drop box for tests: keys, pages, a store, and what the desk would find in it."""

import atexit
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from ssl import SSLContext
from tempfile import mkdtemp
from typing import Any
from wsgiref.types import WSGIApplication

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.test import TestResponse
from werkzeug.utils import import_string

from formhandler.intake import JST
from formhandler.request import Request, from_json
from formhandler.sealing import generate, open_envelope, recipient
from formhandler.settings import Settings
from formhandler.store import Store
from formhandler.store_sqlite import SqliteStore
from tests.formhandler import site

DESK, PAPER = generate(), generate()
SIGNER = Ed25519PrivateKey.generate()
# What a page offers must still be to come.
DAYS = tuple((datetime.now(JST) + timedelta(days=n)).date().isoformat() for n in (1, 2))
TOKEN = re.compile(r'name="token" value="([^"]+)"')
CODE = re.compile(r"<output>(\d{4} \d{4})</output>")


class Quiet(WSGIRequestHandler):
    """Serves without writing a log."""

    def log(self, *_: object) -> None:
        """Write nothing."""


@dataclass
class Box:
    """A drop box and its key."""

    app: Flask
    store: Store
    folder: Path

    @property
    def client(self) -> FlaskClient:
        """A browser that has not been here before."""
        return self.app.test_client()

    def token(self, address: str = "/callback/") -> str:
        """Open the form and return its token."""
        found = TOKEN.search(self.client.get(address).text)
        assert found
        return found[1]

    def post(self, form: dict[str, Any], address: str = "/callback/", **more: Any) -> TestResponse:
        """Send a form."""
        return self.client.post(address, data=form, **more)

    def requests(self) -> list[Request]:
        """Return what the desk would read."""
        return [from_json(open_envelope(row.envelope, [DESK])) for row in self.store.rows(b"", 10**6)]


@cache
def pages() -> Path:
    """Build the pages once for all drop boxes of a test run."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return site.build(folder, *DAYS)


def own_pages(folder: Path) -> Path:
    """Return pages that a test may spoil."""
    return shutil.copytree(pages(), folder / "site")


def settings(folder: Path, **more: Any) -> Settings:
    """Return settings for a folder; `site` is a built one instead of pages without anything around them."""
    built = more.pop("site", None) or pages()
    return Settings(built, folder, (recipient(DESK), recipient(PAPER)), (SIGNER.public_key(),), b"s" * 32, **more)


def open_box(folder: Path, **more: Any) -> Box:
    """Start a drop box with SQLite."""
    folder.mkdir(exist_ok=True)
    store = SqliteStore(folder / "box.sqlite3")
    app = import_string("formhandler.app:create_app")(settings(folder, **more), store)
    return Box(app, store, folder)


def but_cookie(response: TestResponse) -> tuple[int, bytes, str]:
    """Return an answer without its random cookie."""
    headers = [f"{name}: {value}" for name, value in response.headers if name != "Set-Cookie"]
    return response.status_code, response.data, "\n".join(sorted(headers))


@contextmanager
def serving(app: WSGIApplication, tls: SSLContext | None = None) -> Iterator[BaseWSGIServer]:
    """Serve an application on a port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet, ssl_context=tls)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
