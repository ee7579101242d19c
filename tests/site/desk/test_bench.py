"""The bench asks for every screen; how long each takes is for eyes, not for tests."""

import pytest

from desk import access
from desk.bench.run import FIRST_COPY, NO_SCREEN, WHOLE_LOG, report


def test_every_screen_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each route that is only read stands in the report, with the bar it is held to."""
    monkeypatch.setattr("desk.bench.run.ROUNDS", 1)
    lines = list(report((3_200,)))
    names = {line.split()[0] for line in lines[1:]}

    assert all(line.endswith(("≤ 50", "≤ 2,000", *WHOLE_LOG.values())) for line in lines[1:])
    assert lines[-1].startswith(FIRST_COPY)
    assert names | NO_SCREEN <= access.TABLE.keys()
    assert {"today.show", "people.show", "contacts.show", "statistics.index", "log.entries", "log.verify"} <= names
