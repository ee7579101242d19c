"""Every sentence that is translated, from code, templates, windows.yaml and site.yaml; the upkeep of the .po files."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from directory.languages import LANGUAGES, SOURCE
from directory.model import Directory, DistributionPoint, Window
from directory.parts import Phone, Schedule
from directory.words import DRAFT, TRANSLATIONS, read

METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/theme/**.html", "jinja2")]
KEYWORDS = {"marked": None, "t": None, "tw": None, "attr": None}
FOLDERS = ("publish", "formhandler")
HEADER = f"""\
# つながり. Japanese is the source; a changed sentence becomes fuzzy and is not shown.
# Last-Translator says who has read this file; it stays `{DRAFT}` until a person has."""
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date in the header: a file changes only when its words do


def sentences(directory: Directory, today: date) -> dict[str, str]:
    """Return every sentence with a note for its translator: where it is said."""
    found: dict[str, str] = {}
    for sentence, note in (*_in_code(), *_in_site(directory), *_in_data(directory, today)):
        found.setdefault(sentence, note)
    return found


def _in_code() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        if not Path(folder).is_dir():
            continue
        for name, _, message, comments, _ in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
            if isinstance(message, str) and message:
                yield message, " ".join(comments) or f"{folder}/{name}"


def _in_site(directory: Directory) -> Iterator[tuple[str, str]]:
    site = directory.site
    yield from ((site.name, "サイトの名前"), (site.quiet_name, "静かな頁の題。のぞかれても困らない名"))
    yield site.description, "検索の結果に出る一文"
    for ward in site.wards:
        yield ward.label, "川崎市の区の名"
    for topic in site.topics:
        yield topic.label, "窓口の分野。探すときの言葉"
    for need in site.needs:
        yield need.label, "困りごと。本人の言葉で、短く"
        yield need.lead, "困りごとの頁の、はじめの一文"
    for heading in site.headings:
        yield heading.label, "相談の九つの見出し"
        yield heading.lead, "見出しの頁の、はじめの一文"


def _in_data(directory: Directory, today: date) -> Iterator[tuple[str, str]]:
    for window in directory.windows:
        if window.reachable(today) or window.ended(today):
            yield from _noted(_of_window(window, today), f"windows.yaml {window.id}")
    for point in directory.points:
        if point.public:
            yield from _noted(_of_point(point, today), f"windows.yaml {point.id}")
    roles = (organization.role for organization in directory.records.organizations)
    yield from _noted(roles, "連携団体の役割")


def _noted(texts: Iterable[str | None], note: str) -> Iterator[tuple[str, str]]:
    return ((text, note) for text in texts if text)


def _of_window(window: Window, today: date) -> Iterator[str | None]:
    yield from (window.description, window.eligibility, window.service_area, window.fees, window.application_process)
    yield from (window.language_note, window.dial_route, window.last_admission, window.call_facts.who_answers)
    yield from (season.text for season in window.seasonal)
    yield from (key.line for key in window.menu)
    yield from _of_phones(window.shown_phones(today))
    for rows in (window.schedules, *(c.schedules for c in window.channels), *(p.schedules for p in window.phones)):
        yield from _of_rows(rows)


def _of_phones(phones: Iterable[Phone]) -> Iterator[str | None]:
    for phone in phones:
        yield from (phone.label, phone.reach)


def _of_rows(rows: Iterable[Schedule]) -> Iterator[str | None]:
    return (row.note for row in rows if not row.planned)


def _of_point(point: DistributionPoint, today: date) -> Iterator[str | None]:
    yield from (point.description, point.what, point.quantity, point.limit, point.how_to_ask, point.audience)
    yield point.ends_text
    yield from _of_phones(point.shown_phones(today))
    yield from _of_rows(point.schedules)


def update(directory: Directory, today: date, folder: Path = TRANSLATIONS) -> None:
    """Bring every .po file up to date: new sentences are added, changed ones become fuzzy, dropped ones go."""
    wanted = sentences(directory, today)
    for language in LANGUAGES:
        if language.code != SOURCE:
            path = folder / f"{language.code}.po"
            save(path, merged(read(path) if path.exists() else empty(), wanted))


def empty() -> Catalog:
    """Return a catalogue without sentences, whose header says that no person has read it."""
    return Catalog(
        project="tsunagari",
        version="-",
        msgid_bugs_address="-",
        last_translator=DRAFT,
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def merged(old: Catalog, wanted: dict[str, str]) -> Catalog:
    """Return a catalogue with exactly the wanted sentences, keeping what is translated."""
    template = empty()
    for sentence, note in wanted.items():
        template.add(sentence, auto_comments=[note])
    old.update(template, no_fuzzy_matching=False)
    old.obsolete.clear()
    return old


def save(path: Path, catalog: Catalog) -> None:
    """Write a catalogue; the same words give the same bytes."""
    catalog.creation_date = catalog.revision_date = EPOCH
    catalog.header_comment = HEADER
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True)
