"""Site and drop box together on one port of this machine: for `make run`, and for trying things out."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from formhandler import keys
from formhandler.settings import PRACTICE

SERVER = Path(__file__).parent / "deploy/gunicorn.conf.py"
PUBLIC = ("recipients.txt", "signers.txt")


def serve(site: Path, state: Path, port: int) -> NoReturn:
    """Become the server of a built site."""
    practise(state)
    settings = {
        "DROPBOX_SITE": str(site),
        "DROPBOX_STATE": str(state),
        "DROPBOX_BIND": f"127.0.0.1:{port}",
        "DROPBOX_SERVE_SITE": "1",
        "DROPBOX_PLAIN_HTTP": "1",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", str(SERVER), "formhandler.app:create_app()"]
    os.execve(sys.executable, command, os.environ | settings)  # noqa: S606 (our own program)


def practise(state: Path) -> None:
    """Make keys for trying things out, if there are none; a real drop box refuses a folder that has them."""
    if (state / "recipients.txt").exists():
        return
    folder = state / PRACTICE
    keys.make(folder, datetime.now(tz=UTC).date())
    for name in PUBLIC:
        keys.write(state / name, (folder / name).read_text("utf-8"))
    print(f"練習用の鍵を {folder} に作りました。本番では使いません。", file=sys.stderr)
