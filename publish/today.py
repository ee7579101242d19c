"""The day for which things are made: light to import, for every verb asks it first."""

import os
from datetime import date, datetime

from directory.opening import JST


def today() -> date:
    """Return TODAY from the environment, else today in Japan."""
    given = os.environ.get("TODAY")
    return date.fromisoformat(given) if given else datetime.now(JST).date()
