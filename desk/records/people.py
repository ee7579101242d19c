"""A person: only when a second contact or a plan makes one needed. Two records can be one, and two again.

To be the same is said by a pointer: a contact stays with the record it was written in, so that parting them again
needs no memory of what was where.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, RowMapping, cast, insert, literal, or_, select, update

from desk import codes
from desk.accounts import Refused
from desk.tables import contact, person

# Read aloud without being mistaken: no 0 and o, 1 and l.
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
ONE = ("age_band", "residence", "marital_status", "employment_type", "language", "case_status")
MANY = ("children", "care_needs")
TEXTS = {"call_name": 20, "recognise_hint": 60, "household": 60, "do_not": 120}


def begin(db: Connection, **values: Any) -> str:
    """Begin a record of a person; return its number, which tells nothing."""
    number = "".join(secrets.choice(SIGNS) for _ in range(8))
    db.execute(insert(person), {"id": number, "case_status": "open", "language": "ja", **values})
    return number


def read(form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what a form says about a person; what was not answered stays unanswered."""
    first = {name: next(iter(form.get(name, ())), "") for name in (*ONE, *TEXTS)}
    values: dict[str, Any] = {name: first[name].strip()[:longest] for name, longest in TEXTS.items()}
    values |= {name: first[name] if first[name] in allowed(name) else "" for name in ONE}
    return values | {name: [value for value in form.get(name, ()) if value in codes.values(name)] for name in MANY}


def allowed(name: str) -> frozenset[str]:
    """Return what may be stored: the list, and 「聞いていない」 and 「答えたくない」 where it is about her."""
    asked = frozenset({"not_asked", "declined"}) if name != "case_status" else frozenset()
    return codes.values(name) | asked


def change(db: Connection, number: str, values: Mapping[str, Any], version: int) -> None:
    """Change what is known of a person; Refused if somebody else did so meanwhile."""
    where = (person.c.id == number, person.c.version == version)
    done = db.execute(update(person).where(*where).values(**values, version=version + 1).returning(person.c.id))
    if done.first() is None:
        raise Refused(
            "ほかの人が先に書きかえました。もどるボタンで自分の書いたものを写し、画面を開きなおしてください。"
        )


def fill_in(db: Connection, number: str, values: Mapping[str, Any]) -> None:
    """Add what is said of a person where her record is silent; what stands there stays."""
    row = find(db, number)
    new = {name: value for name, value in values.items() if row is not None and not row[name]}
    if new:
        db.execute(update(person).where(person.c.id == number).values(**new))


def find(db: Connection, number: str) -> RowMapping | None:
    """Return a person."""
    return db.execute(select(person).where(person.c.id == number)).mappings().first()


def root(db: Connection, number: str) -> str:
    """Return the record that a person's records were joined into."""
    seen = {number}
    while (into := db.execute(select(person.c.merged_into).where(person.c.id == number)).scalar()) and into not in seen:
        seen.add(into)
        number = into
    return number


def parts(db: Connection, number: str) -> list[str]:
    """Return all records that are this person, her own first."""
    found, todo = [number], [number]
    while todo:
        below = db.execute(select(person.c.id).where(person.c.merged_into.in_(todo))).scalars().all()
        todo = [one for one in below if one not in found]
        found += todo
    return found


def contacts_of(db: Connection, numbers: Iterable[str]) -> Sequence[RowMapping]:
    """Return the contacts of some records, the newest first."""
    question = select(contact).where(contact.c.person_id.in_(list(numbers)))
    return db.execute(question.order_by(contact.c.started_at.desc())).mappings().all()


def candidates(
    db: Connection, wanted: Mapping[str, str], apart: str = "", most: int = 8
) -> list[tuple[RowMapping, list[str]]]:
    """Return who might be the same person, with what agrees; never a number, never more than a few."""
    given = {name: wanted.get(name, "").strip() for name in ("call_name", "residence", "age_band", "recognise_hint")}
    given = {name: value for name, value in given.items() if value and value != "unknown"}
    if not given.keys() & {"call_name", "recognise_hint"}:
        return []
    either = [person.c[name] == value for name, value in given.items() if name in ("call_name", "recognise_hint")]
    agreeing = sum((cast(person.c[name] == value, Integer) for name, value in given.items()), start=literal(0))
    enough = agreeing >= min(2, len(given))
    question = select(person).where(or_(*either), enough, person.c.merged_into.is_(None), person.c.id != apart)
    rows = db.execute(question.order_by(agreeing.desc()).limit(most)).mappings()
    return [(row, [name for name, value in given.items() if row[name] == value]) for row in rows]


def join(db: Connection, number: str, into: str) -> None:
    """Say that one record is the same person as another."""
    if root(db, into) == number or number == into or find(db, into) is None:
        raise Refused("同じ記録どうしです。まとめる相手を選びなおしてください。")
    db.execute(update(person).where(person.c.id == number).values(merged_into=root(db, into), case_status="merged"))


def part(db: Connection, number: str) -> None:
    """Say that a record is a person of its own after all."""
    db.execute(update(person).where(person.c.id == number).values(merged_into=None, case_status="open"))


def give(db: Connection, contact_id: int, number: str) -> None:
    """Put a contact into a person's record."""
    db.execute(update(contact).where(contact.c.id == contact_id).values(person_id=number))
