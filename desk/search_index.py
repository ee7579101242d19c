"""The full-text index: trigrams, because Japanese has no blanks; a shorter word is looked for as it stands."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

# Its rows are joined by contact: what is purged from the narrative leaves the index in the same transaction.
CREATE = "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(content, tokenize = 'trigram')"
CREATE_ELSEWHERE = "CREATE TABLE IF NOT EXISTS words (rowid INTEGER PRIMARY KEY, content TEXT NOT NULL)"
TRIGRAM = 3


def create_index(db: Connection) -> None:
    """Make the index where there is none."""
    db.exec_driver_sql(CREATE if db.dialect.name == "sqlite" else CREATE_ELSEWHERE)


def put(db: Connection, contact_id: int, content: str) -> None:
    """Index the words of a contact in place of those it had."""
    remove(db, contact_id)
    if content.strip():
        db.execute(
            text("INSERT INTO words (rowid, content) VALUES (:id, :content)"), {"id": contact_id, "content": content}
        )


def remove(db: Connection, contact_id: int) -> None:
    """Forget the words of a contact."""
    db.execute(text("DELETE FROM words WHERE rowid = :id"), {"id": contact_id})


def find(db: Connection, wanted: str, most: int) -> Sequence[int]:
    """Return the newest contacts whose words hold every part of what is wanted."""
    parts = wanted.split()
    if not parts:
        return []
    indexed = db.dialect.name == "sqlite" and all(len(part) >= TRIGRAM for part in parts)
    if indexed:
        question = {"match": " ".join('"' + part.replace('"', '""') + '"' for part in parts)}
        where = "words MATCH :match"
    else:
        question = {f"p{n}": f"%{_plain(part)}%" for n, part in enumerate(parts)}
        where = " AND ".join(f"content LIKE :{name} ESCAPE '!'" for name in question)
    found = db.execute(
        text(f"SELECT rowid FROM words WHERE {where} ORDER BY rowid DESC LIMIT :most"),  # noqa: S608 (our own parts)
        {**question, "most": most},
    )
    return [int(row) for row in found.scalars()]


def _plain(part: str) -> str:
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
