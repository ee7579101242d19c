"""Sentences made ready for typesetting: cut where a line may break, readings parted from their words.

Each language breaks its own way. Japanese breaks between phrases (BudouX), やさしい日本語 only at its spaces,
Korean between words, Chinese better by the clause; the others break as the typesetter knows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TypedDict

import budoux

from directory.furigana import MARKED, annotate

GLUE = "\u2060"  # no line may break here
MAY_BREAK = "\u200b"
HANGUL = re.compile(r"(?<=[가-힣])(?=[가-힣])")

# 「お金の｜こと」: a noun without a meaning of its own does not begin a line
LEANING = re.compile(r"(?:こと|もの|とき|ところ|ため|よう)")
WORD_END = re.compile(r"》(?=[ァ-ヶ一-鿿｜])")
NAME_PART = re.compile(r"([・）」]|(?=[（「]))")
ORPHAN = 4  # a last word as short as 「ごはん。」 does not stand on a line of its own
ENDED = re.compile(r"(?<=。)(?![^「]*」)")
# Chinese breaks anywhere, but reads better by the clause; a longer clause than this may not fit a bookmark's line.
CLAUSE, LONGEST_CLAUSE = re.compile(r"(?<=[，。、；：])"), 12
# Where words are spaced, a clause as short as “or if you cry,” stays on one line: a break at its comma reads better.
SPACED_CLAUSE, TIED = re.compile(r"(?<=[,;]) "), "\u00a0"

BREAKS_ITSELF = {"ja-easy", "zh", "zh-TW", "th"}

Run = tuple[str, str]  # words and their reading, which may be empty
TURN: list[Run] = [("\n", "")]


class Sentence(TypedDict):
    """A sentence for the templates: the language's code, and phrases of runs that stay on one line."""

    lang: str
    phrases: list[list[Run]]


def sentence(text: str, code: str) -> Sentence:
    """Return a text in a language, cut into phrases."""
    return {"lang": code, "phrases": [list(_runs(phrase, code)) for phrase in _phrases(text, code)]}


def verse(lines: Sequence[str], code: str) -> Sentence:
    """Return sentences of a language, each beginning on a new line."""
    parts = [sentence(line, code)["phrases"] for line in lines]
    phrases = [phrase for number, part in enumerate(parts) for phrase in ([TURN] if number else []) + part]
    return {"lang": code, "phrases": phrases}


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a Japanese text."""
    return [line for line in ENDED.split(text) if line.strip()]


def named(name: str, readings: Mapping[str, str]) -> str:
    """Return an official name with readings, and a space wherever one of its words may begin a line."""
    return WORD_END.sub("》 ", annotate(NAME_PART.sub(r"\1 ", name), readings)).strip()


def spoken(text: str) -> str:
    """Return a text with the readings instead of their words, for lettering too small to carry both."""
    return MARKED.sub(lambda match: match["reading"], text)


def plain(text: str) -> str:
    """Return a text without readings and without marks for the typesetter, as a PDF's metadata wants it."""
    return MARKED.sub(lambda match: match["base"] or match["run"], text).replace(GLUE, "").replace(MAY_BREAK, "")


def _phrases(text: str, code: str) -> list[str]:
    if code == "ja-easy":
        return text.split()
    if code == "ja":
        return [phrase for part in re.findall(r"\S+\s*", text) for phrase in _japanese_phrases(part)]
    if code in ("zh", "zh-TW"):
        return [clause for clause in CLAUSE.split(text) if clause]
    return [text]


def _japanese_phrases(text: str) -> list[str]:
    phrases: list[str] = []
    for phrase in _japanese().parse(text):
        if phrases and _one(phrases[-1], phrase):
            phrase = phrases.pop() + phrase  # noqa: PLW2901
        phrases.append(phrase)
    if len(phrases) > 1 and len(phrases[-1]) <= ORPHAN and not phrases[-2].endswith("、"):
        phrases[-2:] = ["".join(phrases[-2:])]
    return phrases


def _one(before: str, phrase: str) -> bool:
    """Say whether no line may break between two phrases: within a number, before a noun that leans."""
    number = before[-1].isdigit() and phrase[0].isdigit()
    return number or bool(LEANING.match(phrase) and not before.endswith(("、", "。")))


def _runs(phrase: str, code: str) -> Iterator[Run]:
    done = 0
    for match in MARKED.finditer(phrase):
        yield _glued(phrase[done : match.start()], code), ""
        yield match["base"] or match["run"], match["reading"]
        done = match.end()
    yield _glued(phrase[done:], code), ""


def _glued(text: str, code: str) -> str:
    if code == "ja" or (code in ("zh", "zh-TW") and len(text) <= LONGEST_CLAUSE):
        return GLUE.join(text)
    if code == "ko":
        return HANGUL.sub(GLUE, text)
    return text if code in BREAKS_ITSELF else " ".join(map(_tied, SPACED_CLAUSE.split(text)))


def _tied(clause: str) -> str:
    return clause.replace(" ", TIED) if len(clause) <= LONGEST_CLAUSE else clause


@cache
def _japanese() -> budoux.Parser:
    return budoux.load_default_japanese_parser()
