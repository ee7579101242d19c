"""The one file that knows mkdocs: a hook that adds our pages, and the build of all languages, one process each.

mkdocs calls the functions whose names begin with `on_`. Data pages are real mkdocs pages without a Markdown file: they
are added after the i18n plugin has arranged the prose pages (its priority is -100), and their content is rendered by
`publish.page`. What has not changed is not handed to mkdocs at all (`publish.plan`).
"""

import gc
import logging
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from directory.complaint import Refused
from directory.languages import BY_CODE, LANGUAGES, SOURCE
from directory.load import documents
from directory.opening import JST
from directory.words import words
from publish import page as our_page
from publish.audit import audit, briefly, promise
from publish.banners import lacking, shelf
from publish.callback_pages import level_answers
from publish.codes import copies
from publish.edition import Edition, edition, readings
from publish.headers import headers
from publish.inputs import Inputs, Records, ground, together
from publish.kept_hours import keep, recall
from publish.kept_pieces import kept
from publish.ledger import Ledger, Made, opened
from publish.open_data.json_ld import structured
from publish.opening_data import prepare
from publish.page import Page
from publish.pieces import pieces
from publish.plan import Plan, ask_for_all_answers, shared_sets, write_sets
from publish.print.lots import ordered
from publish.prose import finished, is_source_text
from publish.release import ready, refused
from publish.shell import PROSE, SHEETS, THEME, Shell, frame, script, script_name, skeleton, style
from publish.side_by_side import side_by_side

CONFIG = "mkdocs.yml"
HEADERS = Path("build/headers")
MANY = 50_000  # new objects between two looks for dead ones; a build makes millions and keeps nearly all


def today() -> date:
    """Return the day the site is built for: TODAY from the environment, else today in Japan."""
    given = os.environ.get("TODAY")
    return date.fromisoformat(given) if given else datetime.now(JST).date()


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


def build(out: Path, day: date | None = None, codes: tuple[str, ...] = ()) -> Path:
    """Build the site into a folder; only sound pages, and only what is made from something that has changed."""
    gc.set_threshold(MANY)
    day = day or today()
    os.environ["TODAY"] = day.isoformat()
    directory = edition(SOURCE, day).directory
    kept, ledger = promise(directory, day), opened(out)
    if note := lacking():
        print(f"バナーは、ありません。{note}", file=sys.stderr)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tsunagari-", dir=out.parent) as parts:
        made = _made(Path(parts), codes or tuple(language.code for language in LANGUAGES), ledger)
        known = ledger.promise == kept.key
        if wrong := audit({n: p for n, p in made.files.items() if not (known and p == out / n)}, kept):
            raise Refused(briefly(wrong))
        ledger.lay(made, Path(parts), kept.key)
    for name, text in headers(directory.site).items():
        _write(HEADERS / name, text)
    return out


def _made(parts: Path, codes: tuple[str, ...], ledger: Ledger) -> Made:
    """Gather what stands already and make the rest, the languages side by side; return all files by their path."""
    below, records = ground(today()), Records(documents()[1].tree)
    source, directory = Inputs(below, SOURCE, records), edition(SOURCE, today()).directory
    recall(ledger.hours, directory, source, today())
    plans = [Plan(edition(code, today()), Inputs(below, code, records), ledger) for code in codes]
    with kept(pieces(directory), together([plan.inputs for plan in plans]), ledger.pieces("all")):
        made = _put_together(plans, ledger, parts)
    ledger.hours = keep(directory, source, today())
    return made


def _put_together(plans: list[Plan], ledger: Ledger, parts: Path) -> Made:
    ask_for_all_answers(plans, ledger)
    if any(plan.asked[0] for plan in plans):
        _get_ready()
    apart = {plan.inputs.code: partial(_apart, plan, parts / plan.inputs.code) for plan in plans if not plan.stands}
    made = Made()
    for part in (*(_build_language(plan, parts) for plan in plans if plan.stands), *side_by_side(apart)):
        made.take(part)
    made.take(write_sets(shared_sets(plans, today()), ledger, parts / "extra"))
    level_answers(parts)
    for name, path in (copies(made.files, parts / "codes") | shelf()).items():
        made.add(name, path, "copy")
    return made


def _get_ready() -> None:
    """Read, decide and compile once, before the processes part."""
    our_page.compile_templates()
    frame()
    configuration()
    prepare(edition(SOURCE, today()).directory, today())
    structured(Page("", "", ""), edition(SOURCE, today()))


def _apart(plan: Plan, out: Path) -> Made:
    """Build one language in a process of its own, with the pieces that an earlier build has made of it."""
    with kept(pieces(plan.edition), plan.inputs, plan.ledger.pieces(plan.inputs.code)):
        return _build_language(plan, out)


def _build_language(plan: Plan, out: Path) -> Made:
    """Make what does not stand yet of one language in a folder; return all its files."""
    made, (drawn, prose) = Made(), plan.asked
    if drawn or prose:
        draw(Asked(plan.edition, drawn, prose), out)
    for name, key in plan.keys.items():
        made.add(name, (plan.ledger.site if plan.ledger.holds(name, key) else out) / name, key)
    made.take(write_sets(plan.sets, plan.ledger, out))
    return made


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
    for remembered in (documents, ordered, readings, words, edition, style, script, script_name, frame, configuration):
        remembered.cache_clear()
    try:
        ready(today(), release=False)
    except Refused as why:
        refused(why)
        return
    inputs = Inputs(ground(today()), code, Records(documents()[1].tree))
    _build_language(Plan(edition(code, today()), inputs, Ledger(out)), out)
    _write(out / script_name(), script())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
