"""Reading what was posted: it repairs, it flags, and it never refuses what a person can type.

What is wrong is told to the desk by flags inside the envelope, never to the page: an answer that shows a mistake would
leave what she typed on the disk of the machine she used.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from directory.languages import BY_CODE, SOURCE
from formhandler.fields import BY_NAME, FIELDS, TEL_LONGEST, WINDOWS_MOST, Field

VERSION = 1
ZWNJ, ZWJ = "\u200c", "\u200d"  # Nepali and emoji are written with them; all other invisible signs go
HIDDEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
WINDOW = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d/\d\d:\d\d")
WINDOW_LONGEST = len("2026-11-25T10:00/10:30")
SHORTEST = timedelta(minutes=30)
FARTHEST = timedelta(days=14)
CODE = re.compile(r"\d{8}")  # the code on her page: digits can be read aloud in every language
# Mobile and internet numbers have eleven digits: with ten, she has most likely left one out.
ONE_MISSING = re.compile(r"0[5-9]0\d{7}")
POINT = re.compile(r"[A-Za-z0-9-]{1,16}")
# Whoever speaks longest names the hour of writing; the minute would tell more than the desk needs.
HOUR = "%Y-%m-%dT%H"

KindOfRequest = Literal["call", "take-back"]
Answer = str | tuple[str, ...]
Form = Mapping[str, Sequence[str]]


class Unreadable(ValueError):
    """An envelope's content that this version cannot read."""


@dataclass(frozen=True)
class Request:
    """What the desk finds in an envelope."""

    kind: KindOfRequest
    page: str = SOURCE
    hour: str = ""
    code: str = ""
    point: str = ""
    flags: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)


def read(form: Form, *, page: str, now: datetime, offered: Collection[str] = (), flags: Sequence[str] = ()) -> Request:
    """Return a posted form as a request for a call; `offered` are the windows of time that the page carried."""
    found = list(flags)
    answers = {item.name: _answer(item, form.get(item.name, ()), found) for item in FIELDS}
    answers["language"] = answers["language"] or (page if page in BY_CODE else SOURCE)
    _judge(answers, form, now.replace(tzinfo=None), offered, found)
    point = next(iter(form.get("point", ())), "")
    return Request(
        "call",
        page if page in BY_CODE else SOURCE,
        now.strftime(HOUR),
        point=point if POINT.fullmatch(point) else "",
        flags=tuple(dict.fromkeys(found)),
        answers=answers,
    )


def read_code(form: Form) -> str:
    """Return the code of a request to be taken back: its digits, whatever else was typed."""
    return digits(next(iter(form.get("code", ())), "")[:TEL_LONGEST])[:8]


def clean(text: str, longest: int) -> str:
    """Return text as one line without invisible signs, at most so long."""
    if not text.isprintable():
        text = "".join(sign for sign in text if _kept(sign))
    return " ".join(unicodedata.normalize("NFC", text).split())[:longest].strip()


def _kept(sign: str) -> bool:
    return sign in (ZWNJ, ZWJ, "\t", "\n") or unicodedata.category(sign) not in HIDDEN


