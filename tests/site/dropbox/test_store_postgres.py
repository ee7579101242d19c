import threading
from collections.abc import Callable

import pytest

from formhandler.store import Store, Unavailable, Unfit
from formhandler.store_postgres import PostgresStore
from tests.formhandler import test_store
from tests.formhandler.postgres import Postgres
from tests.formhandler.rows import row


class TestAnyStore(test_store.TestAnyStore):
    """All that holds for SQLite holds here."""

    @pytest.fixture
    def make_store(self, empty_postgres: Postgres) -> Callable[[], Store]:
        """Give a way to open the store again and again."""
        return lambda: PostgresStore(empty_postgres.url)


class TestPostgres:
    @pytest.mark.parametrize("setting", ["synchronous_commit", "fsync"])
    def test_refuses_a_server_that_loses(self, postgres: Postgres, setting: str) -> None:
        """A server that answers before its disk has it is refused, with the setting to change."""
        postgres.stop()
        postgres.start(**{setting: "off"})
        try:
            with pytest.raises(Unfit, match=f"{setting} = on"):
                PostgresStore(postgres.url)
        finally:
            postgres.stop()
            postgres.start()

    def test_server_away_and_back(self, empty_postgres: Postgres) -> None:
        """While the server is away nothing is taken; when it is back, the same store works again."""
        store = PostgresStore(empty_postgres.url)
        store.put(first := row(1))
        empty_postgres.kill()
        with pytest.raises(Unavailable):
            store.put(row(2))

        empty_postgres.start()
        store.put(last := row(3))
        assert store.rows(b"", 9) == [first, last]
        store.close()

    def test_several_boxes_share_one_database(self, empty_postgres: Postgres) -> None:
        """Two drop boxes write at the same time; the same request through both is one."""
        boxes = [PostgresStore(empty_postgres.url) for _ in range(2)]
        one = row()
        threads = [threading.Thread(target=box.put, args=(one,)) for box in boxes for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert boxes[0].rows(b"", 9) == boxes[1].rows(b"", 9) == [one]
        for box in boxes:
            box.close()
