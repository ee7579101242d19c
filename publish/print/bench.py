"""How much a thousand bookmarks cost: ours, and the same sheet by another engine, each in a process of its own."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from publish.print import bookmark, lots, rival
from publish.print.press import press

PIECES = 1_000
# The bar of the issue, on two cores: seconds of processor time, and memory.
MOST_SECONDS, MOST_MEGABYTES = 12, 1_500
Made = tuple[float, int, int]


@dataclass(frozen=True)
class Cost:
    """What one engine used for the thousand."""

    engine: str
    seconds: float
    megabytes: int
    kilobytes: int

    def __str__(self) -> str:
        return f"{self.engine}: {self.seconds:.1f} 秒 (CPU)・{self.megabytes} MB・ファイル {self.kilobytes} KB"


def report() -> list[str]:
    """Return the lines of the bench: two layouts of ours, then the rival, then the bar."""
    costs = [_cost("typst 事務所用", _office), _cost("typst 印刷所用", _shop), _cost("ReportLab 事務所用", _rival)]
    worst = max(costs[:2], key=lambda cost: cost.seconds)
    bar = f"上限は {MOST_SECONDS} 秒・{MOST_MEGABYTES} MB{'' if within(worst) else '。超えています'}"
    return [f"しおり{PIECES}枚、表と裏、QR は{PIECES}通り:", *map(str, costs), bar]


def within(cost: Cost) -> bool:
    """Say whether a cost keeps the bar."""
    return cost.seconds <= MOST_SECONDS and cost.megabytes <= MOST_MEGABYTES


def many_codes() -> tuple[str, ...]:
    """Return a thousand codes, as far apart as the alphabet allows."""
    every = product(lots.ALPHABET, repeat=4)
    return tuple("".join(signs) for signs in islice(every, 0, None, len(lots.ALPHABET) ** 4 // PIECES))[:PIECES]


def _cost(engine: str, make: Callable[[], int]) -> Cost:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seconds, megabytes, size = pool.apply(_measured, (make,))
    return Cost(engine, seconds, megabytes, size // 1024)


def _measured(make: Callable[[], int]) -> Made:
    start = time.process_time()
    size = make()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return time.process_time() - start, memory, size


def _ours(layout: bookmark.Layout) -> int:
    made = press(date(2026, 11, 23), release=True)
    return len(bookmark.sheet(made, made.orders.lots[0], layout, many_codes()).pdf)


def _office() -> int:
    return _ours("office")


def _shop() -> int:
    return _ours("shop")


def _rival() -> int:
    made = press(date(2026, 11, 23), release=True)
    return len(rival.sheet(bookmark.describe(made, made.orders.lots[0], "office", many_codes())))
