"""Reading what was written about a contact: into typed values, with everything that is missing at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from desk import codes
from desk.records.fields import (
    DEFAULT_ROUTE,
    DEFAULTS,
    LINES,
    MANY,
    ONE,
    ONLY_COUNTED,
    RELATED_MOST,
    REQUIRED,
    WORDS_OF,
    WRITTEN,
)

Form = Mapping[str, Sequence[str]]


@dataclass
class Read:
    """A contact as it would be saved, and what still keeps it from being."""

    values: dict[str, Any] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def read(form: Form, now: datetime) -> Read:
    """Return what a form says."""
    found = Read()
    values = found.values
    for name, listed in ONE.items():
        values[name] = _one(form, name, listed)
    for name, listed in MANY.items():
        values[name] = [value for value in form.get(name, ()) if value in codes.values(listed)]
    values["main_issue"] = values["main_issue"] or _only_one_under(_first(form, "heading"))
    values["intake_route"] = values["intake_route"] or list(DEFAULT_ROUTE)
    values["line"] = next((line.value for line in LINES if line.value == _first(form, "line")), "")
    values["point_id"] = _first(form, "point_id")[:16]
    _times(form, values, now)
    _violence(form, values)
    found.prose = {name: _first(form, name).strip().replace("\r\n", "\n") for name in WRITTEN}
    found.missing = _missing(values, _first(form, "heading"))
    return found


def _first(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _one(form: Form, name: str, listed: str) -> str:
    value = _first(form, name)
    return value if value in codes.values(listed) else DEFAULTS.get(name, "")


def _only_one_under(heading: str) -> str:
    below = codes.under(heading)
    return below[0].value if len(below) == 1 else ""


def _times(form: Form, values: dict[str, Any], now: datetime) -> None:
    start, end = _moment(_first(form, "started_at")), _moment(_first(form, "ended_at")) or now
    values["started_at"], values["ended_at"] = start, end
    # Rounded up to the minute; a pause counts.
    values["duration_min"] = max(1, math.ceil((end - start).total_seconds() / 60)) if start else 0
    due = _first(form, "next_due")
    values["next_due"] = date.fromisoformat(due) if len(due) == 10 and _moment(f"{due}T00:00") else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _violence(form: Form, values: dict[str, Any]) -> None:
    """A partner's violence is DV unless the counsellor says otherwise; what belongs to it stays only with it."""
    said = _first(form, "dv_flag")
    values["dv_flag"] = said == "yes" or (said != "no" and values["main_issue"] in codes.DV_ISSUES)
    if not values["dv_flag"]:
        values["dv_type"], values["perpetrator_relation"] = [], ""


def empty(values: dict[str, Any]) -> list[str]:
    """Return which of the six needed items are not there."""
    counted = bool(values["call_outcome"]) and codes.counted(values["call_outcome"])
    return [name for name in REQUIRED if (counted or name not in ONLY_COUNTED) and not values[name]]


def _choose(name: str, heading: str) -> str:
    if name == "main_issue" and heading in codes.BIG9:
        return f"「{WORDS_OF[name]}」は、「{heading}」の中から一つ選んでください。"
    return f"「{WORDS_OF[name]}」を選んでください。"


def _missing(values: dict[str, Any], heading: str) -> list[str]:
    found = [_choose(name, heading) for name in empty(values)]
    if values["started_at"] and values["ended_at"] < values["started_at"]:
        found.append("終了時刻が開始時刻より前です。")
    if len(values["related_issue"]) > RELATED_MOST:
        found.append(f"「{WORDS_OF['related_issue']}」は{RELATED_MOST}つまでです。")
    return found
