"""Every sheet in every language, as it leaves the press: codes, letters, lines, readings, structure."""

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from directory.furigana import KANJI
from directory.model import Directory
from publish.print import banner, bookmark, flyer, run, sign, staff_card, typeset
from publish.print.fonts import wanted
from publish.print.phrases import sentence
from publish.print.press import Press
from publish.print.sheet import Sheet
from tests.site.print import conftest, reading
from tests.site.print.kept import kept, seen_on

ROOT = Path(__file__).parents[3]


def names() -> list[str]:
    """Name every sheet."""
    return [sheet.file for sheet in conftest.every_sheet()]


@pytest.fixture(params=names())
def sheet(request: pytest.FixtureRequest) -> Sheet:
    """Lend every sheet in turn."""
    return conftest.made(request.param)


class TestEverySheet:
    def test_has_codes_that_say_the_address_printed_under_them(self, sheet: Sheet) -> None:
        """At 200 dots an inch each code is read, and it says what stands under it in small letters."""
        seen = seen_on(sheet.pdf)
        printed = {url: url.removeprefix("https://").lower() for url, *_ in seen}

        assert [url for url, under, *_ in seen if printed[url] not in under] == []
        assert sorted(printed[url] for url, *_ in seen) == sorted(expected(sheet.data))

    def test_is_set_no_smaller_than_six_points(self, sheet: Sheet) -> None:
        """A sheet is set no smaller than six points."""
        small = {letter.text for page in reading.letters(sheet.pdf) for letter in page if letter.size < 5.99}

        assert small == set()

    def test_keeps_every_letter_two_millimetres_inside_the_edge(self, sheet: Sheet) -> None:
        """A sheet keeps every letter two millimetres inside the edge."""
        with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
            boxes = [[float(edge) for edge in page.trimbox] for page in pdf.pages]
        inset = 2 * reading.POINTS_PER_MM
        outside = [
            letter.text
            for page, (x0, y0, x1, y1) in zip(reading.letters(sheet.pdf), boxes, strict=True)
            for letter in page
            if min(letter.left - x0, x1 - letter.right, letter.bottom - y0, y1 - letter.top) < inset
        ]

        assert outside == []

    def test_embeds_every_font(self, sheet: Sheet) -> None:
        """A sheet embeds every font."""
        with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
            fonts = [found for found in dictionaries(pdf) if found.get("/Type") == "/FontDescriptor"]
            bare = [str(font.FontName) for font in fonts if not {"/FontFile2", "/FontFile3"} & set(font.keys())]

        assert fonts
        assert bare == []


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Walk the dictionaries of a file."""
    return (found for found in pdf.objects if isinstance(found, pikepdf.Dictionary))


def expected(data: Any) -> Iterator[str]:
    """Walk a sheet's data and yield the addresses of its codes; a folded flyer has that of home on its cover too."""
    if isinstance(data, dict):
        if data.get("shape") == "a6":
            yield data["home"]["printed"]
        if "printed" in data:
            yield data["printed"]
        yield from (found for value in data.values() for found in expected(value))
    elif isinstance(data, list | tuple):
        yield from (found for value in data for found in expected(value))


@pytest.mark.skipif("ja-easy" not in conftest.spoken(), reason="やさしい日本語 has no translations yet")
class TestEasyJapanese:
    @pytest.mark.parametrize("shape", ["a4", "a6"])
    def test_has_a_reading_over_every_kanji_of_the_flyer(self, shape: flyer.Shape) -> None:
        """やさしい日本語 has a reading over every kanji of the flyer."""
        assert bare(conftest.made(f"flyer-{shape}-ja-easy.pdf").data) == []

    def test_has_a_reading_over_every_kanji_of_its_bookmark(self) -> None:
        """やさしい日本語 has a reading over every kanji of its bookmark."""
        told = [sheet.data["say"] for sheet in conftest.every_sheet() if sheet.shop and sheet.language == "ja-easy"]

        assert told
        assert bare(told) == []


def bare(data: Any) -> list[str]:
    """Return the words with a kanji that has no reading."""
    return [base for base, reading in runs(data) if re.search(f"[{KANJI}]", base) and not reading]


def runs(data: Any) -> Iterator[tuple[str, str]]:
    """Walk a sheet's data and yield the words and readings of what is said in やさしい日本語."""
    if isinstance(data, dict):
        if data.get("lang") == "ja-easy" and "phrases" in data:
            yield from (run for phrase in data["phrases"] for run in phrase)
        yield from (run for value in data.values() for run in runs(value))
    elif isinstance(data, list | tuple):
        yield from (run for value in data for run in runs(value))


