"""Words that cannot stand: a translation that lost its places, a number in it, hard やさしい日本語, an unread kanji."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Message

from directory.complaint import Complaint
from directory.furigana import annotate, bare_kanji
from directory.languages import LANGUAGES, SOURCE
from directory.model import Directory
from directory.plain_japanese import problems
from directory.words import TRANSLATIONS, read
from publish.reader import EASY

PLACES = re.compile(r"\{[a-z_]+\}")
# What looks like a number to call: #8891, 0120-…, 044(…)…; three-digit numbers are told by the words around them.
PHONE = re.compile(r"#\d{4}|0\d{1,4}[-‐–(（ ]\d{1,4}[-‐–)） ]\d{3,4}|0\d{9,10}")
DOCS = Path("docs")


def word_complaints(directory: Directory, readings: Mapping[str, str]) -> list[Complaint]:
    """Return what is wrong with the translations, the prose and the furigana."""
    found = [*_translations(), *_prose(), *_unread(directory, readings)]
    return sorted(found)


def _translations() -> Iterator[Complaint]:
    for language in LANGUAGES:
        path = TRANSLATIONS / f"{language.code}.po"
        if language.code == SOURCE or not path.exists():
            continue
        for message in read(path):
            if message.id and message.string and not message.fuzzy:
                yield from _message(message, path, language.code)


def _message(message: Message, path: Path, code: str) -> Iterator[Complaint]:
    source, text = str(message.id), str(message.string)
    line = message.lineno or 1
    for place in set(PLACES.findall(source)) ^ set(PLACES.findall(text)):
        cure = f"{place} を、もとの文と同じだけ書いてください"
        yield Complaint(path.as_posix(), line, 1, source[:30], f"訳の {place} がもとの文と違います", cure)
    if PHONE.search(text):
        yield Complaint(
            path.as_posix(), line, 1, source[:30], "訳に電話番号があります", "番号は windows.yaml だけに書きます"
        )
    if code == EASY:
        yield from _plain(text, path, line)


def _plain(text: str, path: Path, line: int) -> Iterator[Complaint]:
    for finding in problems(text):
        if finding.level == "error":
            yield Complaint(path.as_posix(), line, 1, "", f"{finding.code} {finding.wrong}", finding.cure)


def _prose() -> Iterator[Complaint]:
    for path in sorted(DOCS.glob("*.md")):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if PHONE.search(text):
                cure = "窓口の頁へのリンクにしてください（例 /w/national-yorisoi/）"
                yield Complaint(path.as_posix(), number, 1, "", "文章に電話番号があります", cure)
            if path.name.endswith(f".{EASY}.md"):
                yield from _plain(text, path, number)


def _unread(directory: Directory, readings: Mapping[str, str]) -> Iterator[Complaint]:
    """Japanese facts whose kanji have no reading: やさしい日本語 shows furigana on every kanji."""
    seen: set[str] = set()
    for text in _facts(directory):
        for word in bare_kanji(annotate(text, readings)):
            if word not in seen:
                seen.add(word)
                cure = f'data/readings.yaml に "{word}": "よみ" の1行を足してください'
                yield Complaint("data/readings.yaml", 1, 1, text[:30], f"「{word}」の読みがありません", cure)


def _facts(directory: Directory) -> Iterator[str]:
    for window in directory.windows:
        yield from _written(window.name, window.address, window.transportation, window.hours_text, window.closed_text)
        yield from _written(*window.hours_conflict, *(source.publisher for source in window.sources))
        yield from _written(*(source.page_date for source in window.sources))
        yield from _written(*(phone.mnemonic for phone in window.phones))
    for point in directory.points:
        yield from _written(point.name, point.address, point.transportation, point.hours_text)
        yield from _written(*(source.publisher for source in point.sources))
    yield from _written(*(organization.name for organization in directory.records.organizations))


def _written(*texts: str | None) -> Iterable[str]:
    return (text for text in texts if text)
