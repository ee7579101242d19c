"""What a program and all that it starts cost: processor time, time on the wall, and memory at its highest."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """What one run used."""

    cpu: float
    wall: float
    megabytes: int

    def __str__(self) -> str:
        return f"CPU {self.cpu:7.1f} 秒・実時間 {self.wall:6.1f} 秒・メモリ {self.megabytes:5d} MB"


class Failed(Exception):
    """A generator stopped with an error."""


def measured(command: Sequence[str], folder: Path, also: Mapping[str, str]) -> Cost:
    """Run a program in a folder and return what it and its processes used; raise Failed with its last words."""
    start, most = time.monotonic(), [0]
    with subprocess.Popen(
        command, cwd=folder, env=os.environ | also, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as running:
        watch = threading.Thread(target=_watch, args=(running.pid, most))
        watch.start()
        words = running.stderr.read() if running.stderr else ""
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        watch.join()
    if running.returncode:
        raise Failed(words[-600:])
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start, most[0] // 1024)


def _watch(pid: int, most: list[int]) -> None:
    """Look at the memory of a process and those below it until it is gone; what they share is counted once."""
    while Path(f"/proc/{pid}/smaps_rollup").exists():
        found = sum(_kilobytes(one) for one in _family(pid))
        if not found:
            return
        most[0] = max(most[0], found)
        time.sleep(EVERY)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(below for child in children for below in _family(int(child)))]


def _kilobytes(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
