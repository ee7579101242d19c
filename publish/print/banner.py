"""Banners for partners' pages and for previews in social media: PNG, SVG without fonts, and the HTML to paste."""

import re
from functools import cache
from html import escape
from typing import Any

from directory.vocabulary import Site
from directory.words import Words, marked, words
from publish.print import picture, typeset
from publish.print.phrases import Sentence, plain, sentence, spoken

TITLE = marked("話せるところが、あります。")
BODY = marked("お金のこと、家のこと、からだのこと。名前を言わなくても、かまいません。")
SHORT = marked("話せるところ")
SENTENCES = (TITLE, BODY, SHORT)
OPEN_GRAPH = (1200, 630)
# Widths and heights in use: the preview of social media, two partner sizes, two link sizes, the slots cities rent out.
SIZES = (OPEN_GRAPH, (600, 200), (468, 60), (234, 60), (150, 60), (120, 60))
# What hosts allow: Kuroishi and Tsukigata 10 KB for 150 × 60, Sapporo 4 KB for 120 × 60.
LIMITS = {(150, 60): 10_000, (120, 60): 4_000}
SMALL = 60  # a height too small for furigana, where the readings stand alone

Size = tuple[int, int]


def files(site: Site, language: str) -> dict[str, bytes]:
    """Return a language's banners by the name under which the site publishes them."""
    made = {address(language, size): describe(site, language, size) for size in SIZES}
    pictures = {f"{name}.png": _png(data) for name, data in made.items()}
    drawings = {f"{name}.svg": _svg(data).encode() for name, data in made.items()}
    return pictures | drawings


def address(language: str, size: Size) -> str:
    """Return where in the site a banner stands, for ever, without `.png` or `.svg`: partners have pasted it."""
    return f"banners/{language}/{size[0]}x{size[1]}"


def snippet(site: Site, language: str, size: Size) -> str:
    """Return the HTML that a partner pastes: a link and a picture, no script, no word of where she came from."""
    said = words(language)
    source = f"{site.url}{address(language, size)}.png"
    width, height = size
    return (
        f'<a href="{escape(site.url + said.language.prefix)}" rel="noreferrer" hreflang="{said.language.tag}">'
        f'<img src="{escape(source)}" width="{width}" height="{height}" alt="{escape(alt(site, said))}"></a>'
    )


def alt(site: Site, said: Words) -> str:
    """Return what stands for the picture where it is not seen."""
    return f"{plain(said.say(TITLE).text)} {plain(said.say(site.name).text)}"


def describe(site: Site, language: str, size: Size) -> dict[str, Any]:
    """Return what the template needs to know."""
    said = words(language)
    title = SHORT if size[0] < 200 else TITLE
    return {
        "w": size[0],
        "h": size[1],
        "lang": language,
        "title": alt(site, said),
        "say": {"title": _say(title, said, size), "body": _say(BODY, said, size)},
        "name": _say(site.name, said, size),
        "sample": False,
    }


def _say(text: str, said: Words, size: Size) -> Sentence:
    told = said.say(text)
    code = said.language.code if told.translated else "ja"
    return _sentence(spoken(told.text) if size[1] <= SMALL else told.text, code)


_sentence = cache(sentence)  # the same in several sizes


def _png(data: dict[str, Any]) -> bytes:
    return picture.light(typeset.png("banner", data))


def _svg(data: dict[str, Any]) -> str:
    """Return the drawing with its title in front, for whoever cannot see it."""
    drawn = typeset.svg("banner", data)
    return re.sub(r"(<svg [^>]*>)", rf"\1<title>{escape(data['title'])}</title>", drawn, count=1)
