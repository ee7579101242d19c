"""The page for an address that is not there."""

from urllib.parse import urlsplit

from markupsafe import Markup

from directory.furigana import to_html
from directory.languages import LANGUAGES
from directory.words import marked, words
from publish.edition import Edition
from publish.page import NOT_FOUND, Page

MISSING = marked("この頁はありません")
LEAVE = marked("すぐ閉じる")


def not_found(edition: Edition) -> Page:
    """Return the page for a missing address: every language's home, none of them first in rank."""
    root = urlsplit(edition.directory.site.url).path
    places = [
        (language.tag, language.name, root + language.prefix, Markup(to_html(words(language.code).say(MISSING).text)))
        for language in LANGUAGES
    ]
    leave = [words(language.code).say(LEAVE).text for language in LANGUAGES]
    return Page(NOT_FOUND, "not_found.html", "404", {"places": places}, quiet=True, reads=(repr((places, leave)),))
