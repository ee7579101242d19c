"""windows.json: the windows in the terms of windows.yaml, in all languages, for those who write programs for people."""

from datetime import date
from functools import cache, partial

from pydantic import TypeAdapter

from directory.languages import LANGUAGES
from directory.model import Window
from publish.edition import Edition, edition
from publish.open_data.hsds_parts import sources
from publish.open_data.published import Json, Published, as_json, published_of, with_rows
from publish.pieces import piece

RECORD = TypeAdapter(Window)
KEPT = (
    "name", "alternate_names", "organization", "organization_note", "tier", "topics", "ward", "address",
    "transportation", "phones", "channels", "email", "url", "schedules", "hours_text", "closed_text", "closures",
    "hours_depend_on", "hours_conflict", "after_hours", "languages", "languages_by_day", "languages_days_per_week",
    "call_facts", "menu", "see_also", "valid_from", "valid_to", "former_ids", "assured_date",
)  # fmt: skip
SAID = (
    "description", "eligibility", "service_area", "language_note", "fees", "application_process", "dial_route",
    "last_admission",
)  # fmt: skip


def windows_json(day: date) -> bytes:
    """Return every published window: its facts once, its words in every language that has them."""
    editions = [published_of(one) for one in all_editions(day)]
    given = editions[0]
    about = {
        "licence": {"name": given.terms.licence, "url": given.terms.licence_url, "credit": given.terms.credit},
        "checked_by_a_person": given.edition.assured,
    }
    rows = (
        piece(all_editions(day), "windows.json", window.id, partial(_row, window, editions)) for window in given.windows
    )
    return f"{with_rows(about, 'windows', rows)}\n".encode()


@cache
def all_editions(day: date) -> tuple[Edition, ...]:
    """Return the editions in every language: what windows.json is made of as a whole."""
    return tuple(edition(language.code, day) for language in LANGUAGES)


def _row(window: Window, editions: list[Published]) -> str:
    return as_json(_window(window, editions[0], editions))


def _window(window: Window, given: Published, editions: list[Published]) -> Json:
    plain = RECORD.dump_python(window, mode="json", exclude_defaults=True, exclude_none=True)
    words = {key: _said(getattr(window, key), editions) for key in SAID if getattr(window, key)}
    pages = {one.edition.language.tag: one.page(f"w/{window.id}/") for one in editions}
    return (
        {"id": window.id, "uuid": given.id("service", window.id)}
        | {key: plain[key] for key in KEPT if key in plain}
        | words
        | {"pages": pages, "sources": sources(window.sources, given)}
    )


def _said(sentence: str, editions: list[Published]) -> Json:
    """Return a sentence in the languages that have it; where one has none, it is not there."""
    said = {one.edition.language.tag: one.edition.reader.words.say(sentence) for one in editions}
    readers = {one.edition.language.tag: one for one in editions}
    return {tag: readers[tag].say(sentence) for tag, words in said.items() if words.translated}
