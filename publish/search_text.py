"""What finding looks at: each window's words as people type them, and the file that holds them with its script.

Lists stay light because this file is asked for only when she opens the filters. It is the same for everyone who reads a
language, and nothing she types or chooses leaves the phone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from directory.furigana import MARKED, annotate, plain
from directory.model import Window
from publish.card import codes
from publish.edition import Edition
from publish.labels import CHANNELS
from publish.later import packed
from publish.pieces import piece

KANJI = re.compile(r"[一-鿿々]")


def reading(text: str, readings: Mapping[str, str]) -> str:
    """Return a Japanese text as it is spoken, as far as the dictionary knows: 法テラス → ほうてらす."""
    spoken = MARKED.sub(lambda mark: mark["reading"], annotate(text, readings))
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in spoken)


def with_reading(text: str, readings: Mapping[str, str]) -> str:
    """Return a text, and how it is spoken where it is written with kanji."""
    return f"{text} {reading(text, readings)}" if KANJI.search(text) else text


_with_reading = cache(with_reading)


def said(sentence: str, edition: Edition) -> Iterator[str]:
    """Yield a sentence of the site: in Japanese with its reading, and in the reader's language."""
    yield _with_reading(plain(sentence), edition.reader.readings)
    if edition.language.spoken != "ja":
        yield edition.reader.attr(sentence)


def own_words(window: Window, edition: Edition) -> str:
    """Return the words that only this window has; its description in the reader's language stands on the page."""
    return piece(edition.directory, "own words", window.id, partial(_own_words, window, edition))


def _own_words(window: Window, edition: Edition) -> str:
    organization = edition.directory.organization.get(window.organization or "")
    texts = (window.name, window.description, organization and organization.name, window.organization_note)
    japanese = (with_reading(text, edition.reader.readings) for text in texts if text)
    return " ".join(dict.fromkeys([*japanese, *window.alternate_names.values()]))


def shared_words(edition: Edition) -> dict[str, str]:
    """Return the words behind a code that many windows share: topics, ways to talk, wards."""
    site = edition.directory.site
    rows = [(f"t{topic.id}", topic.label) for topic in site.topics]
    rows += [(f"w{ward.id}", ward.label) for ward in site.wards]
    rows += [(f"k{kind}", label) for kind, (label, _) in CHANNELS.items()]
    return {code: " ".join(said(label, edition)) for code, label in rows}


def find_data(edition: Edition) -> dict[str, object]:
    """Return what the script of a language's lists looks at."""
    windows = {w.id: [" ".join(codes(w, edition)), own_words(w, edition)] for w in edition.windows}
    return {"words": shared_words(edition), "windows": windows}


def find_script(edition: Edition) -> tuple[str, str]:
    """Return the name and the text of a language's file for finding."""
    return packed("find", f"\nfind({json.dumps(find_data(edition), ensure_ascii=False, separators=(',', ':'))});")


@cache
def find_name(edition: Edition) -> str:
    """Return the name alone: the text is long, and a build of many languages need not hold them all."""
    return find_script(edition)[0]
