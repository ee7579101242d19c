"""Print everything: bookmarks, flyer, sign, staff card and banners into build/print/, with a proof sheet."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from directory.complaint import Refused
from directory.languages import BY_CODE
from directory.load import load
from directory.opening import JST
from publish.print import lots
from publish.print.assured import Unassured
from publish.print.fonts import Missing
from publish.print.press import Press
from publish.print.run import ALL, GivenAway, run
from publish.print.typeset import Unprintable

FOLDER = Path("build/print")


def main() -> None:
    """Make the sheets of one language, or of all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="ja", choices=[*BY_CODE, ALL])
    parser.add_argument("--release", action="store_true", help="for giving out: every number must have been checked")
    chosen = parser.parse_args()
    try:
        press = Press(load(), lots.orders(), datetime.now(JST).date(), chosen.release)
        printed = run(press, chosen.language, FOLDER)
    except (Refused, Unassured, GivenAway, Missing, Unprintable) as refusal:
        sys.exit(str(refusal))
    for note in printed.left_out:
        print(note, file=sys.stderr)
    print(f"{len(printed.sheets)}枚の印刷物を作りました。{FOLDER / 'index.html'} を開いて、見くらべてください。")


if __name__ == "__main__":
    main()
