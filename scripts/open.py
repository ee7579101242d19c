"""Print, as JSON, which windows are open at a time in Japan, until when or from when, and why."""

import argparse
import sys

from directory.complaint import Refused
from publish.open_now import open_now
from publish.release import refused


def main() -> int:
    """Print the answer for --at, or for now."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", help='"2026-12-29 10:00", Japan time; now without it')
    arguments = parser.parse_args()
    try:
        print(open_now(arguments.at))
    except Refused as why:
        return refused(why)
    except ValueError as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
