"""`make check`: everything that is wrong, then the state of the data and of each language, for people."""

import tempfile
from datetime import date
from pathlib import Path

from directory.complaint import Complaint, Refused
from directory.freshness import STALE, freshness
from directory.languages import LANGUAGES, SOURCE
from directory.load import documents
from directory.words import words
from publish.build import build
from publish.edition import readings
from publish.prose import PROSE
from publish.release import ready, say
from publish.sentences import sentences
from publish.word_check import word_complaints


def inspect(today: date) -> int:
    """Print what is wrong and what is missing; return 1 if anything is wrong."""
    ready(today, release=False)
    directory, _, _ = documents()
    wrong = word_complaints(directory, readings()) or page_complaints(today)
    for complaint in wrong:
        say(complaint)
    print_data(today)
    print_words(today)
    print(f"\n直すところが{len(wrong)}件あります。" if wrong else "\n書き方の誤りはありません。")
    return 1 if wrong else 0


def page_complaints(today: date) -> list[Complaint]:
    """Build the site into a folder that is thrown away; return what its pages hold that they must not."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            build(Path(folder) / "site", today)
        except Refused as why:
            return why.complaints
    return []


def print_data(today: date) -> None:
    """Print what is shown, not shown, unchecked and old."""
    directory, document, _ = documents()
    state = freshness(directory, document, today)
    shown = sum(window.reachable(today) for window in directory.windows)
    ended = sum(window.ended(today) for window in directory.windows)
    points = sum(point.public for point in directory.points)
    print("窓口")
    print(f"  サイトに出る: {shown}  下書き: {len(state.drafts)}  終わった: {ended}")
    print(f"受け取れる場所\n  サイトに出る: {points}  出さない: {len(directory.points) - points}")
    print(f"確かめ\n  公開できない（未確認・期限切れ）: {len(state.errors)}  {STALE}日より古い: {len(state.warnings)}")
    for title, rows in (
        ("下書き（番号・ウェブの住所・場所が分かるまで出ません）", state.drafts),
        ("古い", state.warnings),
    ):
        if rows:
            print(title)
        for row in rows:
            print(f"  {row.file}:{row.line} {row.record}")


def print_words(today: date) -> None:
    """Print, for each language, how many sentences and pages lack a translation."""
    directory, _, _ = documents()
    wanted = sentences(directory, today)
    print(f"言葉（{len(wanted)}文、{len(PROSE)}頁）\n  言葉      文の訳なし  文の訳が古い  頁の訳なし  読んだ人")
    for language in LANGUAGES:
        if language.code == SOURCE:
            continue
        known = words(language.code)
        missing = sum(sentence not in known.texts for sentence in wanted)
        pages = sum(not Path(f"docs/{page}.{language.code}.md").exists() for page in PROSE)
        row = f"  {language.code:8}{missing:>12}{len(known.fuzzy):>14}{pages:>12}"
        print(f"{row}  {known.reviewed_by or 'まだいません（機械の訳）'}")
