"""A page: its address, the words for its title, its template and what the template shows."""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from publish.reader import Reader
from publish.straight import StraightEnvironment

HERE = Path(__file__).parent
Data = dict[str, Any]
NOT_FOUND = "404.html"


@dataclass(frozen=True)
class Page:
    """One page of one language.

    `address` is the folder after the language's prefix ("w/example/", "" for home). A `quiet` page keeps a neutral
    title, is not indexed and has no description. `world` is the bookmark whose colours it wears (b1, b2, b3).
    `data` may be a function: it is called only if the page has to be drawn. `reads` are the ids of the records that it
    shows, and whatever else it is made from besides code, settings and words; without it, it is drawn anew whenever
    any record changes.
    """

    address: str
    template: str
    title: str
    data: Data | Callable[[], Data] = field(default_factory=dict)
    description: str = ""
    quiet: bool = False
    world: str = ""
    reads: tuple[str, ...] | None = None

    @cached_property
    def shows(self) -> Data:
        """What the template shows."""
        return self.data() if callable(self.data) else self.data

    def forget(self) -> None:
        """Let go of what the template has shown."""
        self.__dict__.pop("shows", None)

    @property
    def file(self) -> str:
        """The file it is written to, below the language's folder."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"

    @property
    def posts(self) -> bool:
        """Whether it holds a form that is sent."""
        return "form" in self.shows

    @property
    def to_home(self) -> str:
        """The way from here to the language's home: "../../", "./" at home itself."""
        return "../" * self.address.count("/") or "./"


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, an undefined name is an error."""
    made = StraightEnvironment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=bool(os.environ.get("PREVIEW")),
    )
    made.globals |= {"icon": icon, "sign": sign, "signs": signs}
    return made


def compile_templates(names: Iterable[str]) -> None:
    """Compile templates, so that processes that part afterwards share the work."""
    for name in ("_parts.html", *names):
        environment().get_template(name)


@cache
def _icons() -> dict[str, str]:
    text = (HERE / "theme" / "icons.svg").read_text("utf-8")
    return dict(re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24">(.*?)</symbol>', text))


@cache
def icon(name: str) -> Markup:
    """Return a line icon as inline SVG; decoration only, words stand beside it."""
    svg = f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{_icons()[name]}</svg>'
    return Markup(svg)


@cache
def sign(name: str) -> Markup:
    """Return an icon that `signs` has drawn, for pages that show it many times."""
    return Markup('<svg class="i" aria-hidden="true"><use href="#{}"/></svg>').format(name)


def signs(names: Iterable[str]) -> Markup:
    """Draw icons once, unseen, where `sign` can point at them."""
    drawn = (f'<symbol id="{name}" viewBox="0 0 24 24">{_icons()[name]}</symbol>' for name in sorted(names))
    return Markup(f'<svg hidden aria-hidden="true">{"".join(drawn)}</svg>')


def body(page: Page, reader: Reader) -> Markup:
    """Return a page's main part as HTML."""
    template = environment().get_template(page.template)
    html = template.render(page=page, home=page.to_home, parts=parts(reader), **voice(reader), **page.shows)
    return Markup(tight(html))


def voice(reader: Reader) -> Data:
    """Return the names by which templates say things."""
    return {"t": reader.t, "tw": reader.tw, "attr": reader.attr, "fact": reader.fact, "reader": reader}


@cache
def parts(reader: Reader) -> Any:
    """Return the parts that several pages share, in a reader's words: the macros of `_parts.html`."""
    return environment().get_template("_parts.html").make_module(voice(reader))


def tight(html: str) -> str:
    """Return HTML without the templates' indentation and the end tags that a reading needs not have."""
    return re.sub(r"\n\s+", "\n", html).replace("</rt></ruby>", "</ruby>").strip()
