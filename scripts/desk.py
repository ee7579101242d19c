"""Start the desk on this machine: for practice, or with the folder of the office."""

import argparse
import importlib
import logging
import sys
from pathlib import Path

from werkzeug.serving import make_server

from desk.accounts import Refused
from desk.office import Unfit
from desk.record_key import Unlockable
from desk.start import HOST, open_practice, open_real, told_once


def main() -> int:
    """Open the office, say who may come in, serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--folder", type=Path, help="the office's own folder; without it, practice")
    arguments = parser.parse_args()
    try:
        office = open_real(arguments.folder) if arguments.folder else open_practice()
    except (Unfit, Unlockable, Refused) as why:
        print(why, file=sys.stderr)
        return 1
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # who opened what stands in the desk's own log
    app = importlib.import_module("desk.app").create_app(office)
    server = make_server(HOST, arguments.port, app, threaded=True)
    print(told_once(office), f"http://{HOST}:{arguments.port}", sep="\n", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
