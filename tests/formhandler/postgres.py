"""A PostgreSQL of the tests' own, that may be killed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("none"))


class Postgres:
    """A server on a socket in a folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "--auth=trust", "--username=postgres", "--no-sync", f"{self.folder}/data")
        self.start()

    def start(self, **settings: str) -> None:
        """Start the server and wait until it answers."""
        given = {"listen_addresses": "''", "unix_socket_directories": str(self.folder), **settings}
        options = " ".join(f"-c {name}={value}" for name, value in given.items())
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop the server in good order."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "fast", "-w", "stop")

    def kill(self) -> None:
        """Kill the server and all its processes at once, as a failing machine would."""
        main = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(main)], capture_output=True, text=True, check=False)
        for process in [main, *map(int, listed.stdout.split())]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.3)
        # A killed process whose parent has not noticed still answers to its number: the locks would hold for ever.
        for lock in [self.folder / "data/postmaster.pid", *self.folder.glob(".s.PGSQL*")]:
            lock.unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop the server and delete all of it."""
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(PROGRAMS / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)


def lent() -> Iterator[Postgres]:
    """Lend a server and remove it afterwards; skip where PostgreSQL is not installed."""
    if not PROGRAMS.exists():
        pytest.skip("there is no PostgreSQL: sudo apt-get install postgresql")
    server = Postgres()
    try:
        yield server
    finally:
        server.remove()
