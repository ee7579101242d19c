"""Check the data and the words, and show what is missing, old or not shown."""

import sys

from directory.complaint import Refused
from publish.inspection import inspect
from publish.release import refused
from publish.today import today


def main() -> int:
    """Print every complaint and the state of the data and the translations; exit 1 if anything is wrong."""
    try:
        return inspect(today())
    except Refused as why:
        return refused(why)


if __name__ == "__main__":
    sys.exit(main())
