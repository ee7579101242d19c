"""What the desk is told by its environment.

DESK_FOLDER    its folder: the records, the log's heads, the backups
DESK_KEYS      the folder of its keys (record.key, contact.key, and the drop box's desk.key and signing.key)
DESK_DROPBOX   the drop box's address (https://…); without it envelopes come on a stick
DATABASE_URL   postgresql://…; without it an encrypted SQLite file

How it is reached, and its certificate: deploy/gunicorn.conf.py.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

KEYS = "keys"


@dataclass(frozen=True)
class Settings:
    """All that can be set. `practice`: everything in it is made up, and every page says so."""

    folder: Path
    keys: Path
    database: str = ""
    dropbox: str = ""
    practice: bool = False


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings."""
    folder = Path(environment.get("DESK_FOLDER", "build/desk"))
    keys = Path(environment.get("DESK_KEYS", folder / KEYS))
    practice = environment.get("DESK_PRACTICE", "") == "1"
    return Settings(folder, keys, environment.get("DATABASE_URL", ""), environment.get("DESK_DROPBOX", ""), practice)
