"""Start the desk on this machine: for practice, or with the folder of the office."""

import argparse
import sys
from pathlib import Path

from desk.accounts import Refused
from desk.office import Unfit
from desk.reach import Unsafe
from desk.record_key import Unlockable
from desk.serve import practise, work
from desk.start import open_practice, open_real, told_once


def main() -> int:
    """Open the office, say who may come in, serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--folder", type=Path, help="the office's own folder; without it, practice")
    arguments = parser.parse_args()
    try:
        office = open_real(arguments.folder) if arguments.folder else open_practice()
        serve = work if arguments.folder else practise
        serve(office, arguments.port, told_once(office))
    except (Unfit, Unlockable, Unsafe, Refused) as why:
        print(why, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
