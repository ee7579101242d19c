# ruff: noqa: S608 (the questions are the tests' own)
"""Counting once more, by somebody else: plain SQL over the same records, sharing no code with what it checks."""

from typing import Any

from sqlalchemy import Connection, text

YEAR = "started_at >= '{0}-04-01' AND started_at < '{1}-04-01'"
COUNTED = "call_outcome = 'consultation'"


def ask(db: Connection, question: str, year: int) -> list[Any]:
    """Ask a question of the counted contacts of a year (the table `c`)."""
    when = YEAR.format(year, year + 1)
    whole = f"WITH c AS (SELECT * FROM contact WHERE {COUNTED} AND {when}), a AS (SELECT * FROM contact WHERE {when}) "
    return [tuple(row) for row in db.execute(text(whole + question))]


def number(db: Connection, question: str, year: int) -> int:
    """Ask for one number."""
    return int(ask(db, question, year)[0][0])


def tally(db: Connection, column: str, year: int, where: str = "1 = 1") -> dict[Any, int]:
    """Count by a column."""
    return dict(ask(db, f"SELECT {column}, count(*) FROM c WHERE {where} GROUP BY 1", year))


def members(db: Connection, column: str, year: int) -> dict[str, int]:
    """Count the members of a list, each once for each contact."""
    question = f"SELECT value, count(DISTINCT c.id) FROM c, json_each(c.{column}) GROUP BY 1"
    return dict(ask(db, question, year))
