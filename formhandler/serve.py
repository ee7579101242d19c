"""Site and drop box together on one port of this machine: for `make run`, and for trying things out."""

import errno
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from formhandler import keys
from formhandler.settings import PRACTICE

SERVER = Path(__file__).parent / "deploy/gunicorn.conf.py"
HERE = "127.0.0.1"
BUSY = "ポート {} は使われています。make run PORT={} で試してください。"
PUBLIC = ("recipients.txt", "signers.txt")


def serve(site: Path, state: Path, port: int) -> int:
    """Become the server of a built site; return 1 if the port is taken."""
    try:
        socket.create_server((HERE, port)).close()
    except OSError as error:
        said = BUSY if error.errno == errno.EADDRINUSE else f"ポート {{}} を開けません（{error.strerror}）。"
        print(said.format(port, port + 1), file=sys.stderr)
        return 1
    practise(state)
    settings = {
        "DROPBOX_SITE": str(site),
        "DROPBOX_STATE": str(state),
        "DROPBOX_BIND": f"{HERE}:{port}",
        "DROPBOX_SERVE_SITE": "1",
        "DROPBOX_PLAIN_HTTP": "1",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", str(SERVER), "formhandler.app:create_app()"]
    os.environ |= settings
    return os.execv(sys.executable, command)  # noqa: S606 (our own program)


def practise(state: Path) -> None:
    """Make keys for trying things out, if there are none; a real drop box refuses a folder that has them."""
    if (state / "recipients.txt").exists():
        return
    folder = state / PRACTICE
    keys.make(folder, datetime.now(tz=UTC).date())
    for name in PUBLIC:
        keys.write(state / name, (folder / name).read_text("utf-8"))
