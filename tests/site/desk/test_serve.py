"""The desk's own server, started as an office starts it: on this machine alone, or over TLS; never in the open."""

import http.client
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pyotp
import pytest

from desk.clock import epoch, wall
from desk.reach import local
from desk.start import PLAIN_DISK
from tests.desk.office import PASSWORD, TOTP, open_test_office
from tests.formhandler import servers, tls
from tests.formhandler.postgres import lent

ROOT = Path(__file__).parents[3]
CADDYFILE = ROOT / "desk/deploy/Caddyfile"
UNIT = ROOT / "desk/deploy/tsunagari-desk.service"
POSTED = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lend the folder of an office with its people."""
    open_test_office(tmp_path).office.database.close()
    return tmp_path


@contextmanager
def started(folder: Path, bind: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Start the desk on an office's folder."""
    settings = {"DESK_KEYS": str(folder / "keys"), "DESK_BIND": bind, **more}
    command = [sys.executable, "-m", "scripts.desk", "--folder", str(folder / "desk")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, text=True, **pipes) as process:  # type: ignore[call-overload]
        yield process
        process.terminate()


@contextmanager
def caddy(folder: Path, inside: int, outside: int) -> Iterator[subprocess.Popen[str]]:
    """Start Caddy with the kit's file, its name, certificate and ports being a test's."""
    text = CADDYFILE.read_text()
    here = {
        "https://desk.example.org": f"https://127.0.0.1:{outside}",
        "/etc/tsunagari/desk.pem": str(folder / "tls.pem"),
        "/etc/tsunagari/desk.key": str(folder / "tls.pem"),
        "127.0.0.1:8100": f"127.0.0.1:{inside}",
    }
    for theirs, ours in here.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    (folder / "Caddyfile").write_text(text)
    home = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder))
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, env=os.environ | home, text=True, **pipes) as process:  # type: ignore[call-overload]
        yield process
        process.terminate()


