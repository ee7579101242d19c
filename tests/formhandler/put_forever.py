"""Puts rows into a store from many threads and writes down each id after its row was kept. Started to be killed.

put_forever.py STORE ACKS THREADS EACH [SYNCHRONOUS]: a path or a postgresql:// address; the file of ids; how many
threads; how many rows each (0: for ever); SQLite's `synchronous`, to show what less than FULL loses.
"""

import os
import sys
import threading
from datetime import date
from pathlib import Path

from formhandler import store_sqlite
from formhandler.store import Row, Store, Unavailable

SIZE = 5632  # that of an envelope (sealing.FRAME), without loading the sealing


def main(where: str, acks: str, threads: str, each: str, synchronous: str = "FULL") -> None:
    """Put rows until killed, or until all are put."""
    if synchronous != "FULL":
        vars(store_sqlite)["PRAGMAS"] = (*store_sqlite.PRAGMAS, f"synchronous = {synchronous}")
    store = _store(where)
    kept = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    workers = [threading.Thread(target=_put, args=(store, kept, int(each))) for _ in range(int(threads))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if int(each):
        os._exit(0)  # as a power cut: without closing the store


def _store(where: str) -> Store:
    if where.startswith("postgresql:"):
        from formhandler.store_postgres import PostgresStore  # noqa: PLC0415

        return PostgresStore(where)
    return store_sqlite.SqliteStore(Path(where))


def _put(store: Store, kept: int, each: int) -> None:
    count = 0
    while not each or count < each:
        row = Row(os.urandom(16), date(2026, 11, 23), "0123456789abcdef", os.urandom(SIZE))
        try:
            store.put(row)
        except Unavailable:
            continue
        os.write(kept, row.id)
        count += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
