"""Firefox as Playwright starts it, with one answer given in its stead.

Playwright drives a stock Firefox by WebDriver BiDi, and asks each for something that Debian's does not know yet. This
program starts Firefox, passes on what the two say to each other, and says yes to that one question.
"""

import json
import re
import subprocess
import sys
import threading

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

NOT_YET_KNOWN = "emulation.setMediaFeaturesOverride"  # colours by night; once Firefox has it, this file may go


def main(firefox: str, *arguments: str) -> int:
    """Start Firefox, tell Playwright to speak with us, and end when it ends."""
    started = subprocess.Popen([firefox, *arguments], stderr=subprocess.PIPE, text=True)
    for line in started.stderr or ():
        listening = re.match(r"WebDriver BiDi listening on (ws://\S+)", line)
        print(f"WebDriver BiDi listening on {open_for(listening[1])}" if listening else line, file=sys.stderr)
    return started.wait()


def open_for(firefox: str) -> str:
    """Listen for Playwright; return where."""
    server = serve(lambda playwright: pass_on(playwright, firefox), "127.0.0.1", 0, max_size=None, compression=None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"ws://127.0.0.1:{server.socket.getsockname()[1]}"


def pass_on(playwright: ServerConnection, address: str) -> None:
    """Carry every message to the other side."""
    with connect(f"{address}/session", max_size=None, compression=None, ping_interval=None) as firefox:

        def back() -> None:
            try:
                for message in firefox:
                    playwright.send(message)
            except ConnectionClosed:
                pass
            playwright.close()

        threading.Thread(target=back, daemon=True).start()
        for message in playwright:
            asked = json.loads(message)
            if asked["method"] == NOT_YET_KNOWN:
                playwright.send(json.dumps({"type": "success", "id": asked["id"], "result": {}}))
            else:
                firefox.send(message)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
