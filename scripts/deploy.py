"""Put the built site beside the one that is served, say what changes, and switch; or return to the one before."""

import argparse
import sys

from directory.complaint import Refused
from publish.deploy import NotDeployed
from publish.publishing import back, publish
from publish.release import refused
from publish.today import today


def main() -> int:
    """Deploy or roll back, or say in Japanese why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default="", help="a folder here, or user@server:/folder")
    parser.add_argument("--rollback", action="store_true")
    parser.add_argument("--trial", action="store_true", help="also data that nobody has checked; never in public")
    arguments = parser.parse_args()
    try:
        if arguments.rollback:
            back(arguments.target)
        else:
            publish(arguments.target, today(), trial=arguments.trial)
    except NotDeployed as why:
        print(why, file=sys.stderr)
        return 1
    except Refused as why:
        return refused(why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