def digits(text: str) -> str:
    """Return the digits of a text, in whatever script they were typed."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def telephone(text: str) -> str | None:
    """Return a Japanese telephone number as ten or eleven digits; None if the text holds no such number."""
    found = digits(text)
    for abroad in ("0081", "81"):
        if found.startswith(abroad):
            found = "0" + found.removeprefix(abroad).removeprefix("0")
            break
    return found if found.startswith("0") and len(found) in (10, 11) else None


def _answer(item: Field, typed: Sequence[str], flags: list[str]) -> Answer:
    if item.kind in ("many", "windows"):
        return _several(item, typed, flags)
    text = _one(item, typed[0], flags) if typed else item.default
    if item.kind == "tel":
        return telephone(text) or text
    if item.kind in ("one", "language") and text not in item.values:
        flags.extend([f"unknown:{item.name}"] if text else [])
        return item.default
    return text


def _one(item: Field, typed: str, flags: list[str]) -> str:
    longest = item.longest or TEL_LONGEST
    text = clean(typed, longest + 1)
    if len(text) > longest:
        flags.append(f"cut:{item.name}")
        text = text[:longest].strip()
    return text or ("" if item.kind in ("one", "language") else item.default)


def _several(item: Field, typed: Sequence[str], flags: list[str]) -> tuple[str, ...]:
    found = list(dict.fromkeys(filter(None, (clean(text, WINDOW_LONGEST) for text in typed[:99]))))
    known = [text for text in found if item.kind == "windows" or text in item.values]
    most = WINDOWS_MOST if item.kind == "windows" else len(item.values)
    flags.extend([f"unknown:{item.name}"] if len(known) < len(found) else [])
    flags.extend([f"cut:{item.name}"] if len(known) > most else [])
    return tuple(known[:most])


def _judge(answers: dict[str, Answer], form: Form, now: datetime, offered: Collection[str], flags: list[str]) -> None:
    """Flag what a counsellor must know before she trusts the answers."""
    windows = answers["window"]
    flags.extend(flag for text in windows for flag in window_flags(text, now, offered))
    watched = answers["phone_shared"] in ("seen", "shared", "work")
    agreed = answers["name_mode"] == "chosen" or answers["voicemail"] == "vague"
    found = {
        "no-window": not windows,
        "tel": telephone(str(answers["tel"])) is None,
        "tel:short": ONE_MISSING.fullmatch(str(answers["tel"])) is not None,
        "watched-voicemail": watched and answers["voicemail"] != "never",
        "watched-number": watched and answers["caller_id"] != "withhold",
        "no-phrase": agreed and not answers["agreed_phrase"],
        "danger": answers["danger"] == "yes",
        "trap": any(form.get("url", ())),
    }
    flags.extend(flag for flag, holds in found.items() if holds)


def window_flags(text: str, now: datetime, offered: Collection[str] = ()) -> list[str]:
    """Say what is odd about a window of time such as 2026-11-25T10:00/10:30."""
    try:
        start, end = span(text)
    except ValueError:
        return ["window:unreadable"]
    found = {
        "window:past": end <= now,
        "window:far": start > now + FARTHEST + timedelta(days=1),
        "window:short": end - start < SHORTEST,
        "window:not-offered": bool(offered) and text not in offered,
    }
    return [flag for flag, holds in found.items() if holds]


def span(text: str) -> tuple[datetime, datetime]:
    """Return when a window of time begins and ends, in Japan's time; ValueError if it is none."""
    if not WINDOW.fullmatch(text):
        raise ValueError("no window of time")
    start = datetime.fromisoformat(text[:16])
    return start, datetime.combine(start.date(), datetime.fromisoformat(f"{text[:10]}T{text[17:]}").time())


def to_json(request: Request) -> bytes:
    """Return a request as versioned JSON."""
    content = {"v": VERSION, **vars(request)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(content: bytes) -> Request:
    """Read a request back; what a later version added is left out, what an earlier one lacked has its safest value."""
    try:
        found = json.loads(content)
        version = found["v"]
    except (ValueError, TypeError, KeyError) as error:
        raise Unreadable("this is no request") from error
    if version != VERSION:
        raise Unreadable(f"this request is of version {version}; this program reads version {VERSION}")
    return _from_dict(found)


def _from_dict(found: dict[str, Any]) -> Request:
    given = found.get("answers") or {}
    answers: dict[str, Answer] = {name: _typed(item, given.get(name)) for name, item in BY_NAME.items()}
    texts = {name: str(found.get(name) or "") for name in ("page", "hour", "code", "point")}
    kind: KindOfRequest = "take-back" if found.get("kind") == "take-back" else "call"
    return Request(kind, **texts, flags=tuple(map(str, found.get("flags") or ())), answers=answers)


def _typed(item: Field, value: object) -> Answer:
    if item.kind in ("many", "windows"):
        return tuple(map(str, value)) if isinstance(value, list) else ()
    return value if isinstance(value, str) else item.default
