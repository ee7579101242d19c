"""Write into windows.yaml that a person has checked a window or a place."""

import argparse
import sys

from directory.assure import NotAssured
from directory.complaint import Refused
from publish.assurance import assure
from publish.release import refused
from publish.today import today


def main() -> int:
    """Mark one record, or say in Japanese why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--id", default="")
    parser.add_argument("--by", default="", help="who checked; the name of a desk will do")
    parser.add_argument("--date", help='"2026-11-01"; today without it')
    arguments = parser.parse_args()
    try:
        print(assure(arguments.id, arguments.by, arguments.date, today()))
    except NotAssured as why:
        print(why, file=sys.stderr)
        return 1
    except Refused as why:
        return refused(why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
