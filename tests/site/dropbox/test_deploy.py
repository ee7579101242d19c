"""The programs of a real server, started: gunicorn alone, nginx and Caddy in front."""

import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingUnixStreamServer
from urllib.parse import urlencode

import pytest

from formhandler.addresses import TAKEN, TELEPHONE
from formhandler.headers import ALWAYS
from formhandler.store_sqlite import SqliteStore
from publish.headers import values
from publish.open_data.server import OPEN
from tests.formhandler import servers
from tests.formhandler.examples import FULL
from tests.formhandler.servers import CANARY, Program, ask

BODY = urlencode({**FULL, "tel": CANARY, "word": "kujira", "call_name": "x" * 12_000}, doseq=True)
NONSENSE = [
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/9.9\r\n\r\n",
    b"POST /callback/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /callback/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n090-0000-7319\r\n",
    b"POST /callback/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n090-0000-7319",
    b"GET /090-0000-7319 HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    b"GET /" + b"090-0000-7319" * 900 + b" HTTP/1.1\r\n\r\n",
]
Start = Callable[[Path, int], Program]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Set up a drop box in a folder."""
    return servers.set_up(tmp_path)


class TestGunicorn:
    @pytest.fixture
    def server(self, tmp_path: Path, environment: dict[str, str]) -> Iterator[Program]:
        """Run the drop box."""
        program = servers.gunicorn(tmp_path, environment)
        yield program
        if program.process.poll() is None:
            program.stop()

    def test_takes_and_says_nothing(self, server: Program, environment: dict[str, str], tmp_path: Path) -> None:
        """A request is taken; what cannot be a request is not; output, files and the list of processes hold nothing."""
        where = environment["DROPBOX_BIND"]
        assert ask(where, "POST", "/en/callback/", BODY)[:2] == (303, f"/en/{TAKEN}")
        for content in NONSENSE:
            with servers.connect(where) as line:
                line.sendall(content)
                line.shutdown(socket.SHUT_WR)
                line.recv(1000)
        assert ask(where, "POST", "/callback/", BODY)[0] == 303

        processes = subprocess.run(["ps", "axww"], capture_output=True, text=True, check=True).stdout
        limits = Path(f"/proc/{server.process.pid}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)
        assert CANARY not in processes
        assert "kujira" not in processes
        assert server.said() == ""
        assert found(tmp_path, CANARY, "kujira") == []

    def test_ends_in_good_order(self, server: Program, environment: dict[str, str], tmp_path: Path) -> None:
        """SIGTERM finishes what is under way, and the next start finds every request."""
        where, taken = environment["DROPBOX_BIND"], []
        threads = [
            threading.Thread(target=lambda: taken.append(ask(where, "POST", "/callback/", BODY))) for _ in range(9)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        server.stop()
        store = SqliteStore(tmp_path / "box.sqlite3")

        assert len(store.rows(b"", 99)) == len(taken) == 9
        store.close()

    @pytest.mark.parametrize(
        ("more", "cure"), [(["--workers", "2"], "workers = 1"), (["--access-logfile", "-"], "--access-logfile")]
    )
    def test_refuses(self, tmp_path: Path, environment: dict[str, str], more: list[str], cure: str) -> None:
        """Two writers, or a log of who came: it ends at once and says in Japanese what to change."""
        program = servers.gunicorn(tmp_path, environment, *more)

        assert program.process.wait(20) == 1
        assert cure in program.said()
        assert "Traceback" not in program.said()

    def test_starts_quickly_and_without_the_sites_tools(self) -> None:
        """The process loads neither YAML nor MkDocs nor Typst, and no database library that it does not use."""
        code = "import formhandler.app, formhandler.store_sqlite, sys; print(*sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert not {"yaml", "mkdocs", "typst", "pydantic", "psycopg", "material"} & set(run.stdout.split())


@pytest.mark.parametrize("start", [servers.nginx, servers.caddy], ids=["nginx", "caddy"])
class TestInFront:
    @pytest.fixture
    def port(self, start: Start) -> int:
        """Name a port, if the program is there."""
        if shutil.which(start.__name__) is None:
            pytest.skip(f"sudo apt-get install {start.__name__}")
        return servers.free_port()

    def test_all_the_way(self, start: Start, port: int, tmp_path: Path, environment: dict[str, str]) -> None:
        """A request goes through; when the box is down or the body too large, the answer is the telephone numbers."""
        for folder in OPEN:
            (tmp_path / "site" / folder).mkdir()
            (tmp_path / "site" / folder / "x.json").write_text("{}")
        box = servers.gunicorn(tmp_path, environment)
        front = start(tmp_path, port)
        taken = ask(port, "POST", "/th/callback/", BODY)
        page = ask(port, "GET", "/zh-TW/callback/")
        large = ask(port, "POST", "/ko/callback/", "tel=" + "9" * 60_000)
        health = ask(port, "GET", "/health")
        said = servers.said(port, "/callback/"), servers.said(port, "/")
        opened = {folder: servers.said(port, f"/{folder}x.json") for folder in OPEN}
        box.stop(kill=True)
        down = [ask(port, "POST", f"/{prefix}callback/", BODY)[:2] for prefix in ("", "zh-TW/", "ja-easy/")]
        numbers = ask(port, "GET", f"/en/{TELEPHONE}")
        front.stop()

        assert taken == (303, f"/th/{TAKEN}", "")
        assert page[0] == 200
        assert 'name="token"' in page[2]
        assert large[:2] == (303, f"/ko/{TELEPHONE}")
        assert health == (204, "", "")
        assert said[0].items() >= {(name, (value,)) for name, value in ALWAYS.items()}
        assert said[1].items() >= {(name, (value,)) for name, value in values().items()}
        assert {folder: {name: opened[folder].get(name) for name in (*values(), *OPEN["api/"])} for folder in OPEN} == {
            folder: {name: (told[name],) if name in told else None for name in (*values(), *OPEN["api/"])}
            for folder, told in OPEN.items()
        }  # others may read the data and show the pictures, and nothing else
        assert down == [(303, f"/{prefix}{TELEPHONE}") for prefix in ("", "zh-TW/", "ja-easy/")]
        assert 'href="tel:' in numbers[2]
        assert not re.search(r"\d+\.\d+\.\d+\.\d+", front.said().replace(f"127.0.0.1:{port}", ""))
        assert found(tmp_path, CANARY, "kujira") == []
        # nginx warns of a body that it wrote to a file, even if it removed it at once
        assert "buffered to a temporary file" not in "".join(path.read_text() for path in tmp_path.glob("nginx.err"))

    def test_passes_on_no_address(self, start: Start, port: int, tmp_path: Path, environment: dict[str, str]) -> None:
        """The drop box is told the network only, and neither browser nor cookie."""
        assert environment
        heard: list[dict[str, str]] = []

        class Upstream(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append({name.lower(): value for name, value in self.headers.items()})
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Write nothing."""

            def address_string(self) -> str:
                return ""

        with ThreadingUnixStreamServer(str(tmp_path / "box.sock"), Upstream) as upstream:
            (tmp_path / "box.sock").chmod(0o666)
            threading.Thread(target=upstream.serve_forever, daemon=True).start()
            front = start(tmp_path, port)
            heard.clear()
            ask(port, "GET", "/callback/")
            front.stop()
            upstream.shutdown()

        assert [headers["x-forwarded-for"] for headers in heard] == ["127.0.0.0"]
        assert servers.BROWSER not in str(heard)
        assert "127.0.0.1" not in str([headers | {"host": ""} for headers in heard]).replace(f"127.0.0.1:{port}", "")


def found(folder: Path, *words: str) -> list[str]:
    """Return the files below a folder that hold one of the words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in words)]
