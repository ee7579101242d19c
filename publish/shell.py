"""What stands around every page: the exit, the languages, the notices, the head with its policy."""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rcssmin
import rjsmin
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from directory.languages import BY_CODE, LANGUAGES, SOURCE, Language
from directory.words import marked, words
from publish.audit_rules import digest
from publish.banners import shelf
from publish.edition import Edition
from publish.page import NOT_FOUND, icon
from publish.print.banner import OPEN_GRAPH
from publish.print.banner import address as address_of
from publish.straight import StraightEnvironment

THEME = Path(__file__).parent / "theme"
# What stands in every page, and what all of them load in one file when she can already read.
LEAVING, SCRIPTS = ("exit.js",), ("open_now.js", "later.js")

# The sheets besides site.css that a template's page wears; every page carries its own style, and no more of it.
SHEETS = {
    "home.html": ("stem", "home"),
    "landing.html": ("stem", "home", "landing"),
    "needs.html": ("stem", "home"),
    "callback.html": ("form",),
    "callback_back.html": ("form",),
    "callback_answer.html": ("home", "form"),
    "no_callback.html": ("stem", "home", "list", "prose"),
    "ended.html": ("home",),
    "list.html": ("list",),
    "languages.html": ("list",),
    "areas.html": ("map",),
    "supplies.html": ("list", "map"),
    "window.html": ("stem", "record"),
    "point.html": ("stem", "record"),
    "accessibility.html": ("stem", "prose", "jis"),
}
PROSE = ("stem", "prose")
SWITCHES = [(one.code, one.tag, one.name, one.prefix) for one in LANGUAGES]
ALTERNATES = [(one.hreflang, one.prefix) for one in LANGUAGES if one.hreflang]


class Switch(NamedTuple):
    """One entry of the language list: the same page in another language."""

    tag: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """What the skeleton template needs besides the page's own content."""

    edition: Edition
    title: str
    description: str
    quiet: bool
    world: str
    address: str
    top: str
    content_tag: str
    sheets: tuple[str, ...] = PROSE
    structured: str = ""  # schema.org, on entrance pages only
    posts: bool = False  # whether the page holds a form that is sent

    @property
    def home(self) -> str:
        """The way to the home page of this language."""
        return (self.top + self.edition.language.prefix) or "./"

    @property
    def head_title(self) -> str:
        """The text in the browser's tab; a quiet page shows a neutral one only."""
        return f"{self.title} — {self.name}" if self.title and not self.quiet else self.name

    @property
    def name(self) -> str:
        """The site's name; a neutral one on quiet pages."""
        site = self.edition.directory.site
        return self.edition.reader.attr(site.quiet_name if self.quiet else site.name)

    @property
    def languages(self) -> list[Switch]:
        """The same page in every language, each named in itself."""
        here = self.edition.language.code
        same = "" if self.address == NOT_FOUND else self.address
        return [
            Switch(tag, name, (self.top + prefix + same) or "./", code == here) for code, tag, name, prefix in SWITCHES
        ]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """What search engines are told of the page in other languages."""
        if "list" in self.sheets:  # the longest pages; their languages stand in their menu
            return []
        url = self.edition.directory.site.url
        rows = [(tag, url + prefix + self.address) for tag, prefix in ALTERNATES]
        return [*rows, ("x-default", url + self.address)]

    @property
    def canonical(self) -> str:
        """The page's full address."""
        return self.edition.directory.site.url + self.edition.language.prefix + self.address

    @property
    def picture(self) -> str:
        """The full address of the picture that stands for the page where it is shared; "" where there is none."""
        address = f"{address_of(self.language.code, OPEN_GRAPH)}.png"
        return self.edition.directory.site.url + address if address in shelf() else ""

    @property
    def referrer(self) -> str:
        """What the page tells of itself: nothing, but to the drop box its own site, by which it knows our form."""
        return "same-origin" if self.posts else "no-referrer"

    @property
    def exit_words(self) -> list[tuple[str, str]]:
        """The exit in a few languages, for the page that favours none."""
        few = (BY_CODE[code] for code in (SOURCE, "en", "zh", "ko"))
        return [(language.tag, words(language.code).say(marked("すぐ閉じる")).text) for language in few]

    @property
    def unassured(self) -> bool:
        """Whether anything shown has not been checked by a person."""
        return not self.edition.assured

    @property
    def language(self) -> Language:
        """The page's language."""
        return self.edition.language


@cache
def frame() -> Environment:
    """Return the environment of the skeleton, compiled; mkdocs draws with it."""
    made = StraightEnvironment(loader=FileSystemLoader(THEME), auto_reload=False)
    for name in ("main.html", "foot.html"):
        made.get_template(name)
    return made


@cache
def style(sheets: tuple[str, ...] = PROSE) -> Markup:
    """Return the style as it stands in a page: what all pages wear, then the sheets it names."""
    css: str = rcssmin.cssmin("\n".join((THEME / f"{name}.css").read_text("utf-8") for name in ("site", *sheets)))
    return Markup(css)


@cache
def script(names: tuple[str, ...] = SCRIPTS) -> str:
    """Return the one script file's text, or that of other scripts together."""
    text = "\n".join((THEME / name).read_text("utf-8") for name in names)
    small: str = rjsmin.jsmin(text)
    return small


@cache
def script_name() -> str:
    """Return the script's file name; it changes with its content, so that it may be cached for ever."""
    return f"assets/site.{hashlib.sha256(script().encode()).hexdigest()[:8]}.js"


@cache
def policy(*worn: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy: our styles and the exit by hash, our scripts, nothing else from anywhere.

    A page allows its own style; the server, which does not know the page, allows those of all of them.
    """
    if os.environ.get("PREVIEW"):
        return "default-src 'self' 'unsafe-inline' data:"  # the preview's own script reloads the page
    styles = [style(sheets) for sheets in worn or sorted({PROSE, *SHEETS.values()})]
    return (
        f"default-src 'none'; style-src {' '.join(map(digest, styles))}; script-src 'self' {digest(script(LEAVING))}; "
        "img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"  # without it, Lighthouse cannot read robots.txt
    )


@cache
def foot(edition: Edition, home: str) -> str:
    """Return the end of a page, by the way home from it."""
    reader = edition.reader
    draft = edition.language.code != SOURCE and reader.words.reviewed_by is None  # nobody has read the translation yet
    return frame().get_template("foot.html").render(t=reader.t, attr=reader.attr, home=home, draft=draft)


def skeleton(shell: Shell) -> dict[str, object]:
    """Return the names that the skeleton template uses."""
    reader = shell.edition.reader
    return {
        "shell": shell,
        "t": reader.t,
        "attr": reader.attr,
        "icon": icon,
        "style": style(shell.sheets),
        "foot": foot(shell.edition, shell.home),
        "leaving": Markup(script(LEAVING)),
        "script": script_name(),
        "policy": policy(shell.sheets),
    }
