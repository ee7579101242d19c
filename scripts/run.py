"""Build the site from the real data and serve it on this machine, with a drop box for practice."""

import argparse
import sys
from pathlib import Path

from directory.complaint import Refused
from formhandler.addresses import BACK
from formhandler.serve import serve
from publish.build import build
from publish.release import ready, refused
from publish.serve import serve as serve_files
from publish.today import today


def main() -> int:
    """Build, then serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    try:
        ready(today(), release=False)
        out = build(Path("site"))
    except Refused as why:
        return refused(why)
    if not (out / BACK).exists():  # a city that does not call back
        return serve_files(out, arguments.port)
    return serve(out, Path("build/dropbox"), arguments.port)


if __name__ == "__main__":
    sys.exit(main())
