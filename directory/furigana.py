"""Furigana: the reading written over a word, kept in the text itself as 漢字《かな》.

The mark binds to the run of kanji (々 and ヶ among them) just before it. Where the word begins elsewhere a ｜ says so:
｜1人《ひとり》, 夏｜休《やす》み.

A dictionary gives whole words. Its words may hold kana, letters and digits, and ＃ stands for any one digit:

    受付: うけつけ              受付《うけつけ》
    取り違え: とりちがえ        取《と》り違《ちが》え       kana of the word that stand in the reading stay outside the ruby
    ＃時: ＃じ                  10時《じ》                   so do digits
    1人: ひとり                 ｜1人《ひとり》              what does not stand in the reading goes under it; not after a digit
    紅葉ケ丘: もみじがおか      ｜紅葉ケ丘《もみじがおか》
    石田和子: 石田《いしだ》和子《かずこ》                   a reading with marks of its own is taken as it stands

    働: はたら                  働《はたら》く, 働《はたら》いて    one kanji alone serves all forms of a verb

A missing reading is seen (`bare_kanji`) and mended; a wrong one is believed. So a kanji standing alone at the edge of a
dictionary's word must stand alone in the text too: 休 is found in 休み but not in 夏休み.
A dictionary's word that is one kanji and no more is not used after a digit either: 分 is not read in 3分 as it is alone.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

KANJI = r"㐀-䶿一-鿿豈-﫿々〆ヶ"
DIGITS = r"0-9０-９"
MARKED = re.compile(rf"(?:｜(?P<base>[^｜《》]+)|(?P<run>[{KANJI}]+))《(?P<reading>[^《》]*)》")
RUN = re.compile(rf"[{KANJI}]+")
LONE_FIRST = re.compile(rf"[{KANJI}](?![{KANJI}＃])")
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


def bare_kanji(text: str) -> list[str]:
    """The runs of kanji that have no reading, in the order they stand."""
    return [run for base, reading in _pieces(text) if not reading for run in RUN.findall(base)]


def morae(text: str) -> int:
    """How many beats the text has when spoken, by its readings where they are given."""
    return sum(_beats(reading or base) for base, reading in _pieces(text))


def annotate(text: str, readings: Mapping[str, str]) -> str:
    """The text with a reading for every kanji the dictionary knows; the longest word wins, marks already there stay."""
    done, marked = 0, ""
    for match in _matcher(readings).finditer(text):
        marked += text[done : match.start()]
        marked += match[0] if match["reading"] else _separated(marked, _marked(match[0], _reading(match[0], readings)))
        done = match.end()
    return marked + text[done:]


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


def _matcher(readings: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for all words, longest first, a given digit before ＃; `re` keeps it compiled for the next text."""
    words = sorted(readings, key=lambda word: (-len(word), "＃" in word, word))
    either = "|".join(_word_pattern(word, readings[word]) for word in words) or "(?!)"
    return re.compile(rf"{MARKED.pattern}|(?:{either})(?![{KANJI}]*《)")


def _word_pattern(word: str, reading: str) -> str:
    """The word, and what may stand beside it."""
    pattern = re.escape(word).replace("＃", f"[{DIGITS}]")
    counter = re.match(f"[{DIGITS}＃]", word)
    if counter and not re.search(f"[{DIGITS}＃]", reading):
        pattern = f"(?<![{DIGITS}])" + pattern
    if LONE_FIRST.match(word):
        pattern = f"(?<![{KANJI}》{DIGITS if len(word) == 1 else ''}])" + pattern
    if LONE_LAST.search(word) and not counter:
        pattern += f"(?![{KANJI}｜])"
    return pattern


def _reading(found: str, readings: Mapping[str, str]) -> str:
    """The reading of a word as it was found, its digits put back where the dictionary says ＃."""
    if found in readings:
        return readings[found]
    word = min((word for word in readings if _is_written(word, found)), key=lambda word: word.count("＃"))
    digits = iter(re.findall(f"[{DIGITS}]", found))
    return "".join(next(digits) if char == "＃" else char for char in readings[word])


def _is_written(word: str, found: str) -> bool:
    return "＃" in word and re.fullmatch(re.escape(word).replace("＃", f"[{DIGITS}]"), found) is not None


def _marked(word: str, reading: str) -> str:
    """The word with its marks, over the kanji only if the rest of the word stands in the reading."""
    if "《" in reading:
        return reading
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


def _separated(before: str, marked: str) -> str:
    """A ｜ before a mark that would otherwise take the kanji before it along."""
    needed = re.search(f"[{KANJI}]$", before) and RUN.match(marked)
    return f"｜{marked}" if needed else marked
