"""Contacts that tests write, through the pages or straight into the records."""

import re
from datetime import datetime
from typing import Any

from desk.records import contacts
from desk.records.contacts import Writer
from desk.records.form import read
from tests.desk.office import Seat, TestOffice

FORM: dict[str, Any] = {
    "started_at": "2026-11-23T10:00",
    "method": "phone",
    "line": "paid",
    "call_outcome": "consultation",
    "caller_type": "self",
    "first_time": "first",
    "heading": "家族",
    "main_issue": "family_care",
    "response": ["listen"],
}


def form(**more: Any) -> dict[str, list[str]]:
    """Return a form as it is posted."""
    given = {**FORM, **more}
    return {name: value if isinstance(value, list) else [value] for name, value in given.items() if value is not None}


def write(office: TestOffice, user_id: int = 1, person: str | None = None, **more: Any) -> int:
    """Keep a contact."""
    found = read(form(**more), office.time)
    assert not found.missing, found.missing
    with office.office.database.writing() as db:
        return contacts.add(db, found, Writer(user_id, "counsellorさん", office.time), person_id=person)


def begin(seat: Seat, query: str = "") -> str:
    """Begin to write; return the draft's id."""
    return seat.get(f"/contacts/begin{query}").headers["Location"].rsplit("/", 1)[1]


def save(seat: Seat, draft: str, **more: Any) -> int:
    """Save a draft; return the contact's id."""
    answer = seat.post(f"/contacts/save/{draft}", {**FORM, **more})
    found = re.fullmatch(r"/contacts/(\d+)", answer.headers.get("Location", ""))
    assert found, answer.text
    return int(found[1])


def day(text: str) -> datetime:
    """Return a time of the wall."""
    return datetime.fromisoformat(text)
