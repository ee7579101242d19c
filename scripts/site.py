"""Build the site into site/; with --release refuse while anything shown is unchecked, expired or too old."""

import argparse
import sys
from pathlib import Path

from directory.complaint import Refused
from publish.build import build
from publish.release import ready, refused
from publish.today import today


def main() -> int:
    """Build, or say in Japanese why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true", help="refuse unchecked or old data")
    arguments = parser.parse_args()
    try:
        ready(today(), release=arguments.release)
        out = build(Path("site"))
    except Refused as why:
        return refused(why)
    print(f"サイトを {out}/ に作りました")
    return 0


if __name__ == "__main__":
    sys.exit(main())
