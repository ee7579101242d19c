"""Export all of an office's records as CSV with a data dictionary, to go elsewhere."""

import argparse
import sys
from pathlib import Path

from desk.export import export
from desk.office import Unfit
from desk.record_key import Unlockable
from desk.start import open_real


def main() -> int:
    """Export, and say what must be done with plaintext."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the office's folder")
    parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
    arguments = parser.parse_args()
    try:
        made = export(open_real(arguments.folder), arguments.to)
    except FileExistsError:
        print(f"{arguments.to} がすでにあります。新しいフォルダーの名を指定してください。", file=sys.stderr)
        return 1
    except (Unfit, Unlockable) as why:
        print(why, file=sys.stderr)
        return 1
    print(f"{arguments.to} に{len(made)}個のファイルを書きました。暗号化されていません。移したらすぐに消してください。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
