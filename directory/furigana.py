"""Furigana: the reading written over a word, kept in the text itself as 漢字《かな》.

The mark binds to the run of kanji (々 and ヶ among them) just before it. Where the word begins elsewhere a ｜ says so:
｜1人《ひとり》, 夏｜休《やす》み.

A dictionary gives whole words with their readings. They may hold kana, letters and digits; ＃ stands for any one digit:

    受付: うけつけ            受付《うけつけ》
    取り違え: とりちがえ      取《と》り違《ちが》え      kana that stand in the reading too stay outside the ruby
    ＃時: ＃じ                10時《じ》                  so do digits
    1人: ひとり               ｜1人《ひとり》             what the reading swallows goes under it (not in 11人)
    紅葉ケ丘: もみじがおか    ｜紅葉ケ丘《もみじがおか》
    働: はたら                働《はたら》く              the kanji alone serves every form of a verb
    石田和子: 石田《いしだ》和子《かずこ》                a reading with marks of its own is taken as it stands

A missing reading is seen (`bare_kanji`) and mended; a wrong one is believed. So a kanji that stands alone at the edge
of a dictionary's word must stand alone in the text too (休み is not read in 夏休み), and a word of one kanji is never
read after a digit (日 is not the 日 of 3日).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape

KANJI = r"㐀-䶿一-鿿豈-﫿々〆ヶ"
DIGITS = r"0-9０-９"
KATAKANA = ord("ァ") - ord("ぁ")  # how far katakana lie behind hiragana
MARKED = re.compile(rf"(?:｜(?P<base>[^｜《》]+)|(?P<run>[{KANJI}]+))《(?P<reading>[^《》]*)》")
RUN = re.compile(rf"[{KANJI}]+")
DIGIT = re.compile(f"[{DIGITS}]")
MARK_AHEAD = re.compile(f"[{KANJI}]*《")
LONE_FIRST = re.compile(rf"[{KANJI}](?![{KANJI}{DIGITS}])")
LONE_LAST = re.compile(rf"(?<![{KANJI}])[{KANJI}]$")

# Small vowels and ゃゅょ ride on the kana before them; small っ, ん and ー are beats of their own.
UNCOUNTED = frozenset("ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ")
# A kanji nobody gave a reading, a digit (いち, さん) or a capital (ディー, エス) is most often two beats.
TWO_BEATS = re.compile(rf"[{KANJI}{DIGITS}A-ZＡ-Ｚ]")
ONE_BEAT = re.compile(r"[ぁ-ゖァ-ヺーa-zａ-ｚ]")


def to_html(text: str) -> str:
    """The text as HTML: special characters escaped, every marked word in <ruby>."""
    return "".join(_ruby(base, reading) for base, reading in _pieces(text))


def plain(text: str) -> str:
    """The text without its readings."""
    return "".join(base for base, _ in _pieces(text))


def katakana(text: str) -> str:
    """The text as it is read, in katakana: 受付《うけつけ》 → ウケツケ."""
    read = "".join(reading or base for base, reading in _pieces(text))
    return "".join(chr(ord(sign) + KATAKANA) if "ぁ" <= sign <= "ゖ" else sign for sign in read)


def bare_kanji(text: str) -> list[str]:
    """The runs of kanji that have no reading, in the order they stand."""
    return [run for base, reading in _pieces(text) if not reading for run in RUN.findall(base)]


def morae(text: str) -> int:
    """How many beats the text has when spoken, by its readings where they are given."""
    return sum(_beats(reading or base) for base, reading in _pieces(text))


class Readings(dict[str, str]):
    """A dictionary of words with their readings, which knows how long its words are."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    @cached_property
    def longest(self) -> dict[str, int]:
        """The length of the longest word by its first sign."""
        found: dict[str, int] = {}
        for word in self:
            found[word[:1]] = max(len(word), found.get(word[:1], 0))
        return found


def annotate(text: str, readings: Mapping[str, str]) -> str:
    """The text with a reading for every kanji the dictionary knows; the longest word wins, marks already there stay."""
    known = readings if isinstance(readings, Readings) else Readings(readings)
    marked, at = "", 0
    while at < len(text):
        there = MARKED.match(text, at)
        word = there[0] if there else _longest_word(text, at, known)
        reading = None if there else _entry(word, readings)
        marked += _marked(word, reading, marked) if reading else word or text[at]
        at += len(word) or 1
    return marked


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into (words, reading); the reading is empty where none is marked."""
    done = 0
    for match in MARKED.finditer(text):
        yield text[done : match.start()], ""
        yield match["base"] or match["run"], match["reading"]
        done = match.end()
    yield text[done:], ""


def _ruby(base: str, reading: str) -> str:
    if not reading:
        return escape(base)
    return f"<ruby>{escape(base)}<rt>{escape(reading)}</rt></ruby>"


def _beats(spoken: str) -> int:
    counted = "".join(char for char in spoken if char not in UNCOUNTED)
    return len(ONE_BEAT.findall(counted)) + 2 * len(TWO_BEATS.findall(counted))


def _longest_word(text: str, start: int, readings: Readings) -> str:
    """The longest word of the dictionary that starts here and may be read here."""
    longest = max(readings.longest.get(sign, 0) for sign in (text[start], DIGIT.sub("＃", text[start])))
    for end in range(min(start + longest, len(text)), start, -1):
        reading = _entry(text[start:end], readings)
        if reading and _fits(text[start:end], reading, text[max(0, start - 1) : start], text[end:]):
            return text[start:end]
    return ""


def _entry(word: str, readings: Mapping[str, str]) -> str | None:
    """The reading of a word, its own digits in the place of the dictionary's ＃."""
    if word in readings:
        return readings[word]
    reading = readings.get(DIGIT.sub("＃", word))
    digits = iter(DIGIT.findall(word))
    return reading and re.sub("＃", lambda _: next(digits), reading)


def _fits(word: str, reading: str, before: str, after: str) -> bool:
    """Whether the word may be read so between its neighbours: one character before, all that comes after."""
    if MARK_AHEAD.match(after):
        return False
    if DIGIT.match(word):
        return bool(DIGIT.search(reading)) or not DIGIT.match(before)
    if LONE_FIRST.match(word) and (RUN.match(before) or before == "》" or (len(word) == 1 and DIGIT.match(before))):
        return False
    return not (LONE_LAST.search(word) and RUN.match(after.removeprefix("｜")))


def _marked(word: str, reading: str, before: str) -> str:
    """The word with its marks, and a ｜ where a mark would otherwise take the kanji before it along."""
    marked = reading if "《" in reading else _over_kanji(word, reading)
    return f"｜{marked}" if RUN.match(marked) and RUN.match(before[-1:]) else marked


def _over_kanji(word: str, reading: str) -> str:
    """The word with marks over its kanji only, if all else of it stands in the reading; or one mark over the whole."""
    parts = [part for part in re.split(f"([{KANJI}]+)", word) if part]
    pattern = "".join("(.+?)" if RUN.match(part) else f"({re.escape(_hiragana(part))})" for part in parts)
    split = re.fullmatch(pattern, _hiragana(reading))
    if split is None:
        return f"｜{word}《{reading}》"
    spoken = [reading[slice(*split.span(n))] for n in range(1, len(parts) + 1)]
    return "".join(f"{part}《{said}》" if RUN.match(part) else part for part, said in zip(parts, spoken, strict=True))


def _hiragana(text: str) -> str:
    """Katakana as hiragana, so that ケア推進 may be read けあすいしん as well as ケアすいしん."""
    return re.sub(r"[ァ-ヶ]", lambda char: chr(ord(char[0]) - 0x60), text)
