"""Doing several things at once, each in a process that parts from this one with all that it has read and decided."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Mapping
from typing import Any

_tasks: dict[str, Callable[[], Any]] = {}


def side_by_side(tasks: Mapping[str, Callable[[], Any]], *, lasting: bool) -> list[Any]:
    """Do tasks and return what each returns; the tasks go along unsent, so they may hold anything.

    Each has a process of its own, which takes a tenth of a second and gives back all memory; `lasting` processes, one
    for each processor, go on to the next task.
    """
    if not tasks:
        return []
    gc.collect()
    gc.freeze()  # what stands by now is looked at no more, so that the processes share it
    fork = multiprocessing.get_context("fork")
    with fork.Pool(os.cpu_count(), _tasks.update, (tasks,), maxtasksperchild=None if lasting else 1) as pool:
        return pool.map(_do, tasks, chunksize=1)


def _do(name: str) -> Any:
    return _tasks[name]()
