"""Back up the office's folder, and rehearse that the backup can be read again."""

import argparse
import sys
from pathlib import Path

from desk import backup
from desk.office import Unfit
from desk.record_key import Unlockable
from desk.start import open_real


def main() -> int:
    """Make a backup, restore it where nobody works, say what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the office's folder")
    parser.add_argument("--to", type=Path, required=True, help="where backups are kept, best on another disk")
    arguments = parser.parse_args()
    try:
        office = open_real(arguments.folder)
        made = backup.make(office, arguments.to)
        found = backup.rehearse(made, keys=office.database.keys)
    except (Unfit, Unlockable, backup.Failed) as why:
        print(why, file=sys.stderr)
        return 1
    print(
        f"{made}: 控えを取り、別の場所に戻して確かめました（相談 {found['contact']:,}件、ログ {found['audit']:,}件）。"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
