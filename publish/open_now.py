"""Which windows are open at a time, for people at a terminal and for other programs."""

import json
from datetime import datetime

from directory.load import load
from directory.model import Directory, Window
from directory.opening import JST, WORDS, answer


def open_now(at: str | None) -> str:
    """Return every window's state as JSON; raise ValueError in Japanese for a time that is none."""
    instant = parsed(at)
    directory = load()
    rows = [row(directory, window, instant) for window in directory.windows]
    return json.dumps({"at": instant.isoformat(timespec="minutes"), "windows": rows}, ensure_ascii=False, indent=1)


def parsed(at: str | None) -> datetime:
    """Return a time given as "2026-12-29 10:00", in Japan."""
    if at is None:
        return datetime.now(JST)
    try:
        return datetime.strptime(at.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=JST)
    except ValueError:
        message = f'AT の「{at}」が読めません。AT="2026-12-29 10:00" のように書いてください'
        raise ValueError(message) from None


def _minute(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="minutes") if instant else None


def row(directory: Directory, window: Window, at: datetime) -> dict[str, str | None]:
    """Return one window's state with the reason, as a code and in words."""
    found = answer(directory, window, at)
    return {
        "id": window.id,
        "name": window.name,
        "state": found.state,
        "until": _minute(found.until),
        "opens_at": _minute(found.opens_at),
        "why": found.why,
        "why_in_words": WORDS[found.why],
    }
