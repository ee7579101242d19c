"""Print what to ask whom by telephone this week, organization by organization."""

import sys

from directory.complaint import Refused
from directory.load import load
from publish.call_list import call_list
from publish.release import refused
from publish.today import today


def main() -> int:
    """Print the list."""
    try:
        print("\n".join(call_list(load(), today())))
    except Refused as why:
        return refused(why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
