"""Single facts about the office that are no record: a name and a text."""

from sqlalchemy import Connection, delete, insert, select

from desk.tables import fact


def get(db: Connection, name: str) -> str:
    """Return a fact; nothing if it was never put."""
    return str(db.execute(select(fact.c.value).where(fact.c.name == name)).scalar() or "")


def put(db: Connection, name: str, value: str) -> None:
    """Put a fact in place of what it was."""
    db.execute(delete(fact).where(fact.c.name == name))
    db.execute(insert(fact), {"name": name, "value": value})
