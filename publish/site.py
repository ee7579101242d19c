"""The one file that knows mkdocs: a hook that adds our pages, the drawing of a language, and a live server.

mkdocs calls the functions whose names begin with `on_`. Data pages are real mkdocs pages without a Markdown file: they
are added after the i18n plugin has arranged the prose pages (its priority is -100), and their content is rendered by
`publish.page`. What has not changed is not handed to mkdocs at all (`publish.plan`).
"""

import logging
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from directory.languages import BY_CODE
from publish import page as our_page
from publish.edition import Edition
from publish.open_data.json_ld import structured
from publish.page import Page
from publish.prose import finished, is_source_text
from publish.shell import PROSE, SHEETS, THEME, Shell, frame, skeleton

CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Asked:
    """What mkdocs has to draw: pages, and prose by the names of its files."""

    edition: Edition
    pages: list[Page]
    prose: set[str]


class DataPage(MkDocsPage):
    """A page of ours inside mkdocs: no source file, content from `publish.page`."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig, made_for: Edition) -> None:
        """Tie a page to its place in the site."""
        self.ours, self.made_for = page, made_for
        super().__init__(page.title or "home", file, config)
        self.meta = {}

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """There is no Markdown to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Leave the content until the page is written, so that no more than one is held at a time."""
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids: set[str] = set()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Look for templates in our own folder only: listing the theme's ten thousand icons takes longer than rendering."""
    config.theme.dirs = [str(THEME.resolve())]
    config.theme.static_templates.clear()
    return config


@event_priority(100)
def _prose(files: Files, config: MkDocsConfig) -> Files:
    """Hand the i18n plugin only the prose that has to be drawn; what the theme would ship is not used."""
    asked: Asked = config.extra["asked"]
    return Files([file for file in files if file.src_uri in asked.prose])


@event_priority(-200)
def _data(files: Files, config: MkDocsConfig) -> Files:
    """Add the data pages that have to be drawn."""
    asked: Asked = config.extra["asked"]
    for page in asked.pages:
        _add(files, page, asked.edition, config)
    return files


on_files = CombinedEvent(_prose, _data)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Draw with the skeleton that was compiled before the processes parted."""
    return frame()


def _add(files: Files, page: Page, made_for: Edition, config: MkDocsConfig) -> None:
    prefix = made_for.language.prefix
    source = f"{prefix}{page.address}index.md".replace(".html", "")
    file = File(
        source, None, config.site_dir, use_directory_urls=True, dest_uri=prefix + page.file,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )  # fmt: skip
    file.content_string = ""
    file.locale = file.localization = file.locale_alternate_of = made_for.language.code  # type: ignore[attr-defined]
    file.norm_src_uri, file.alternates = source, {}  # type: ignore[attr-defined]
    files.append(file)
    DataPage(page, file, config, made_for)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Finish a prose page: links into this language, the list of partners, ruby."""
    if isinstance(page, DataPage):
        return html
    made_for = config.extra["asked"].edition
    return finished(html, page.file.url.removeprefix(made_for.language.prefix), made_for)


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: object) -> dict[str, Any]:  # noqa: ARG001
    """Give the skeleton template the page's content and what stands around it."""
    around = skeleton(_shell(page, config.extra["asked"].edition))
    if not isinstance(page, DataPage):
        return context | around | {"content": page.content}
    content = our_page.body(page.ours, page.made_for.reader)
    page.ours.forget()
    return context | around | {"content": content}


def _shell(page: MkDocsPage, made_for: Edition) -> Shell:
    top = "../" * page.file.dest_uri.count("/")
    if page.file.dest_uri == our_page.NOT_FOUND:
        top = urlsplit(made_for.directory.site.url).path  # it answers at any depth
    if isinstance(page, DataPage):
        ours = page.ours
        tag = made_for.language.tag
        sheets = SHEETS.get(ours.template, PROSE)
        about = structured(ours, made_for)
        return Shell(
            made_for, ours.title, ours.description, ours.quiet, ours.world, ours.address, top, tag, sheets, about,
            ours.posts,
        )  # fmt: skip
    code = is_source_text(page.file.src_uri, made_for)
    title = re.sub(r"《[^》]*》", "", str(page.title))
    address = page.file.url.removeprefix(made_for.language.prefix)
    return Shell(made_for, title, "", False, "", address, top, BY_CODE[code].tag)


def draw(asked: Asked, out: Path) -> None:
    """Let mkdocs draw pages of one language into a folder."""
    config = configuration()
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    plugin: Any = config.plugins["i18n"]
    plugin.current_language = asked.edition.language.code
    plugin.building = True  # its own loop over the languages is off: each has a process of its own
    config.site_dir = str(out.resolve())
    config.extra["asked"] = asked
    mkdocs_build(config)


@cache
def configuration() -> MkDocsConfig:
    """Return mkdocs' configuration; the languages follow each other in it, as in the plugin's own loop."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(CONFIG)
    config.plugins.on_startup(command="build", dirty=False)
    return config


def live(out: Path, port: int, build: Callable[[], None]) -> Any:
    """Return a server for a folder; a saved file of data, words or templates builds it anew and reloads the page."""
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415 (for the preview only)

    server: Any = LiveReloadServer(builder=build, host="127.0.0.1", port=port, root=str(out))
    for folder in ("data", "docs", "publish", "directory"):
        server.watch(folder)
    return server
