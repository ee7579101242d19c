"""The whole site without its generator: content, addresses and languages are ours, so another frame can take its place.

It draws no skeleton and no style. A test holds its pages to those of the real build.
"""

from collections.abc import Iterator
from datetime import date

import markdown

from directory.languages import LANGUAGES, Language
from publish.edition import Edition, edition
from publish.page import body
from publish.pages import pages
from publish.prose import finished, prose_sources

PLAIN = '<!doctype html><html lang="{tag}"><meta charset="utf-8"><title>{title}</title><main>{content}</main></html>\n'
EXTENSIONS = ("attr_list", "md_in_html", "tables", "toc")


def fallback(day: date) -> Iterator[tuple[str, str]]:
    """Yield (address, HTML) of every page of every language."""
    for language in LANGUAGES:
        yield from _language(edition(language.code, day))


def _language(made_for: Edition) -> Iterator[tuple[str, str]]:
    language = made_for.language
    for page in pages(made_for):
        yield language.prefix + page.address, _plain(language, page.title, body(page, made_for.reader))
    for name, path in prose_sources(language).items():
        html = markdown.markdown(path.read_text("utf-8"), extensions=EXTENSIONS)
        yield f"{language.prefix}{name}/", _plain(language, name, finished(html, f"{name}/", made_for))


def _plain(language: Language, title: str, content: str) -> str:
    return PLAIN.format(tag=language.tag, title=title, content=content)
