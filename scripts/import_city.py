"""Make a draft of windows.yaml from another city's open data."""

import argparse
import sys
from pathlib import Path

from publish.another_city.draft import NotImported, imported, written
from publish.today import today

OUT = Path("build/import/windows.yaml")


def main() -> int:
    """Write the draft and say what is missing, or say in Japanese why not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", default="")
    arguments = parser.parse_args()
    try:
        draft = imported(Path(arguments.source), today())
    except NotImported as why:
        print(why, file=sys.stderr)
        return 1
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(written(draft, Path(arguments.source).name, today()), "utf-8")
    print(f"{OUT} に{len(draft.windows)}件の下書きを作りました。人が見るところ:")
    for note in draft.notes:
        print(f"  ・{note}")
    print(f"次に: {OUT} を data/windows.yaml に写し、make check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
