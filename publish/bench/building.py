"""How much the build costs beside Material for MkDocs and Hugo: the same pages, one after the other, in one run.

Its rivals write pages and nothing else, so ours are measured alone too; the whole build also writes the open data and
looks through every page. Where Material would take too long, its figure is reckoned from the growth of smaller ones,
and the line says so. All lay their pages into memory where there is room: what a disk takes for a new folder and a new
file is the same for all, and can be more than all the rest.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from publish.bench.city import DAY, found_city
from publish.bench.cost import Cost, Failed, measured
from publish.bench.rivals import hugo, material

BUILD = "from pathlib import Path; from publish.build import build; build(Path('site'))"
PAGES = (
    "from pathlib import Path; from publish import build; build.write_sets = lambda *_: build.Made(); "
    "build.audit = lambda *_: []; build.build(Path('pages'))"
)
QUIET = {"TODAY": DAY.isoformat(), "PYTHONPATH": ".", "NO_MKDOCS_2_WARNING": "1"}
OURS = [sys.executable, "-c", BUILD]
MATERIAL = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
HUGO = ["hugo", "--quiet"]
# At least so many times less processor time than Material, by windows in 13 languages.
BARS = {200: 20, 1_000: 80}
MEMORY, MUCH = Path("/dev/shm"), 4 << 30  # noqa: S108 (a folder of its own in there); bytes, as Material's pages are large
TENTH = 0.1  # of a full build may an edited line cost, and of Hugo's memory may ours be


def report(sizes: list[int], measured_to: int) -> Iterator[str]:
    """Yield the lines of the bench, as they are found out."""
    yield f"サイトを作る。窓口の数 × 13言語。Material は {measured_to} まで測り、その先は増え方から計算します。"
    theirs: dict[int, float] = {}
    for windows in sorted({*sizes, measured_to, measured_to // 2}):
        with tempfile.TemporaryDirectory(prefix="tsunagari-", dir=_room()) as folder:
            yield from _one_size(windows, Path(folder), theirs, measured_to, full=windows in sizes)


def _room() -> Path | None:
    """Return where folders lie in memory, None where they do not or where there is not much of it."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MUCH else None


def _one_size(windows: int, folder: Path, theirs: dict[int, float], measured_to: int, *, full: bool) -> Iterator[str]:
    found_city(folder, windows)
    whole, ours = measured(OURS, folder, QUIET), measured([sys.executable, "-c", PAGES], folder, QUIET)
    pages = sum(1 for _ in (folder / "pages").rglob("*.html"))
    if full:
        yield f"\n{windows} 窓口（{pages} 頁）\n  頁だけ      {ours}・1頁 {1000 * ours.cpu / pages:.2f} ミリ秒"
        yield f"  すべて      {whole}（公開データと点検も）"
        yield _edited(folder, whole)
        yield from _beside_hugo(folder, ours)
    if windows <= measured_to:
        material(folder / "site", folder / "material")
        theirs[windows] = (cost := measured(MATERIAL, folder / "material", QUIET)).cpu
        yield f"  Material    {cost}（{windows} 窓口）"
    if full:
        yield _ratio(windows, ours, theirs)


def _ratio(windows: int, ours: Cost, theirs: dict[int, float]) -> str:
    known = windows in theirs
    cpu = theirs[windows] if known else reckoned(theirs, windows)
    bar = f"、目標 {BARS[windows]} 倍" if windows in BARS else ""
    how = "" if known else f"（Material は計算で約 {cpu:.0f} 秒。{'・'.join(map(str, theirs))} 窓口から）"
    return f"  CPU は Material の {cpu / ours.cpu:.0f} 分の1{bar}{how}"


def reckoned(known: dict[int, float], windows: int) -> float:
    """Return what a generator would need for so many windows, if it grows on as a × n + b × n²."""
    sizes = np.array([[n, n * n] for n in known], dtype=float)
    growth, *_ = np.linalg.lstsq(sizes, np.array([*known.values()]), rcond=None)
    return float(growth @ np.array([windows, windows * windows], dtype=float))


def _edited(folder: Path, full: Cost) -> str:
    """Change one number and build again."""
    data = folder / "data/windows.yaml"
    data.write_text(re.sub(r"0120-000-\d{3}", "0120-000-001", data.read_text("utf-8"), count=1), "utf-8")
    again = measured(OURS, folder, QUIET)
    share = again.cpu / full.cpu
    return f"  1行直す     {again}（全体の {share:.0%}{'' if share < TENTH else '、目標 10% 未満'}）"


def _beside_hugo(folder: Path, ours: Cost) -> Iterator[str]:
    if shutil.which("hugo") is None:
        yield "  Hugo        ありません（sudo apt-get install hugo を入れると、並べて測ります）"
        return
    hugo(folder / "site", folder / "hugo")
    try:
        cost = measured(HUGO, folder / "hugo", QUIET)
    except (Failed, subprocess.SubprocessError) as why:
        yield f"  Hugo        止まりました: {why}"
        return
    yield f"  Hugo        {cost}"
    shares = (ours.cpu / cost.cpu, ours.wall / cost.wall, ours.megabytes / max(cost.megabytes, 1))
    yield "  Hugo の {:.1f} 倍の CPU、{:.1f} 倍の実時間、{:.2f} 倍のメモリ".format(*shares)
