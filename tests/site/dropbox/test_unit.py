"""The unit for systemd: looked at by systemd, and its command run shut in as the unit says, as far as a test can."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from formhandler.addresses import TAKEN
from formhandler.store_sqlite import SqliteStore
from tests.formhandler import servers
from tests.formhandler.examples import FULL
from tests.formhandler.servers import Program, ask

UNIT = servers.DEPLOY / "tsunagari-box.service"
# ProtectSystem=strict but for the state, IPAddressDeny=any, LimitCORE=0, NoNewPrivileges, CapabilityBoundingSet=
SHUT_IN = """mount --make-rprivate / && mount --bind "$0" "$0" && mount -o bind,remount,ro / || exit 77
exec prlimit --core=0 setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@" """
# MemoryDenyWriteExecute, where the kernel can
NO_NEW_CODE = "import ctypes, os, sys; ctypes.CDLL(None).prctl(65, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd")
class TestSystemd:
    def test_understands_it(self) -> None:
        """Every line is one that systemd knows."""
        run = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False)

        complaints = [line for line in run.stderr.splitlines() if "is not executable" not in line]
        assert complaints == []

    def test_finds_it_shut_in(self) -> None:
        """By systemd's own measure little is left open."""
        command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(UNIT)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)

        assert run.returncode == 0, run.stdout[-400:]


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="only root can shut a program in")
def test_its_command_works_shut_in(tmp_path: Path) -> None:
    """Without network, capabilities or a file that can be written but its own, it takes a request and keeps it."""
    environment, start = servers.set_up(tmp_path), re.search(r"ExecStart=\S+/gunicorn (.+)", UNIT.read_text())
    assert start
    gunicorn = [sys.executable, "-m", "gunicorn", *start[1].split()]
    inside = ["sh", "-c", SHUT_IN, str(tmp_path), sys.executable, "-c", NO_NEW_CODE, *gunicorn]
    program = Program(tmp_path, ["unshare", "--mount", "--net", *inside], environment)
    try:
        servers.wait(program, lambda: servers.status(environment["DROPBOX_BIND"], "GET", "/health") == 204)
        if program.process.poll() == 77:
            pytest.skip("this machine lets nobody shut a program in")
        posted = ask(environment["DROPBOX_BIND"], "POST", "/callback/", urlencode(FULL, doseq=True))
        limits = Path(f"/proc/{program.process.pid}/status").read_text()
    finally:
        program.stop()

    assert posted[:2] == (303, f"/{TAKEN}")
    assert re.search(r"CapEff:\s0+\n", limits)
    assert re.search(r"NoNewPrivs:\s1\n", limits)
    assert program.said() == ""
    store = SqliteStore(tmp_path / "box.sqlite3")
    assert len(store.rows(b"", 9)) == 1
    store.close()
