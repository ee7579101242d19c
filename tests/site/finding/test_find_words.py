"""Finding by words, in any writing, and while an input method is still composing."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from directory.languages import LANGUAGES
from publish.edition import edition
from tests.site.finding.lists import opened, shown, typed
from tests.site_built import DAY

JA = edition("ja", DAY)
# "denwa" being written: what the input method shows before it is settled.
COMPOSED = ("ｄ", "で", "でｎ", "でん", "でんｗ", "でんわ")


class TestWords:
    """However she writes it."""

    @pytest.mark.parametrize("address", ["/w/", "/need/home/", "/th/w/", "/ja-easy/need/home/"])
    def test_every_writing_of_telephone_finds_the_same(self, page: Page, address: str) -> None:
        """Kanji, hiragana, katakana of both widths, letters of both widths."""
        opened(page, address)
        found = [typed(page, word) for word in ("電話", "でんわ", "デンワ", "ﾃﾞﾝﾜ", "denwa", "ＤＥＮＷＡ", "Denwa ")]

        assert found[0]
        assert all(each == found[0] for each in found), [len(each) for each in found]

    @pytest.mark.parametrize("word", ["法テラス", "ほうてらす", "houterasu", "hōterasu", "Hoterasu", "ﾎｳﾃﾗｽ"])
    def test_a_name_is_found_by_how_it_is_read(self, page: Page, word: str) -> None:
        """Hepburn with and without its long vowels."""
        opened(page, "/w/")

        assert "national-houterasu" in typed(page, word)
        assert len(shown(page)) < 6

    @pytest.mark.parametrize(
        ("word", "kana"),
        [
            ("soudan", "そうだん"), ("sodan", "そうだん"), ("shien", "しえん"), ("sien", "しえん"), ("jidou", "じどう"),
            ("chatto", "ちゃっと"), ("tyatto", "ちゃっと"), ("zidou", "じどう"), ("fufu", "ふうふ"),
            ("shimbun", "しんぶん"), ("kon'in", "こんいん"), ("tsunagari", "つながり"), ("kyuu", "きゅう"),
        ],
    )  # fmt: skip
    def test_letters_become_kana_as_both_schools_write_them(self, page: Page, word: str, kana: str) -> None:
        """Hepburn and Kunrei."""
        opened(page, "/w/")

        assert page.evaluate("([word, kana]) => spoken(word) === sounded(kana)", [word, kana])

    @pytest.mark.parametrize(
        ("code", "word", "bare"),
        [("vi", "tư vấn", "tu van"), ("pt-BR", "violência", "VIOLENCIA"), ("es", "atención", "atencion")],
    )  # fmt: skip
    def test_accents_make_no_difference(self, page: Page, code: str, word: str, bare: str) -> None:
        """A phone's keyboard may not have them."""
        opened(page, f"/{code}/w/")

        assert typed(page, word) == typed(page, bare)

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_the_first_word_of_a_title_finds_it_in_every_language(self, page: Page, code: str) -> None:
        """Her own language's words are on the page."""
        opened(page, f"/{code}/w/".replace("/ja/", "/"))
        title = page.locator(".list h3 a").nth(3)
        text = title.evaluate(
            "(a) => [...a.childNodes].map((n) => n.firstChild ? n.firstChild.textContent : n.textContent).join('')"
        )
        wanted = title.evaluate("(a) => a.pathname.split('/').at(-2)")

        assert wanted in typed(page, str(text).split("（")[0].split(" ")[0][:12])

    def test_a_number_is_found_with_and_without_its_hyphens(self, page: Page) -> None:
        """As it stands on a leaflet, or in the phone's list of calls."""
        opened(page, "/w/")
        number = page.locator(".list .num").first.text_content() or ""

        assert typed(page, number) == typed(page, number.replace("-", "")) != []

    def test_several_words_narrow(self, page: Page) -> None:
        """Each must be there."""
        opened(page, "/w/")

        assert set(typed(page, "川崎　子ども")) == set(typed(page, "川崎")) & set(typed(page, "kodomo"))

    def test_what_an_input_method_is_still_writing_is_not_touched(self, page: Page, context: BrowserContext) -> None:
        """Nothing is filtered by half a word; the word is there when it is settled."""
        opened(page, "/w/")
        page.locator("input[type=search]").focus()
        keyboard = context.new_cdp_session(page)
        for text in COMPOSED:
            keyboard.send(
                "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            )
        expect(page.locator("input[type=search]")).to_have_value("でんわ")
        assert len(shown(page)) == len(JA.windows)

        keyboard.send("Input.insertText", {"text": "電話"})
        expect(page.locator("input[type=search]")).to_have_value("電話")
        found = shown(page)

        assert found == typed(page, "でんわ") != []
