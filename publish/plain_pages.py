"""Pages without a record of their own: being called back, and the page for an address that is not there."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import Markup

from directory.furigana import to_html
from directory.languages import LANGUAGES, SOURCE
from directory.words import marked, words
from publish.accessibility_page import accessibility_page
from publish.card import card
from publish.edition import Edition
from publish.home_page import choices
from publish.page import NOT_FOUND, Page

MISSING = marked("この頁はありません")


def plain_pages(edition: Edition) -> Iterator[Page]:
    """Yield the quiet page on being called back, the accessibility result, and once for all languages 404.html."""
    window = edition.directory.window[edition.directory.site.callback_window]
    data = choices(edition) | {"window": card(window, edition)}
    yield Page("callback/", "callback.html", edition.reader.attr(marked("電話のお願い")), data, quiet=True)
    yield accessibility_page(edition)
    if edition.language.code == SOURCE:
        yield not_found(edition)


def not_found(edition: Edition) -> Page:
    """Return the page for a missing address: every language's home, none of them first in rank."""
    root = urlsplit(edition.directory.site.url).path
    places = [
        (language.tag, language.name, root + language.prefix, Markup(to_html(words(language.code).say(MISSING).text)))
        for language in LANGUAGES
    ]
    return Page(NOT_FOUND, "not_found.html", "404", {"places": places}, quiet=True)
