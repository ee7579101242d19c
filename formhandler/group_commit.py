"""One thread owns the one connection to a database and commits everything that waits together.

A flush takes a disk its time whether it carries one request or a hundred; so each batch has one commit, and each caller
is answered after the commit of its own batch. One connection also keeps clear of a fault of SQLite before 3.51.3, by
which two connections that write or checkpoint can damage a write-ahead log.
"""

import contextlib
import os
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from formhandler.store import Unavailable, Unfit

# More than these never wait together: the server has fewer threads. It bounds the harm of one failed commit.
BATCH = 256
PATIENCE = 15.0  # seconds; a browser waits longer, but she does not

Result = TypeVar("Result")


class Connection(Protocol):
    """What sqlite3's and psycopg's connections have in common."""

    def execute(self, sql: Any, values: Any = ..., /) -> Any:
        """Run a statement."""

    def close(self) -> None:
        """Close."""


class Job:
    """Work that one caller waits for."""

    def __init__(self, work: Callable[[Connection], object], alone: bool) -> None:
        self.work = work
        self.alone = alone
        self.result: object = None
        self.failure: str | None = "not run"
        self._waits = threading.Lock()  # an Event would be three locks, and slower than the rest of the waiting
        self._waits.acquire()

    def run(self, connection: Connection) -> None:
        """Do the work; it counts only once `finish` has said so."""
        self.result = self.work(connection)

    def finish(self, failure: str | None) -> None:
        """Wake the caller."""
        self.failure = failure
        self._waits.release()

    def finished(self) -> bool:
        """Wait for the end of the work, but not for ever."""
        return self._waits.acquire(timeout=PATIENCE)


class Writer:
    """The thread that owns the connection."""

    def __init__(self, connect: Callable[[], Connection], begin: str) -> None:
        self._connect = connect
        self._begin = begin
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._process = os.getpid()
        self._connection: Connection | None = None
        # A database that must not be used stops the start; one that cannot be reached now is tried again.
        with contextlib.suppress(Unavailable):
            self._connection = self._open()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def do(self, work: Callable[[Connection], Result], *, alone: bool = False) -> Result:
        """Do the work in the next commit and return after it; `alone`: outside of any transaction."""
        if self._process != os.getpid() or not self._thread.is_alive():
            raise Unavailable("no writer in this process")
        job = Job(work, alone)
        self._jobs.put(job)
        if not job.finished():
            raise Unavailable("too slow")
        if job.failure is not None:
            raise Unavailable(job.failure)
        return cast("Result", job.result)

    def close(self) -> None:
        """Finish what waits, then close the connection."""
        self._jobs.put(None)
        self._thread.join(PATIENCE)

    def _open(self) -> Connection:
        try:
            return self._connect()
        except (Unavailable, Unfit):
            raise
        except Exception as error:  # noqa: BLE001 (its text may hold values, its name does not)
            raise Unavailable(type(error).__name__) from None

    def _serve(self) -> None:
        open_ = True
        while open_:
            jobs, open_ = self._next()
            failure = self._commit([job for job in jobs if not job.alone])
            for job in jobs:
                if not job.alone:
                    job.finish(failure)
            for job in jobs:
                if job.alone:
                    job.finish(self._alone(job))
        self._drop()

    def _next(self) -> tuple[list[Job], bool]:
        """Wait for a job and return it with all that have come meanwhile, and whether more may follow."""
        found: list[Job] = []
        with contextlib.suppress(queue.Empty):
            job = self._jobs.get()
            while job is not None:
                found.append(job)
                if len(found) == BATCH:
                    break
                job = self._jobs.get_nowait()
            return found, job is not None
        return found, True

    def _commit(self, jobs: list[Job]) -> str | None:
        """Do all jobs in one transaction; return what went wrong for all of them, if anything did."""
        if not jobs:
            return None
        try:
            connection = self._connection = self._connection or self._open()
            connection.execute(self._begin)
            for job in jobs:
                job.run(connection)
            connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 (whatever it was: nobody of this batch is told "taken")
            self._undo()
            return type(error).__name__
        return None

    def _alone(self, job: Job) -> str | None:
        try:
            self._connection = self._connection or self._open()
            job.run(self._connection)
        except Exception as error:  # noqa: BLE001
            self._undo()
            return type(error).__name__
        return None

    def _undo(self) -> None:
        """Roll back; a connection that cannot even do that is opened anew for the next batch."""
        try:
            if self._connection is not None:
                self._connection.execute("ROLLBACK")
        except Exception:  # noqa: BLE001
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(Exception):
                self._connection.close()
        self._connection = None
