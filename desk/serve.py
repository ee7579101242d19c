"""Serving: practice in this process; the office's own folder by gunicorn, which holds out through a working day."""

import importlib
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

from werkzeug.serving import make_server

from desk.office import Office
from desk.reach import check
from desk.start import HOST

CONFIGURATION = Path(__file__).parent / "deploy/gunicorn.conf.py"


def practise(office: Office, port: int, said: str) -> NoReturn:
    """Serve a practice office on this machine until interrupted."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(HOST, port, importlib.import_module("desk.app").create_app(office), threaded=True)
    print(said, f"http://{HOST}:{port}", sep="\n", flush=True)
    server.serve_forever()
    raise SystemExit(0)


def work(office: Office, port: int, said: str) -> NoReturn:
    """Become the server of the office's own folder; Unsafe if others could listen."""
    bind = os.environ.get("DESK_BIND") or f"{HOST}:{port}"
    settings = {"DESK_BIND": bind, "DESK_FOLDER": str(office.settings.folder), "DESK_KEYS": str(office.settings.keys)}
    check(os.environ | settings)
    office.database.close()
    print(said, end="\n" if said else "", flush=True)
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIGURATION), "desk.app:create_app()"]
    os.execve(sys.executable, command, os.environ | settings)  # noqa: S606 (our own program)
