"""The postman: goes to the drop box every two minutes while the desk runs, or when asked, and says how it went.

Two never go at once. What breaks on the way is written where staff see it, and tried again the next time.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime

from desk import facts
from desk.accounts import Refused
from desk.callbacks import fetching
from desk.office import Office

LOG = logging.getLogger("desk")
EVERY = 120.0  # seconds: she may have asked for a call in half an hour
LATE = 15  # minutes without a good round before the list says so in colour
AT, WELL, SAID = "postman at", "postman well", "postman said"
UNKNOWN = "受付箱の封筒を取りこめませんでした。もう一度しても同じなら、時刻を管理者に伝えてください。"
WRONG_CLOCK = "受付箱の機械の日付が違うようです。受付箱の管理者に知らせてください。"
_GOING = threading.Lock()


@dataclass(frozen=True)
class Report:
    """The last round: when, when it last went well, what was wrong. Without an address there are no rounds."""

    rounds: bool
    at: datetime | None = None
    well: datetime | None = None
    said: str = ""

    def late(self, now: datetime) -> bool:
        """Whether nothing has been fetched for so long that staff must know."""
        return self.rounds and bool(self.said) and (self.well is None or (now - self.well).total_seconds() > LATE * 60)


def go(office: Office) -> str:
    """Fetch all that waits; return what is wrong, or nothing."""
    with _GOING:
        said = _fetched(office)
        with office.database.writing() as db:
            facts.put(db, AT, office.time.isoformat())
            facts.put(db, SAID, said)
            if not said or said == WRONG_CLOCK:
                facts.put(db, WELL, office.time.isoformat())
    return said


def _fetched(office: Office) -> str:
    try:
        return WRONG_CLOCK if fetching.pull(office).get("clock") == "wrong" else ""
    except Refused as why:
        return str(why)
    except Exception as error:  # noqa: BLE001 (whatever it was, the next round must come)
        LOG.error("postman: %s", type(error).__name__)
        return UNKNOWN


def report(office: Office) -> Report:
    """Return how the last round went."""
    with office.database.reading() as db:
        at, well, said = (facts.get(db, name) for name in (AT, WELL, SAID))
    return Report(True, _time(at), _time(well), said) if office.settings.dropbox else Report(False)


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def start(office: Office, every: float = EVERY) -> threading.Event:
    """Go now and then again and again, in a thread of its own; setting what is returned ends it."""
    over = threading.Event()
    if office.settings.dropbox:
        threading.Thread(target=_for_ever, args=(office, every, over), name="postman", daemon=True).start()
    return over


def _for_ever(office: Office, every: float, over: threading.Event) -> None:
    while True:
        go(office)
        if over.wait(every):
            return
