"""What is counted: the coded values of each contact, with the person's beside it. Never a name, never a free text."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any, get_origin

from sqlalchemy import ColumnElement, Connection, Text, cast, func, select

from desk import codes
from desk.clock import year_span
from desk.tables import contact, person

OF_PERSON = ("age_band", "residence", "language", "care_needs", "marital_status", "children", "employment_type")


@dataclass(frozen=True)
class Glance:
    """As much of a contact as it takes to count it; `person` is the record that her records were joined into."""

    started_at: datetime
    method: str
    line: str
    call_outcome: str
    caller_type: str
    first_time: str
    main_issue: str
    dv_flag: bool
    person: str | None

    @property
    def counted(self) -> bool:
        """Whether it is one of the 延べ件数."""
        return codes.counted(self.call_outcome)

    @property
    def big9(self) -> str:
        """The heading of its main issue."""
        return codes.big9(self.main_issue)

    @property
    def repeat(self) -> bool:
        """Whether she has been here before, in the words of the report."""
        return self.first_time in ("repeat", "returning")


@dataclass(frozen=True)
class Fact(Glance):
    """One contact with all its coded values, and the person's beside them."""

    id: int
    duration_min: int
    first_public_help: str
    intake_route: tuple[str, ...]
    related_issue: tuple[str, ...]
    response: tuple[str, ...]
    dv_type: tuple[str, ...]
    perpetrator_relation: str
    urgency: str
    age_band: str
    residence: str
    language: str
    care_needs: tuple[str, ...]
    marital_status: str
    children: tuple[str, ...]
    employment_type: str

    @property
    def in_dv_law(self) -> bool:
        """Whether it counts for the DV Act's table: herself, and the relation not outside the law."""
        relation = self.perpetrator_relation
        outside = bool(relation) and codes.code("perpetrator_relation", relation).more.get("outside_dv_law", False)
        return self.dv_flag and self.caller_type == "self" and not outside


NAMES = tuple(field.name for field in fields(Fact))
LISTS = tuple(NAMES.index(field.name) for field in fields(Fact) if get_origin(field.type) is tuple)
OWNER = NAMES.index("person")


def load(db: Connection, start: datetime, end: datetime) -> list[Fact]:
    """Return the contacts that began in a span of time."""
    joined = contact.outerjoin(person, contact.c.person_id == person.c.id)
    question = select(*map(_column, NAMES)).select_from(joined)
    rows = db.execute(question.where(contact.c.started_at >= start, contact.c.started_at < end))
    into = joined_into(db)
    return [_fact(list(row), into) for row in rows]


def glance(db: Connection, start: datetime, end: datetime) -> list[Glance]:
    """Return the same contacts with little of each: years of them are counted in a moment."""
    columns = [contact.c[field.name] for field in fields(Glance)[:-1]]
    question = select(*columns, contact.c.person_id).where(contact.c.started_at >= start, contact.c.started_at < end)
    into = joined_into(db)
    rows = (tuple(row) for row in db.execute(question))
    return [Glance(*(*own, root(owner, into) if owner else None)) for *own, owner in rows]


def joined_into(db: Connection) -> dict[str, str | None]:
    """Return which records were joined into which."""
    rows = db.execute(select(person.c.id, person.c.merged_into).where(person.c.merged_into.is_not(None)))
    return {row.id: row.merged_into for row in rows}


def year(db: Connection, number: int) -> list[Fact]:
    """Return the contacts of a fiscal year."""
    return load(db, *year_span(number))


def _column(name: str) -> ColumnElement[Any]:
    if name == "person":
        return contact.c.person_id
    column = (person if name in OF_PERSON else contact).c[name]
    if NAMES.index(name) in LISTS:
        return cast(column, Text)
    return func.coalesce(column, "") if name in OF_PERSON else column


def _fact(values: list[Any], into: Mapping[str, str | None]) -> Fact:
    for place in LISTS:
        values[place] = _members(values[place])
    values[OWNER] = root(values[OWNER], into) if values[OWNER] else None
    return Fact(*values)


@lru_cache(maxsize=4096)
def _members(text: str | None) -> tuple[str, ...]:
    """Return the members of a list as it is stored; the same few lists are read thousands of times."""
    return tuple(json.loads(text or "[]"))


def root(number: str, into: Mapping[str, str | None]) -> str:
    """Return the record that a record was joined into at last."""
    seen = {number}
    while (further := into.get(number)) and further not in seen:
        seen.add(further)
        number = further
    return number


@dataclass(frozen=True)
class People:
    """実人員: how many persons, and how many contacts of which nobody knows whose they are."""

    known: int
    first_only: int
    unknown: int

    @property
    def total(self) -> int:
        """The persons that may be counted."""
        return self.known + self.first_only


def people(facts: Iterable[Glance]) -> People:
    """Count persons: one without a record counts only if it was her first time; otherwise she is 「人不明」."""
    counted = [fact for fact in facts if fact.counted]
    nameless = [fact for fact in counted if fact.person is None]
    first = sum(fact.first_time == "first" for fact in nameless)
    return People(len({fact.person for fact in counted if fact.person}), first, len(nameless) - first)


def monthly_people(facts: Iterable[Glance]) -> int:
    """Return 月の実人員の合計, which is never a yearly number of persons."""
    months: dict[int, list[Glance]] = {}
    for fact in facts:
        months.setdefault(fact.started_at.month, []).append(fact)
    return sum(people(found).total for found in months.values())


def tally(values: Iterable[str]) -> Counter[str]:
    """Count values."""
    return Counter(values)


def persons(facts: Iterable[Fact]) -> list[Fact]:
    """Return the newest contact of each known person, for tables of persons."""
    newest: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda one: one.started_at):
        if fact.counted and fact.person:
            newest[fact.person] = fact
    return list(newest.values())
