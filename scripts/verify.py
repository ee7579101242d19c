"""Verify the log of an office: whether anything in it was changed, taken out or cut off."""

import argparse
import sys
from pathlib import Path

from desk.office import Unfit
from desk.record_key import Unlockable
from desk.start import open_real


def main() -> int:
    """Follow the chain of the log and say whether it is whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the office's folder")
    try:
        office = open_real(parser.parse_args().folder)
    except (Unfit, Unlockable) as why:
        print(why, file=sys.stderr)
        return 1
    with office.database.reading() as db:
        fault = office.trail.verify(db)
    print(fault or "ログは、はじめから最後まで書きかえられていません。")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
