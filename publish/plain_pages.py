"""Pages without a record of their own: being called back, and the page for an address that is not there."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from directory.furigana import to_html
from directory.languages import LANGUAGES, SOURCE
from directory.words import marked, words
from publish.card import card
from publish.edition import Edition
from publish.home_page import choices, chosen
from publish.page import NOT_FOUND, Data, Page

MISSING = marked("この頁はありません")
LEAVE = marked("すぐ閉じる")


def plain_pages(edition: Edition) -> Iterator[Page]:
    """Yield the quiet page on being called back, and once for all languages 404.html."""
    reads = edition.directory.site.callback_window, *chosen(edition)
    title, data = edition.reader.attr(marked("電話のお願い")), partial(_callback, edition)
    yield Page("callback/", "callback.html", title, data, quiet=True, reads=reads)
    if edition.language.code == SOURCE:
        yield not_found(edition)


def _callback(edition: Edition) -> Data:
    window = edition.directory.window[edition.directory.site.callback_window]
    return choices(edition) | {"window": card(window, edition)}


def not_found(edition: Edition) -> Page:
    """Return the page for a missing address: every language's home, none of them first in rank."""
    root = urlsplit(edition.directory.site.url).path
    places = [
        (language.tag, language.name, root + language.prefix, Markup(to_html(words(language.code).say(MISSING).text)))
        for language in LANGUAGES
    ]
    leave = [words(language.code).say(LEAVE).text for language in LANGUAGES]
    return Page(NOT_FOUND, "not_found.html", "404", {"places": places}, quiet=True, reads=(repr((places, leave)),))
