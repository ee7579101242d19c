"""Restore a backup into an empty folder, with the desk's keys or with the key on paper."""

import argparse
import os
import sys
from pathlib import Path

from desk import restoring
from desk.backup import Failed
from desk.copying import Occupied
from desk.record_key import Unlockable


def main() -> int:
    """Restore, count, and say how to open what was restored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("backup", type=Path, help="desk-….backup")
    parser.add_argument("--folder", type=Path, required=True, help="a folder that is empty or not there yet")
    parser.add_argument("--key", type=Path, help="desk.key or supervisor.key; without it the key on paper is asked for")
    arguments = parser.parse_args()
    try:
        identity = restoring.identity(arguments.key)
        found = restoring.restore(arguments.backup, arguments.folder, identity, os.environ.get("DATABASE_URL", ""))
    except (Failed, Occupied, Unlockable) as why:
        print(why, file=sys.stderr)
        return 1
    print(f"{arguments.folder} に戻しました（相談 {found['contact']:,}件、ログ {found['audit']:,}件）。")
    print(f"make desk FOLDER={arguments.folder} で開きます。鍵は {arguments.folder}/keys にあります。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
