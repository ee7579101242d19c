"""Start each server in turn, post to it with wrk, and print submissions a second and the slowest hundredth."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from formhandler import keys
from formhandler.page_token import mint
from formhandler.serve import SERVER, practise

HERE = Path(__file__).parent
BUILD = Path("build")
PORT = 8765
CONNECTIONS = (1, 16, 64, 256)
TOKENS = 60_000  # more than a run posts; a token used twice would be a request less for the disk
GTHREAD = ("gunicorn", "--worker-class=gthread", "--threads=64", "--log-level=error", f"--bind=127.0.0.1:{PORT}")
SERVERS = {
    "drop box, sealed": ("gunicorn", "--config", str(SERVER), "formhandler.bench.unlimited:create_app()"),
    "Flask, plain": (*GTHREAD, "formhandler.bench.plain_flask:app"),
    "Django, plain": (*GTHREAD, "formhandler.bench.plain_django:app"),
    "FastAPI, plain": ("uvicorn", "--log-level=error", f"--port={PORT}", "formhandler.bench.plain_fastapi:app"),
}
# What a server is built on, where it is no part of the project.
NEEDS = {"Django, plain": ("django",), "FastAPI, plain": ("fastapi", "uvicorn", "sqlalchemy", "aiosqlite", "multipart")}
INSTALL = ".venv/bin/python -m uv pip install --group bench"


@dataclass(frozen=True)
class Measured:
    """One run: submissions a second, milliseconds within which 99 of 100 were answered, errors."""

    rate: float
    p99: float
    errors: int


def flushes(folder: Path) -> float:
    """Return how many flushes a second the disk does."""
    with (folder / "flushes").open("wb", buffering=0) as file:
        begun, count = time.monotonic(), 0
        while time.monotonic() - begun < 1:
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            count += 1
    return count


def environment(folder: Path, slow: int) -> dict[str, str]:
    """Set up a folder for all servers; `slow`: milliseconds that each flush takes longer."""
    practise(folder / "state")
    secret = keys.secret(folder / "state/box.key")
    tokens = (mint(secret, time.time() - 60).text for _ in range(TOKENS))
    (folder / "tokens").write_text("\n".join(tokens))
    found = {"BENCH_TOKENS": f"{folder}/tokens"}
    found |= {"DROPBOX_STATE": f"{folder}/state", "DROPBOX_PLAIN_HTTP": "1", "DROPBOX_BIND": f"127.0.0.1:{PORT}"}
    if slow:
        shim = folder / "slow_flush.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, HERE / "slow_flush.c", "-ldl"], check=True)
        found |= {"LD_PRELOAD": str(shim), "SLOW_FLUSH_MS": str(slow)}
    return found


@contextmanager
def running(command: tuple[str, ...], settings: dict[str, str]) -> Iterator[float]:
    """Run a server and give the seconds until it answered."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while process.poll() is None and not answers():
            time.sleep(0.01)
        yield time.monotonic() - begun
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def answers() -> bool:
    """Whether anything answers on the port."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    try:
        line.request("GET", "/health")
        line.getresponse()
    except OSError:
        return False
    finally:
        line.close()
    return True


def post(connections: int, seconds: int, settings: dict[str, str]) -> Measured:
    """Post from so many connections for so many seconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(HERE / "post.lua")]
    plain = {name: value for name, value in settings.items() if name != "LD_PRELOAD"}
    run = subprocess.run(
        [*command, f"http://127.0.0.1:{PORT}/callback/"],
        env=os.environ | plain,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout.rpartition("JSON ")[2])
    return Measured(found["count"] / found["microseconds"] * 1e6, found["p99"] / 1000, found["errors"])


def lacking() -> dict[str, list[str]]:
    """Return the servers that cannot be started here, each with the packages that are not installed."""
    found = {label: [name for name in needs if find_spec(name) is None] for label, needs in NEEDS.items()}
    return {label: names for label, names in found.items() if names}


def bench(site: Path, seconds: int, slow: int, only: str = "") -> None:
    """Measure every server that can be started and print a line for each."""
    if shutil.which("wrk") is None:
        sys.exit("wrk を入れてください: sudo apt-get install wrk")
    missing = lacking()
    for label, names in missing.items():
        print(f"{label}: {', '.join(names)} がないので、測りません。入れるには: {INSTALL}")
    BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILD) as name:  # on a disk; /tmp may be memory
        folder = Path(name).resolve()
        settings = environment(folder, slow) | {"DROPBOX_SITE": str(site)}
        print(f"disk: {flushes(folder):,.0f} flushes/s" + (f", each {slow} ms slower for the servers" if slow else ""))
        for label, command in SERVERS.items():
            if only in label and label not in missing:
                own = settings | {"BENCH_DATABASE": str(folder / label.partition(",")[0])}
                print(f"{label:18} {measured(command, seconds, own)}", flush=True)


def measured(command: tuple[str, ...], seconds: int, settings: dict[str, str]) -> str:
    """Return a line of what one server does with each number of connections."""
    with running(command, settings) as start:
        if not answers():
            return "始まりません"
        found = [post(count, seconds, settings) for count in CONNECTIONS]
    line = " | ".join(f"{one.rate:7,.0f}/s p99 {one.p99:7,.0f} ms, {one.errors} errors" for one in found)
    return f"start {start:4.2f} s | {line}"
