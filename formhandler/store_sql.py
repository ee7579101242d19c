"""The statements that both databases share, done by one writer."""

from collections.abc import Iterable
from datetime import date

from formhandler.group_commit import Connection, Writer
from formhandler.store import Receipt, Row

COLUMNS = "id, day, key_set, envelope"


class SqlStore:
    """Envelopes in one table. `mark` is how the database writes a place for a value."""

    def __init__(self, writer: Writer, mark: str) -> None:
        self._writer = writer
        self._mark = mark

    def put(self, row: Row) -> None:
        """Keep a row; an id that is there already is the same request pressed twice."""
        sql = f"INSERT INTO envelope ({COLUMNS}) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"  # noqa: S608
        self._run(sql, row.id, row.day.isoformat(), row.key_set, row.envelope)

    def rows(self, after: bytes, most: int) -> list[Row]:
        """Return rows in the order of their random ids, those after one of them."""
        sql = self._sql(f"SELECT {COLUMNS} FROM envelope WHERE id > ? ORDER BY id LIMIT ?")  # noqa: S608
        found = self._writer.do(lambda c: c.execute(sql, (after, most)).fetchall())
        return [_row(*values) for values in found]

    def remove(self, receipts: Iterable[Receipt]) -> int:
        """Delete what the desk has proved to hold; return how many rows that were."""
        wanted = list(receipts)
        removed = self._writer.do(lambda c: sum(self._remove(c, receipt) for receipt in wanted))
        self.wipe()
        return removed

    def _remove(self, connection: Connection, receipt: Receipt) -> int:
        find = self._sql(f"SELECT {COLUMNS} FROM envelope WHERE id = ?")  # noqa: S608
        values = connection.execute(find, (receipt.id,)).fetchone()
        if values is None or _row(*values).digest != receipt.digest:
            return 0
        return int(connection.execute(self._sql("DELETE FROM envelope WHERE id = ?"), (receipt.id,)).rowcount)

    def expire(self, before: date) -> int:
        """Delete what is older than a day; return how many rows that were."""
        removed = self._run("DELETE FROM envelope WHERE day < ?", before.isoformat())
        self.wipe()
        return removed

    def days(self) -> dict[date, int]:
        """Return how many envelopes wait from each day."""
        sql = "SELECT day, count(*) FROM envelope GROUP BY day ORDER BY day"
        found = self._writer.do(lambda c: c.execute(sql).fetchall())
        return {date.fromisoformat(day): count for day, count in found}

    def trusted_day(self) -> date | None:
        """Return the day up to which the clock was believed (see retention)."""
        found = self._writer.do(lambda c: c.execute("SELECT day FROM trusted").fetchone())
        return date.fromisoformat(found[0]) if found else None

    def trust_day(self, day: date) -> None:
        """Remember the day up to which the clock is believed."""
        sql = "INSERT INTO trusted (one, day) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET day = excluded.day"
        self._run(sql, day.isoformat())

    def wipe(self) -> None:
        """Overwrite what was deleted, where the database needs to be told."""

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        self._writer.close()

    def _run(self, sql: str, *values: object) -> int:
        statement = self._sql(sql)
        return int(self._writer.do(lambda c: c.execute(statement, values).rowcount))

    def _sql(self, sql: str) -> str:
        return sql.replace("?", self._mark)


def _row(id_: bytes, day: str, key_set: str, envelope: bytes) -> Row:
    return Row(bytes(id_), date.fromisoformat(day), key_set, bytes(envelope))
