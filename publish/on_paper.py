"""Which windows' numbers stand on paper: what has to be printed anew when one of them changes."""

from collections import defaultdict
from pathlib import Path

from directory.document import read
from directory.load import DATA

BOOKMARK, FLYER = "しおり", "ちらし"
# Besides the number: what a sheet says of a window, in the keys of windows.json.
STANDS = {BOOKMARK: ("schedules",), FLYER: ("name", "schedules", "closures", "languages", "channels")}
KINDS = {"leaf": "しおり（葉）", "memo": "しおり（メモ）", "night": "しおり（夜）"}


def on_paper(data: Path = DATA) -> dict[str, list[str]]:
    """Return window id → the printed things that carry its number, from lots.yaml; nothing where nothing is printed."""
    if not (data / "lots.yaml").exists():
        return {}
    tree = read(data / "lots.yaml").tree
    orders = tree if isinstance(tree, dict) else {}
    found: dict[str, set[str]] = defaultdict(set)
    lots, rows = orders.get("lots"), orders.get("flyer")
    for lot in lots if isinstance(lots, list) else ():
        kind = lot.get("kind") if isinstance(lot, dict) else None
        found[str(orders.get("phone"))].add(KINDS.get(str(kind), BOOKMARK))
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            found[str(row.get("window"))].add(FLYER)
    return {window: sorted(things) for window, things in found.items()}