class TestTypesetting:
    def test_refuses_a_sign_that_no_font_has(self) -> None:
        """The press refuses a sign that no font has."""
        data = {**conftest.made("staff-card.pdf").data, "name": "つながり 😀"}

        with pytest.raises(typeset.Unprintable):
            typeset.pdf("staff_card", data)

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ('#set document(title: D.title)\n#figure(rect(), kind: "code", supplement: none)', "missing alt text"),
            ("= 見出し", "missing document title"),
        ],
    )
    def test_refuses_what_cannot_be_listened_to(self, body: str, said: str) -> None:
        """A drawing without words, or a file without a title, is an error."""
        with pytest.raises(typeset.Unprintable, match=said):
            typeset.trial(f'#import "/lib.typ": *\n#show: house\n{body}', {"title": "x", "sample": False})

    def test_refuses_words_that_do_not_fit(self, leaf: Sheet) -> None:
        """The press refuses words that do not fit."""
        long = sentence("とても長い文です。" * 40, "ja")

        with pytest.raises(typeset.Unprintable, match="does not fit"):
            typeset.pdf("bookmark", {**leaf.data, "say": {**leaf.data["say"], "body": long}})

    def test_tags_what_the_office_prints_for_those_who_listen(self) -> None:
        """PDF/UA: structure, language, a title, and words for every code."""
        with pikepdf.open(io.BytesIO(conftest.made("flyer-a4-ja.pdf").pdf)) as pdf:
            said = [str(found.Alt) for found in dictionaries(pdf) if "/Alt" in found]

            assert bool(pdf.Root.MarkInfo.Marked)
            assert str(pdf.Root.Lang) == "ja-JP"
            assert str(pdf.docinfo["/Title"]) == "話せるところの一覧"
            assert len([alt for alt in said if alt.startswith("https://")]) == 11

    def test_uses_no_font_but_the_pinned(self) -> None:
        """The press uses no font but the pinned."""
        families = {"BIZUDGothic", "BIZUDPGothic", "NotoSans", "NotoSerifThai", "NotoSansDevanagari", "NotoSansCJK"}
        found = set()
        for sheet in map(conftest.made, names()):
            with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
                found |= {str(one.FontName).split("+")[1] for one in dictionaries(pdf) if "/FontName" in one}

        assert len(wanted()) == 12
        assert {name for name in found if not name.startswith(tuple(families))} == set()


class TestSameBytes:
    def test_come_twice_from_the_same_input(self, press: Press) -> None:
        """The same bytes come twice from the same input."""
        lot = press.orders.lots[0]

        assert bookmark.sheet(press, lot, "shop").pdf == bookmark.sheet(press, lot, "shop").pdf

    def test_come_from_another_process_too(self, draft: Press) -> None:
        """The same bytes come from another process too."""
        source = """
import hashlib
from datetime import date
from publish.print import bookmark, flyer
from publish.print.press import press
draft = press(date(2026, 11, 23))
for sheet in (bookmark.sheet(draft, draft.orders.lots[0], "shop"), flyer.sheet(draft, "ja", "a6")):
    print(hashlib.sha256(sheet.pdf).hexdigest())
"""
        other = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True)
        sheets = (bookmark.sheet(draft, draft.orders.lots[0], "shop"), flyer.sheet(draft, "ja", "a6"))
        here = [hashlib.sha256(kept(sheet).pdf).hexdigest() for sheet in sheets]

        assert other.stdout.split() == here


class TestLongHosts:
    """A city's own host is long; its codes are larger and its address goes on two lines."""

    SITE = "https://tsunagari.city-kawasaki.lg.test/"

    @pytest.fixture
    def long(self, press: Press) -> Press:
        """Lend a press for a long host, whose lots ask for version 4."""
        directory = Directory(press.directory.records, replace(press.directory.site, url=self.SITE))
        lots = tuple(replace(lot, version=4) for lot in press.orders.lots)
        return replace(press, directory=directory, orders=replace(press.orders, lots=lots))

    def test_fit_the_bookmarks(self, long: Press) -> None:
        """In each of the three forms the code is read and the letters keep to the card."""
        forms = {lot.form: lot for lot in long.orders.lots if lot.kind == "leaf" and lot.language == "ja"}
        for lot in forms.values():
            sheet = kept(bookmark.sheet(long, lot, "shop"))
            (said,) = [code for page in reading.pages(sheet.pdf) for code in reading.codes(page)]

            assert said.removeprefix("https://").lower() in reading.text(sheet.pdf)
            TestEverySheet().test_keeps_every_letter_two_millimetres_inside_the_edge(sheet)

    @pytest.mark.parametrize("language", conftest.spoken()[:2])
    def test_fit_the_flyer(self, long: Press, language: str) -> None:
        """The list leaves room for larger codes."""
        sheet = kept(flyer.sheet(long, language, "a6"))

        assert len(reading.codes(reading.pages(sheet.pdf)[1])) == 11

    def test_fit_the_sign_and_the_card(self, long: Press) -> None:
        """In both sizes."""
        for sheet in map(kept, (sign.sheet(long, "a4"), sign.sheet(long, "a3"), staff_card.sheet(long))):
            assert "tsunagari.city-kawasaki.lg.test" in reading.text(sheet.pdf)


def test_every_sentence_of_the_sheets_is_known_to_whoever_collects_them() -> None:
    """What the sheets say in a language stands on the list of what is to be translated."""
    assert {flyer.TITLE, sign.NOTE, banner.SHORT, bookmark.BY_PHONE} <= set(run.sentences())
    assert len(run.sentences()) == len(set(run.sentences()))
