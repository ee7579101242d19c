"""Print everything: bookmarks, flyer, sign, staff card and banners into build/print/, with a proof sheet."""

import argparse
import sys
from pathlib import Path

from directory.complaint import Refused
from directory.languages import BY_CODE
from publish.print.fonts import Missing
from publish.print.press import press
from publish.print.run import ALL, run
from publish.print.typeset import Unprintable
from publish.release import refused
from publish.today import today

FOLDER = Path("build/print")


def main() -> int:
    """Make the sheets of one language, or of all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="ja")
    parser.add_argument("--release", action="store_true", help="for giving out: every number must have been checked")
    chosen = parser.parse_args()
    if chosen.language not in (*BY_CODE, ALL):
        sys.exit(f"LANGUAGE は {' '.join((*BY_CODE, ALL))} のどれかです")
    try:
        printed = run(press(today(), release=chosen.release), chosen.language, FOLDER)
    except Refused as why:
        return refused(why)
    except (Missing, Unprintable) as why:
        sys.exit(str(why))
    for note in printed.left_out:
        print(note, file=sys.stderr)
    print(f"{len(printed.sheets)}枚の印刷物を作りました。{FOLDER / 'index.html'} を開いて、見くらべてください。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
