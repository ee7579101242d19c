"""Every page of a language, in the order they are built."""

from collections.abc import Iterator

from directory.languages import SOURCE
from publish.callback_pages import callback_pages
from publish.codes import code_pages
from publish.edition import Edition
from publish.home_page import home_page, landing_pages
from publish.list_pages import list_pages
from publish.not_found import not_found
from publish.page import Page
from publish.point_pages import point_pages
from publish.window_page import window_pages


def pages(edition: Edition) -> Iterator[Page]:
    """Yield the pages of an edition; the prose pages of docs/ come besides, as Markdown."""
    yield home_page(edition)
    yield from landing_pages(edition)
    yield from code_pages(edition)
    yield from list_pages(edition)
    yield from window_pages(edition)
    yield from point_pages(edition)
    yield from callback_pages(edition)
    if edition.language.code == SOURCE:  # once for all languages
        yield not_found(edition)
