"""The words behind the text filter."""

import gzip
from datetime import date

import pytest

from directory.languages import LANGUAGES
from publish.card import codes
from publish.edition import Edition, edition, readings
from publish.later import near_script
from publish.search_text import find_data, find_script, own_words, reading, shared_words, with_reading

DAY = date(2026, 11, 24)


def of(code: str) -> Edition:
    """Return a language's edition."""
    return edition(code, DAY)


class TestReading:
    """A text as it is spoken."""

    @pytest.mark.parametrize(
        ("text", "spoken"),
        [
            ("電話", "でんわ"),
            ("法テラス", "ほうてらす"),
            ("いのちの電話", "いのちのでんわ"),
            ("よりそいホットライン", "よりそいほっとらいん"),
            ("高津区", "たかつく"),
        ],
    )
    def test_is_kana_only(self, text: str, spoken: str) -> None:
        """Katakana too becomes hiragana: it is one sound."""
        assert reading(text, readings()) == spoken

    def test_stands_beside_the_text_only_where_it_says_more(self) -> None:
        """Kana need no reading."""
        assert with_reading("チャット", readings()) == "チャット"
        assert with_reading("電話", readings()) == "電話 でんわ"


class TestWords:
    """What a window is found by."""

    def test_hold_name_description_and_organization_in_japanese_with_their_readings(self) -> None:
        """On a Vietnamese page too: she may hold a leaflet in Japanese."""
        words = own_words(of("vi").directory.window["national-houterasu"], of("vi"))

        assert "法テラス" in words
        assert "ほうてらす" in words

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_every_code_with_words_is_said_in_both_languages(self, code: str) -> None:
        """電話, でんわ, and the reader's own word for it."""
        word = shared_words(of(code))["kphone"]

        assert word.startswith("電話 でんわ")
        assert of(code).language.spoken == "ja" or of(code).reader.attr("電話") in word

    def test_every_reachable_window_has_codes(self) -> None:
        """A window without any could never be found by a filter."""
        held = of("ja")

        assert [window.id for window in held.windows if not codes(window, held)] == []
        assert set(find_data(held)["windows"]) == {window.id for window in held.windows}  # type: ignore[call-overload]


class TestFiles:
    """They are asked for only when she opens the filters, and stay small all the same."""

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_a_file_is_named_by_what_it_holds(self, code: str) -> None:
        """So it may be kept for ever, and never be stale."""
        name, text = find_script(of(code))

        assert name.startswith("find.")
        assert len(gzip.compress(text.encode(), 9)) < 12 * 1024
        assert (name == find_script(of("ja"))[0]) == (text == find_script(of("ja"))[1])

    def test_the_script_for_nearest_first_sends_nothing(self) -> None:
        """It asks the phone once and counts by itself."""
        text = near_script()[1]

        assert text.count("getCurrentPosition") == 1
        assert "watchPosition" not in text
