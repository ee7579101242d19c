"""The real programs that stand around the drop box, started in a folder of a test."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from directory.load import load
from formhandler import keys
from formhandler.sealing import recipient
from publish.headers import headers
from tests.formhandler import box, site

DEPLOY = Path(__file__).parents[2] / "formhandler/deploy"
APP = "formhandler.app:create_app()"
CANARY = "090-0000-7319"
BROWSER = "her-own-browser"


def set_up(folder: Path, *days: str) -> dict[str, str]:
    """Make keys and pages in a folder and return the environment of a drop box."""
    site.build(folder / "site", *(days or box.DAYS))
    recipients = "\n".join(map(recipient, (box.DESK, box.PAPER)))
    keys.write(folder / "recipients.txt", recipients)
    keys.write(folder / "signers.txt", keys.text(box.SIGNER.public_key().public_bytes_raw()))
    settings = {"DROPBOX_STATE": str(folder), "DROPBOX_SITE": str(folder / "site"), "DROPBOX_BEHIND_PROXY": "1"}
    return os.environ | settings | {"DROPBOX_BIND": f"unix:{folder}/box.sock"}


class Program:
    """A running program and all that it writes."""

    def __init__(self, folder: Path, command: list[str], environment: dict[str, str] | None = None) -> None:
        self.output = folder / f"{Path(command[0]).name}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    def said(self) -> str:
        """Return what it wrote."""
        return self.output.read_text()

    def stop(self, *, kill: bool = False) -> None:
        """End it, in good order or at once."""
        if kill:
            os.killpg(self.process.pid, signal.SIGKILL)  # its workers, too
        self.process.terminate()
        self.process.wait(30)


def gunicorn(folder: Path, environment: dict[str, str], *more: str, app: str = APP) -> Program:
    """Start the drop box as the guide says, and wait until it answers or ends."""
    command = [sys.executable, "-m", "gunicorn", "--config", str(DEPLOY / "gunicorn.conf.py"), *more]
    program = Program(folder, [*command, app], environment)
    where = environment["DROPBOX_BIND"]
    wait(program, lambda: status(where, "GET", "/health") == 204)
    return program


def nginx(folder: Path, port: int) -> Program:
    """Start nginx with our configuration, without TLS, on a port."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"    server \{\n        listen 80;.*?\n    \}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\n *(ssl_.*|listen \[::\]:443.*)", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};").replace("/run/nginx.pid", f"{folder}/pid")
    text = _here(text, folder, "nginx.conf").replace("error_log /dev/null crit", f"error_log {folder}/nginx.err warn")
    (folder / "nginx.conf").write_text(
        f"user root;\ndaemon off;\n{text}" if os.geteuid() == 0 else f"daemon off;\n{text}"
    )
    program = Program(folder, ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.err")])
    wait(program, lambda: status(port, "GET", "/callback/3/") != 0)
    return program


def caddy(folder: Path, port: int) -> Program:
    """Start Caddy with our configuration, without TLS, on a port."""
    text = (DEPLOY / "Caddyfile").read_text().replace("\nexample.org {", f"\nhttp://127.0.0.1:{port} {{")
    (folder / "Caddyfile").write_text(_here(text, folder, "Caddyfile"))
    environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    program = Program(folder, command, environment)
    wait(program, lambda: status(port, "GET", "/callback/3/") != 0)
    return program


def _here(text: str, folder: Path, file: str) -> str:
    """Return a configuration for a test's folder, with what the site writes of its own headers beside it."""
    made = folder / "headers" / file
    made.parent.mkdir(exist_ok=True)
    # What nginx itself complains of is looked at, too.
    made.write_text(headers(load().site)[file].replace("/dev/null emerg", f"{folder}/nginx.err warn"))
    places = {"/opt/tsunagari/site": "site", "/opt/tsunagari/headers": "headers", "/run/tsunagari/box.sock": "box.sock"}
    for place, here in places.items():
        text = text.replace(place, f"{folder}/{here}")
    return text


def wait(program: Program, ready: object, most: int = 20) -> None:
    """Wait until a program is ready, or has ended."""
    assert callable(ready)
    deadline = time.monotonic() + most
    while program.process.poll() is None and not ready():
        assert time.monotonic() < deadline, program.said()
        time.sleep(0.02)


def connect(where: str | int) -> socket.socket:
    """Connect to a port of this machine or a socket's path."""
    if isinstance(where, int):
        return socket.create_connection(("127.0.0.1", where), 20)
    made = socket.socket(socket.AF_UNIX)
    made.settimeout(20)
    try:
        made.connect(where.removeprefix("unix:"))
    except OSError:
        made.close()
        raise
    return made


def ask(where: str | int, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
    """Ask and return status, Location and body."""
    line = http.client.HTTPConnection("127.0.0.1", where if isinstance(where, int) else 80)
    line.sock = connect(where)
    with closing(line):
        return _asked(line, method, path, body)


def _asked(line: http.client.HTTPConnection, method: str, path: str, body: str | None) -> tuple[int, str, str]:
    headers = {"User-Agent": BROWSER, "Cookie": f"k={BROWSER}"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, body, headers)
    response = line.getresponse()
    return response.status, response.headers.get("Location", ""), response.read().decode()


def said(port: int, path: str) -> dict[str, tuple[str, ...]]:
    """Return the headers of an answer, with every value that each has."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    with closing(line):
        line.request("GET", path)
        found = line.getresponse().headers
    return {name: tuple(found.get_all(name, ())) for name in found}


def status(where: str | int, method: str, path: str) -> int:
    """Return the status of an answer, 0 if there is none."""
    try:
        return ask(where, method, path)[0]
    except OSError:
        return 0


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
