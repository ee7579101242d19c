"""Read the official pages over the network and list those that are gone and numbers that no longer stand there."""

import sys

from directory.complaint import Refused
from directory.load import load
from publish.links import PAUSE, Unreached, check_links, polite, to_read
from publish.release import refused
from publish.today import today


def main() -> int:
    """Print what was found; exit 1 if anything was."""
    try:
        directory = load()
    except Refused as why:
        return refused(why)
    count = to_read(directory, today())
    print(
        f"{count}頁を読みます。1頁ごとに{PAUSE:.0f}秒待つので、{count * PAUSE // 60 + 1:.0f}分ほどかかります。",
        flush=True,
    )
    try:
        told = check_links(directory, today(), polite(f"tsunagari-links (+{directory.site.url})"))
    except Unreached as why:
        print(why, file=sys.stderr)
        return 1
    for title, rows in (("つながらない頁", told.gone), ("頁に見当たらない番号", told.missing)):
        print(f"{title}: {len(rows)}件")
        for row in rows:
            print(f"  {row}")
    print(f"{told.seen}頁を見ました。見当たらない番号は、人が頁を見て確かめてください。")
    return 1 if told.gone or told.missing else 0


if __name__ == "__main__":
    sys.exit(main())