def wait(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until somebody listens."""
    while process.poll() is None:
        try:
            servers.connect(port).close()
        except OSError:
            continue
        return
    pytest.fail(process.stdout.read() if process.stdout else "")


def signed_in(line: http.client.HTTPConnection, **headers: str) -> http.client.HTTPMessage:
    """Sign in over a line; return the answer's headers."""
    form = {"login": "lead", "password": PASSWORD, "code": pyotp.TOTP(TOTP).at(epoch(wall()))}
    with closing(line):
        line.request("POST", "/login", urlencode(form), {**POSTED, **headers})
        answer = line.getresponse()
        assert answer.status == 303, answer.read().decode()
        return answer.headers


def test_the_command_serves_on_this_machine_alone(tmp_path: Path) -> None:
    """`make desk` on a folder answers on 127.0.0.1, tells the invitation first, and writes down nobody's addresses."""
    port = servers.free_port()
    with started(tmp_path, f"127.0.0.1:{port}") as process:
        assert process.stdout
        told = [process.stdout.readline() for _ in range(2)]
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        with closing(line):
            line.request("GET", "/health?q=secret")
            line.getresponse().read()
        process.terminate()
        rest = process.stdout.read()

    assert "最初の管理者" in told[0]
    assert f"http://127.0.0.1:{port}" in told[1]
    assert "secret" not in rest


class TestTls:
    def test_with_a_certificate_the_office_signs_in_over_tls(self, folder: Path) -> None:
        """The certificate is the office's own, the cookie never leaves it in the open, and it stays that way."""
        port = servers.free_port()
        tls.context(folder)
        (folder / "tls.pem").chmod(0o600)
        trusted = ssl.create_default_context(cafile=str(folder / "tls.pem"))
        with started(folder, f"127.0.0.1:{port}", DESK_CERTIFICATE=str(folder / "tls.pem")) as process:
            wait(port, process)
            headers = signed_in(http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=trusted))

        assert "Secure" in headers["Set-Cookie"]
        assert "HttpOnly" in headers["Set-Cookie"]
        assert headers["Strict-Transport-Security"]

    def test_behind_a_web_server_of_this_machine_the_cookie_is_as_careful(self, folder: Path) -> None:
        """Caddy in front says that its side was TLS; over the bare local line nothing is promised."""
        port = servers.free_port()
        with started(folder, f"127.0.0.1:{port}") as process:
            wait(port, process)
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            headers = signed_in(line, **{"X-Forwarded-Proto": "https"})

        assert "Secure" in headers["Set-Cookie"]

    @pytest.mark.skipif(shutil.which("caddy") is None, reason="there is no Caddy: sudo apt-get install caddy")
    def test_caddy_in_front_speaks_tls_for_the_desk(self, folder: Path) -> None:
        """With the Caddyfile of the kit one signs in over TLS, and the desk itself answers this machine alone."""
        inside, outside = servers.free_port(), servers.free_port()
        tls.context(folder)
        trusted = ssl.create_default_context(cafile=str(folder / "tls.pem"))
        with started(folder, f"127.0.0.1:{inside}") as process, caddy(folder, inside, outside) as front:
            wait(inside, process)
            wait(outside, front)
            headers = signed_in(http.client.HTTPSConnection("127.0.0.1", outside, timeout=20, context=trusted))

        assert "Secure" in headers["Set-Cookie"]
        assert headers["Strict-Transport-Security"]
        assert "no-store" in headers["Cache-Control"]

    @pytest.mark.parametrize("certificate", ["", "nothing.pem", "desk/desk.sqlite3"])
    def test_it_does_not_start_in_the_open(self, folder: Path, certificate: str) -> None:
        """For other machines without a certificate that fits: it says what is needed, and listens nowhere."""
        given = str(folder / certificate) if certificate else ""
        with started(folder, f"0.0.0.0:{servers.free_port()}", DESK_CERTIFICATE=given) as process:
            said = process.stdout.read() if process.stdout else ""

        assert process.returncode == 1
        assert "証明書" in said
        assert "Traceback" not in said

    def test_a_key_that_others_can_read_is_refused(self, folder: Path) -> None:
        """The certificate's key is guarded as the other keys are."""
        tls.context(folder)
        (folder / "tls.pem").chmod(0o644)
        certificate = str(folder / "tls.pem")
        with started(folder, f"127.0.0.1:{servers.free_port()}", DESK_CERTIFICATE=certificate) as process:
            said = process.stdout.read() if process.stdout else ""

        assert "chmod 600" in said

    @pytest.mark.parametrize(
        ("bind", "alone"),
        [
            ("127.0.0.1:8100", True),
            ("[::1]:8100", True),
            ("localhost:8100", True),
            ("unix:/run/desk.sock", True),
            ("0.0.0.0:8100", False),
            ("10.1.2.3:8100", False),
            ("desk.example:8100", False),
            (":8100", False),
        ],
    )
    def test_only_this_machine_itself_is_local(self, bind: str, *, alone: bool) -> None:
        """Whatever could be reached from elsewhere needs TLS."""
        assert local(bind) is alone


class TestPostgres:
    def test_what_postgresql_does_not_encrypt_is_said_at_the_start(self, tmp_path: Path) -> None:
        """Nobody learns only later that the disk itself must be encrypted there."""
        bind = f"127.0.0.1:{servers.free_port()}"
        with contextmanager(lent)() as server, started(tmp_path, bind, DATABASE_URL=server.url) as process:
            said = process.stdout.readline() if process.stdout else ""

        assert said.strip() == PLAIN_DISK


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd")
def test_systemd_understands_the_unit_and_finds_it_shut_in() -> None:
    """Every line is one that systemd knows, and by its own measure little is left open."""
    verify = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False)
    shut = ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(UNIT)]

    assert [line for line in verify.stderr.splitlines() if "is not executable" not in line] == []
    assert subprocess.run(shut, capture_output=True, check=False).returncode == 0
