"""Which number of a window answers in which language, so that none is offered where nobody would understand her."""

from dataclasses import dataclass
from datetime import date

from directory.languages import LANGUAGES
from directory.model import Window
from directory.parts import Phone

WRITTEN = {"chat", "sns", "line", "email"}


@dataclass(frozen=True)
class Voice:
    """A number to talk to, and the languages spoken there."""

    phone: Phone
    languages: tuple[str, ...]


def voices(window: Window, today: date) -> tuple[Voice, ...]:
    """Return the numbers of a window that one can talk to and that may be shown on a day."""
    phones = (phone for phone in window.shown_phones(today) if phone.type == "voice")
    return tuple(Voice(phone, tuple(phone.languages or _by_phone(window))) for phone in phones)


def voice(window: Window, spoken: str, today: date) -> Voice | None:
    """Return the number for a language: one that speaks it if there is any, else the first."""
    found = voices(window, today)
    return next((one for one in found if spoken in one.languages), next(iter(found), None))


def printed(window: Window, today: date) -> tuple[Voice, ...]:
    """Return the numbers of a window that stand on paper in any language."""
    found = (voice(window, language.spoken, today) for language in LANGUAGES)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def written(window: Window, spoken: str) -> bool:
    """Say whether a window is written to, in chat or mail, in a language."""
    return any(channel.kind in WRITTEN and spoken in channel.languages for channel in window.channels)


def _by_phone(window: Window) -> tuple[str, ...]:
    own = [channel.languages for channel in window.channels if channel.kind == "phone" and channel.languages]
    return own[0] if own else window.languages
