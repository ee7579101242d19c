"""The translations that the site uses."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from directory.languages import LANGUAGES, SOURCE
from directory.load import load
from directory.words import TRANSLATIONS, read, words
from publish.edition import readings
from publish.prose import PROSE
from publish.sentences import empty, merged, sentences
from publish.word_check import word_complaints

TODAY = date(2026, 11, 24)
CODES = [language.code for language in LANGUAGES if language.code != SOURCE]


@cache
def wanted() -> dict[str, str]:
    """Return every sentence of the site, gathered once."""
    return sentences(load(), TODAY)


class TestTranslations:
    """Thirteen languages, whole."""

    @pytest.mark.parametrize("code", CODES)
    def test_every_sentence_of_the_site_is_translated(self, code: str) -> None:
        """If not: make words shows what is missing."""
        assert [sentence for sentence in wanted() if sentence not in words(code).texts] == []

    @pytest.mark.parametrize("code", CODES)
    def test_the_files_hold_the_sites_sentences_and_no_others(self, code: str) -> None:
        """If not: make words."""
        kept = {str(message.id) for message in read(TRANSLATIONS / f"{code}.po") if message.id}

        assert kept == set(wanted()), "run `make words`"

    @pytest.mark.parametrize("code", CODES)
    def test_every_prose_page_is_translated(self, code: str) -> None:
        """docs/<page>.<language>.md."""
        assert [page for page in PROSE if not Path(f"docs/{page}.{code}.md").exists()] == []

    def test_nothing_is_wrong_with_them(self) -> None:
        """Places kept, no numbers, plain Japanese plain, every kanji read."""
        assert [str(complaint) for complaint in word_complaints(load(), readings())] == []


class TestUpkeep:
    """`make words` keeps what is translated and never shows what may be stale."""

    def test_a_changed_sentence_becomes_fuzzy(self) -> None:
        """Its old translation waits for a translator."""
        old = empty()
        old.add("電話で話せるところがあります", "There is somewhere you can talk")

        new = merged(old, {"電話で話せるところが三つあります": ""})

        assert [message.fuzzy for message in new if message.id] == [True]

    def test_an_unchanged_sentence_keeps_its_translation(self) -> None:
        """And a new one is added empty."""
        old = empty()
        old.add("はい", "Yes")

        new = merged(old, {"はい": "", "まったく別の文です。": ""})

        assert {m.id: m.string or "" for m in new if m.id} == {"はい": "Yes", "まったく別の文です。": ""}
