"""The one file that knows mkdocs: a hook that adds our pages, and the build of all languages, one process each.

mkdocs calls `on_files`, `on_page_content` and `on_page_context`. Data pages are real mkdocs pages without a Markdown
file: they are added after the i18n plugin has arranged the prose pages (its priority is -100), and their content is
rendered by `publish.page`.
"""

import logging
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from directory.complaint import Refused
from directory.languages import BY_CODE, LANGUAGES, SOURCE
from directory.load import documents
from directory.opening import JST
from directory.vocabulary import Site
from directory.words import words
from publish import page as our_page
from publish.audit import audit, briefly, promise
from publish.banners import lacking, shelf
from publish.callback_pages import level_answers
from publish.codes import copies
from publish.edition import Edition, edition, readings
from publish.headers import headers
from publish.later import near_script
from publish.open_data.json_ld import structured
from publish.open_data.write import write_open_data
from publish.opening_data import prepare
from publish.page import Page
from publish.pages import pages
from publish.partner_kit import write_kit
from publish.print.lots import ordered
from publish.prose import finished, is_source_text
from publish.release import ready, refused
from publish.search_text import find_script
from publish.shell import PROSE, SHEETS, THEME, Shell, script, script_name, skeleton, style
from publish.sitemap import sitemap

CONFIG = "mkdocs.yml"
HEADERS = Path("build/headers")


def today() -> date:
    """Return the day the site is built for: TODAY from the environment, else today in Japan."""
    given = os.environ.get("TODAY")
    return date.fromisoformat(given) if given else datetime.now(JST).date()


def _code(config: MkDocsConfig) -> str:
    plugin: Any = config.plugins["i18n"]
    return str(plugin.current_language)


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
        """Render the content with our own templates."""
        self.content = our_page.body(self.ours, self.made_for.reader)
        self.toc = TableOfContents([])
        self.present_anchor_ids: set[str] = set()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Look for templates in our own folder only: listing the theme's ten thousand icons takes longer than rendering."""
    config.theme.dirs = [str(THEME.resolve())]
    return config


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the language's data pages; drop what the theme would ship, none of it is used."""
    made_for = edition(_code(config), today())
    kept = Files([file for file in files if file.src_uri.endswith(".md")])
    ours = list(pages(made_for))
    for page in ours:
        _add(kept, page, made_for, config)
    config.extra["listed"] = [made_for.language.prefix + page.address for page in ours if not page.quiet]
    config.theme.static_templates.clear()
    return kept


def _add(files: Files, page: Page, made_for: Edition, config: MkDocsConfig) -> None:
    prefix = made_for.language.prefix
    target = page.address if page.address.endswith(".html") else f"{page.address}index.html"
    source = f"{prefix}{page.address}index.md".replace(".html", "")
    file = File(
        source, None, config.site_dir, use_directory_urls=True, dest_uri=prefix + target,
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
    made_for = edition(_code(config), today())
    return finished(html, page.file.url.removeprefix(made_for.language.prefix), made_for)


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: object) -> dict[str, Any]:  # noqa: ARG001
    """Give the skeleton template what stands around the page."""
    made_for = edition(_code(config), today())
    return context | skeleton(_shell(page, made_for))


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


def build(out: Path, day: date | None = None, codes: tuple[str, ...] = ()) -> Path:
    """Build the site into a folder, one process a language; only sound pages, only files whose bytes changed."""
    day = day or today()
    os.environ["TODAY"] = day.isoformat()
    directory = edition(SOURCE, day).directory
    prepare(directory, day)  # read, decide and compile once, before the processes part
    our_page.compile_templates()
    if note := lacking():
        print(f"バナーは、ありません。{note}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="tsunagari-") as parts:
        files = _files(Path(parts), codes or tuple(language.code for language in LANGUAGES), directory.site)
        if wrong := audit(files, promise(directory, day)):
            raise Refused(briefly(wrong))
        _sync(files, out)
    for name, text in headers(directory.site).items():
        _write(HEADERS / name, text)
    return out


def _files(parts: Path, codes: tuple[str, ...], site: Site) -> dict[str, Path]:
    """Build the languages side by side, each into a folder of its own; return all files by their path in the site."""
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        addresses = pool.starmap(_build_language, [(code, parts / code) for code in codes], chunksize=1)
    extra = parts / "extra"
    _write(extra / script_name(), script())
    _write(extra / "sitemap.xml", sitemap(site.url, [a for part in addresses for a in part]))
    _write(extra / "robots.txt", "User-agent: *\nAllow: /\n")
    write_open_data(extra, today())
    write_kit(extra, today())
    level_answers(parts)
    folders = [*(parts / code for code in codes), extra]
    built = {p.relative_to(folder).as_posix(): p for folder in folders for p in folder.rglob("*") if p.is_file()}
    return built | copies(built, parts / "codes") | shelf()


def _build_language(code: str, out: Path) -> list[str]:
    """Build one language into its own folder; return the addresses that search engines may know."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = configuration(code, out)
    mkdocs_build(config)
    for name, text in (near_script(), find_script(edition(code, today()))):
        _write(out / "assets" / name, text)
    listed: list[str] = config.extra["listed"]
    return listed


def configuration(code: str, out: Path) -> MkDocsConfig:
    """Return mkdocs' configuration for one language alone."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    config = load_config(CONFIG, site_dir=str(out.resolve()))
    plugin: Any = config.plugins["i18n"]
    plugin.current_language = code
    plugin.building = True  # its own loop over the languages is off: each has a process of its own
    config.plugins.on_startup(command="build", dirty=False)
    return config


def preview(code: str, port: int) -> int:
    """Serve one language; a saved file of data, words or templates rebuilds it and reloads the page."""
    os.environ["PREVIEW"] = "1"
    out = Path(tempfile.mkdtemp(prefix="tsunagari-"))
    server: Any = LiveReloadServer(builder=partial(rebuild, code, out), host="127.0.0.1", port=port, root=str(out))
    for folder in ("data", "docs", "publish", "directory"):
        server.watch(folder)
    rebuild(code, out)
    print(f"http://127.0.0.1:{port}/{BY_CODE[code].prefix} を開いてください（終わるには Ctrl+C）", flush=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
        shutil.rmtree(out, ignore_errors=True)
    return 0


def rebuild(code: str, out: Path) -> None:
    """Build anew from the files as they are now; while they are wrong, say so and keep the last good pages."""
    for remembered in (documents, ordered, readings, words, edition, style, script):
        remembered.cache_clear()
    try:
        ready(today(), release=False)
    except Refused as why:
        refused(why)
        return
    _build_language(code, out)
    _write(out / script_name(), script())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _sync(wanted: dict[str, Path], out: Path) -> None:
    """Make a folder hold these files; those that are already the same are not touched."""
    for name, path in wanted.items():
        target = out / name
        if not target.exists() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for path in list(out.rglob("*")):
        if path.is_file() and path.relative_to(out).as_posix() not in wanted:
            path.unlink()
