"""A small server for looking at the built site on this machine; production has its own web server."""

import errno
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from formhandler.addresses import FORM, TELEPHONE


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, with the site's own 404 page and without a log of who read what."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""

    def end_headers(self) -> None:
        """Let every page on the web read the open data, and nothing else."""
        if self.path.startswith("/api/"):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def do_POST(self) -> None:
        """Lead to the telephone numbers: here is no drop box, and a page after a POST would stay on the disk."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        folder, form, _ = self.path.partition(FORM)
        self.send_response(303)
        self.send_header("Location", f"{folder if form else '/'}{TELEPHONE}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with 404.html."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder on 127.0.0.1; port 0 takes any free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))


def serve(folder: Path, port: int) -> int:
    """Serve a folder until interrupted; return the exit code."""
    try:
        running = server(folder, port)
    except OSError as error:
        busy = f"ポート {port} は使われています。make run PORT={port + 1} で試してください。"
        print(
            busy if error.errno == errno.EADDRINUSE else f"ポート {port} を開けません（{error.strerror}）",
            file=sys.stderr,
        )
        return 1
    print(f"http://127.0.0.1:{port} を開いてください（終わるには Ctrl+C）", flush=True)
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0
