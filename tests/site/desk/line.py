"""The line between desk and drop box: an ordinary one, until the test says where it breaks or who dies."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.formhandler.servers import connect

Break = Callable[[], None]
PULL, ACKNOWLEDGE = "/desk/pull", "/desk/acknowledge"


@dataclass
class Line:
    """Carries questions to the drop box's socket. `at`: what happens, once, and at which moment of which question."""

    box: str
    at: dict[tuple[str, str], Break] = field(default_factory=dict)
    port: int = 0
    broken: int = 0
    acknowledged: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where the desk finds the drop box."""
        return f"http://127.0.0.1:{self.port}"

    def breaks(self, path: str, moment: str, what: Break = lambda: None) -> None:
        """Let the next question for this path end in a silence: before it is asked, after, or in half of its answer."""
        self.at = {(path, moment): what}

    def carry(self, desk: socket.socket) -> None:
        """Carry one question and its answer."""
        asked = _question(desk)
        path = asked.split(b" ")[1].split(b"?")[0].decode() if asked else ""
        if not asked or self._falls(path, "before"):
            return
        with connect(self.box) as box:
            box.sendall(asked)
            answer = _all(box)
        if self._falls(path, "half"):
            desk.sendall(answer[: len(answer) // 2])
        elif not self._falls(path, "after"):
            desk.sendall(answer)
            if path == ACKNOWLEDGE:
                self.acknowledged.set()

    def _falls(self, path: str, moment: str) -> bool:
        what = self.at.pop((path, moment), None)
        if what is None:
            return False
        self.broken += 1
        what()
        return True


def _question(desk: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (part := desk.recv(65536)):
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    length = next((int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0)
    while len(body) < length and (part := desk.recv(65536)):
        body += part
    return head + b"\r\n\r\n" + body


def _all(box: socket.socket) -> bytes:
    got = b""
    while part := box.recv(65536):
        got += part
    return got


@contextmanager
def line(box: str) -> Iterator[Line]:
    """Lend a line to the drop box at a socket."""
    found = Line(box)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                found.carry(self.request)
            except OSError:
                return  # one of the two is dead: the other hears nothing

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
