"""The tables of the desk, for SQLite and PostgreSQL alike.

Kept apart on purpose: `narrative` (all free text, so that counting cannot touch it and purging can begin with it),
`safe_contact` (numbers, windows and words, under a key of their own), `audit` (append only).
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import Table as _Table

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _to(column: str, target: str, *, required: bool = False) -> Column[int]:
    return Column(column, ForeignKey(target), nullable=not required)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, String, nullable=False, default="") for name in names]


def _prose(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False, default="") for name in names]


def _lists(*names: str) -> list[Column[list[str]]]:
    return [Column(name, JSON, nullable=False, default=list) for name in names]


def _where(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only some rows, in either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


fact = _Table("fact", METADATA, Column("name", String, primary_key=True), Column("value", String, nullable=False))

user = _Table(
    "user_account",
    METADATA,
    _key(),
    Column("login", String, nullable=False, unique=True),
    *_texts("name", "password", "totp", "invitation"),
    Column("invited_until", DateTime),
    *_lists("roles"),
    Column("active", Boolean, nullable=False, default=True),
    Column("last_code", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
    Column("closed_until", DateTime),
)
session = _Table(
    "session",
    METADATA,
    Column("digest", String, primary_key=True),
    _to("user_id", "user_account.id", required=True),
    *_texts("csrf"),
    Column("began_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("locked", Boolean, nullable=False, default=False),
)
audit = _Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("user_id", Integer),
    *_texts("act", "subject", "detail", "previous", "digest"),
    Index("audit_subject", "subject"),
    Index("audit_at", "at"),
)

envelope = _Table(
    "envelope",
    METADATA,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("taken_at", DateTime, nullable=False),
    *_texts("key_set", "aside", "taken_back"),
    Column("content", LargeBinary),
)
callback = _Table(
    "callback",
    METADATA,
    _key(),
    Column("envelope_id", String, unique=True),
    Column("status", String, nullable=False, default="new"),
    Column("received_at", DateTime, nullable=False),
    *_texts("code", "language", "point", "call_name", "channel", "phone_shared", "name_mode", "caller_id"),
    *_texts("other_answers", "voicemail", "danger", "ended_by"),
    *_lists("care_needs", "topic", "flags"),
    _to("claimed_by", "user_account.id"),
    Column("alert", Boolean, nullable=False, default=False),
    Column("next_at", DateTime),
    Column("last_end", DateTime),
    Column("closed_at", DateTime),
    Column("purged_at", DateTime),
    Index("callback_status", "status"),
)
safe_contact = _Table(
    "safe_contact",
    METADATA,
    Column("callback_id", ForeignKey("callback.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
attempt = _Table(
    "attempt",
    METADATA,
    _key(),
    _to("callback_id", "callback.id", required=True),
    Column("at", DateTime, nullable=False),
    _to("by", "user_account.id", required=True),
    _to("second_id", "user_account.id"),
    *_texts("caller_id_used", "result", "said", "note", "override_reason"),
    *_lists("preflight"),
    Column("seconds", Integer, nullable=False, default=0),
    Column("in_window", Boolean, nullable=False, default=True),
    Index("attempt_callback", "callback_id"),
)

person = _Table(
    "person",
    METADATA,
    Column("id", String, primary_key=True),
    *_texts("call_name", "recognise_hint", "age_band", "residence", "marital_status", "employment_type"),
    *_texts("household", "language", "do_not", "case_status"),
    *_lists("children", "care_needs"),
    Column("merged_into", String),
    Column("version", Integer, nullable=False, default=1),
    Index("person_called", "call_name"),
    Index("person_hint", "recognise_hint"),
    # nearly all are their own record; an index over all of them would be taken for useless
    Index("person_joined", "merged_into", **_where("merged_into IS NOT NULL")),
)
contact = _Table(
    "contact",
    METADATA,
    _key(),
    Column("contact_no", String, nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id")),
    Column("started_at", DateTime, nullable=False),
    Column("ended_at", DateTime, nullable=False),
    Column("duration_min", Integer, nullable=False),
    _to("counselor_id", "user_account.id", required=True),
    _to("second_counselor", "user_account.id"),
    _to("callback_id", "callback.id"),
    *_texts("method", "line", "call_outcome", "caller_type", "first_time", "first_time_basis", "first_public_help"),
    *_texts("point_id", "main_issue", "perpetrator_relation", "safety_now", "urgency"),
    *_lists("intake_route", "related_issue", "response", "dv_type", "safety_flag"),
    Column("dv_flag", Boolean, nullable=False, default=False),
    Column("next_due", Date),
    Column("next_done", Boolean, nullable=False, default=False),
    _to("second_name", "user_account.id"),
    Column("version", Integer, nullable=False, default=1),
    Index("contact_started", "started_at"),
    Index("contact_person", "person_id"),
    Index("contact_due", "next_done", "next_due"),
    Index("contact_urgent", "urgency", "second_name"),
)
PROSE = (
    "summary_fact",
    "her_words",
    "assessment",
    "third_party_info",
    "next_step",
    "external_tool",
    "emergency_log",
    "child_fact",
)
WRITTEN = " OR ".join(f"{name} <> ''" for name in PROSE)
narrative = _Table(
    "narrative",
    METADATA,
    Column("contact_id", ForeignKey("contact.id"), primary_key=True),
    *_prose(*PROSE),
    # what is still written, for the calendar of what is to be forgotten
    Index("narrative_written", "contact_id", **_where(WRITTEN)),
)
revision = _Table(
    "revision",
    METADATA,
    _key(),
    _to("contact_id", "contact.id", required=True),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    _to("by", "user_account.id", required=True),
    Column("content", JSON, nullable=False),
    UniqueConstraint("contact_id", "version"),
)
draft = _Table(
    "draft",
    METADATA,
    Column("id", String, primary_key=True),
    _to("user_id", "user_account.id", required=True),
    _to("contact_id", "contact.id"),
    Column("began_at", DateTime, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("count", Integer, nullable=False, default=0),
    Column("content", JSON, nullable=False),
)
consent = _Table(
    "consent",
    METADATA,
    _key(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    *_texts("scope", "how", "words"),
    Column("given_at", DateTime, nullable=False),
    Column("withdrawn_at", DateTime),
    Index("consent_person", "person_id"),
)
referral = _Table(
    "referral",
    METADATA,
    _key(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    *_texts("dest", "window_id", "stopped"),
    Column("slip_no", String, nullable=False, unique=True),
    _to("consent_id", "consent.id"),
    Index("referral_person", "person_id"),
)
referral_stage = _Table(
    "referral_stage",
    METADATA,
    _key(),
    _to("referral_id", "referral.id", required=True),
    *_texts("stage", "evidence"),
    Column("at", DateTime, nullable=False),
    _to("by", "user_account.id", required=True),
    Index("stage_referral", "referral_id"),
    Index("stage_at", "at"),
)
handover = _Table(
    "handover",
    METADATA,
    _key(),
    Column("person_id", ForeignKey("person.id")),
    *_prose("today_safety", "next_event", "do_not", "how_to_greet"),
    _to("from_id", "user_account.id", required=True),
    _to("to_id", "user_account.id"),
    Column("written_at", DateTime, nullable=False),
    Column("read_at", DateTime),
    _to("read_by", "user_account.id"),
)
choice = _Table(
    "choice",
    METADATA,
    _key(),
    *_texts("list", "value", "ja", "like"),
    Column("retired", Boolean, nullable=False, default=False),
    Column("at", DateTime, nullable=False),
    _to("by", "user_account.id", required=True),
    UniqueConstraint("list", "value"),
)
search_call = _Table(
    "search_call",
    METADATA,
    _key(),
    Column("contact_id", ForeignKey("contact.id"), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id")),
    Column("at", DateTime, nullable=False),
    _to("by", "user_account.id", required=True),
)
brought = _Table(
    "brought",
    METADATA,
    Column("kind", String, primary_key=True),
    Column("number", String, primary_key=True),
    *_texts("target"),
)
published = _Table(
    "published",
    METADATA,
    _key(),
    *_texts("period", "table_id", "digest"),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("content", JSON, nullable=False),
)
