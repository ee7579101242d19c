"""What safety.md demands of the built pages, looked at page by page: each violation with its file, line and cure."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

import yaml

from directory.complaint import Complaint
from directory.languages import BY_CODE, SOURCE, Language
from directory.model import Directory, DistributionPoint, Window
from publish.audit_rules import FAULTS, TAG, Tag, css_request, digest, script_faults, strict, tag
from publish.codes import tongues
from publish.inputs import fingerprint
from publish.page import NOT_FOUND

QUIET_WORDS = Path("data/quiet_words.yaml")
# The first folder, after the language's, of every page that must not give her away; headers.py says the same.
QUIET = ("b", "callback")
# A shorter number, such as 110, would be found inside others.
TELLING_LENGTH = 6
LOADING = ("style", "script", "link")

Fault = tuple[int, str]


@dataclass
class Promise:
    """What the data says that the pages must keep: where the exit leads, what stays unsaid."""

    exits: frozenset[str]
    hidden: frozenset[str]
    words: dict[str, list[str]]
    tongues: Mapping[str, str] = field(default_factory=dict)  # language by folder, of printed codes
    clean: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """What the promise says; pages that kept another one have to be looked through again."""
        return fingerprint(
            sorted(self.exits), sorted(self.hidden), sorted(self.words.items()), sorted(self.tongues.items())
        )

    @cached_property
    def gives_away(self) -> Callable[[str], object]:
        """Find what must stand nowhere."""
        return re.compile("|".join(map(re.escape, sorted(self.hidden))) or "(?!)").search

    @cached_property
    def all_words(self) -> list[str]:
        """The words of every language, for what is the same in all: addresses and icons."""
        return sorted({word for words in self.words.values() for word in words})


def promise(directory: Directory, today: date) -> Promise:
    """Gather from the data what the pages must keep."""
    site = directory.site
    written: dict[str, list[str]] = yaml.load(QUIET_WORDS.read_text("utf-8"), yaml.CSafeLoader)
    words = {code: [word.casefold() for word in rows] for code, rows in written.items()}
    exits = frozenset((site.exit_url, *site.exit_urls.values()))
    return Promise(exits, _hidden(directory, today), words, tongues())


def _hidden(directory: Directory, today: date) -> frozenset[str]:
    """Find whatever must stand nowhere: numbers not to be called, places not to be found."""
    records: tuple[Window | DistributionPoint, ...] = (*directory.windows, *directory.points)
    shown = {phone.tel for record in records for phone in record.shown_phones(today)}
    phones = [phone for record in records for phone in record.phones if phone.tel not in shown]
    numbers = {text for phone in phones for text in (phone.number, phone.tel) if len(text) >= TELLING_LENGTH}
    places = {text for point in directory.points if not point.public for text in (point.id, point.name)}
    return frozenset(numbers | places)


@dataclass
class Built:
    """One built page: its tags and the text between them."""

    path: str
    html: str
    tongues: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> list[str]:
        """Text and tags by turns, beginning with text."""
        return TAG.split(self.html)

    @cached_property
    def tags(self) -> dict[int, Tag]:
        """The tags that a rule for whole pages looks at, by place: tag `i` is part `2 * i + 1`."""
        texts = self.parts[1::2]
        known = {text: read for text in set(texts) if (read := tag(text)).matters}
        return {i: known[text] for i, text in enumerate(texts) if text in known}

    @cached_property
    def stops(self) -> list[int]:
        """The first and the last place where the Tab key stops, none where it stops nowhere."""
        texts = self.parts[1::2]
        first = next((i for i, text in enumerate(texts) if tag(text).choosable), None)
        last = (i for i in range(len(texts) - 1, -1, -1) if tag(texts[i]).choosable)
        return [] if first is None else [first, next(last)]

    @cached_property
    def language(self) -> Language:
        """The language of the page's address."""
        code = self.tongues.get(self.path.rpartition("/")[0].lower(), SOURCE)
        return BY_CODE.get(self.path.partition("/")[0], BY_CODE[code])

    @property
    def tongue(self) -> str:
        """What `<html lang>` has to be."""
        return "mul" if self.path == NOT_FOUND else self.language.tag

    @cached_property
    def quiet(self) -> bool:
        """Whether the page must not give her away."""
        rest = self.path.removeprefix(self.language.prefix)
        return rest == NOT_FOUND or rest.partition("/")[0].lower() in QUIET

    def named(self, *names: str) -> list[tuple[int, Tag]]:
        """Return the tags of some names with their places, in the page's order."""
        return [(i, found) for i, found in self.tags.items() if found.name in names]

    def first(self, name: str) -> int:
        """Return the place of the first tag of a name, 0 without one."""
        return next((i for i, found in self.tags.items() if found.name == name), 0)

    def metas(self, name: str) -> dict[int, str]:
        """Return what the meta elements of a name say, by place."""
        keys = ("name", "property", "http-equiv")
        return {
            i: found.get("content")
            for i, found in self.named("meta")
            if any(found.get(key).lower().startswith(name) for key in keys)
        }

    def text_after(self, place: int) -> str:
        """Return the text between a tag and the next."""
        return self.parts[2 * place + 2]


def page_faults(page: Built, kept: Promise) -> Iterator[Fault]:
    """Yield what is wrong with a page as a whole: place of the tag, code."""
    yield from _policy(page)
    yield from _head(page)
    yield from _exit(page, kept)
    if page.quiet:
        yield from _quiet(page, kept)


def _policy(page: Built) -> Iterator[Fault]:
    place, policy = next(iter(page.metas("content-security-policy").items()), (page.first("head"), ""))
    if not strict(policy) or any(i < place for i, _ in page.named(*LOADING)):
        yield place, "policy"
    for i, _ in page.named("style"):
        if digest(page.text_after(i)) not in policy:
            yield i, "style-hash"
        if css_request(page.text_after(i)):
            yield i, "css-request"
    for i in (i for i, found in page.named("script") if found.runs):
        if digest(page.text_after(i)) not in policy:
            yield i, "inline-script"
        yield from ((i, code) for _, code in script_faults(page.text_after(i)))


def _head(page: Built) -> Iterator[Fault]:
    root, head = page.first("html"), page.first("head")
    if root not in page.tags or page.tags[root].get("lang") != page.tongue:
        yield root, "language"
    referrer = page.metas("referrer") or {head: ""}
    # A form's own POST would name no origin under no-referrer, and the drop box asks for one.
    wanted = (
        "same-origin"
        if any(found.get("method").lower() == "post" for _, found in page.named("form"))
        else "no-referrer"
    )
    yield from ((place, "referrer") for place, said in referrer.items() if said != wanted)
    robots = {place: said for place, said in page.metas("robots").items() if "noindex" in said}
    if page.quiet and not robots:
        yield head, "noindex"
    if not page.quiet:
        yield from ((place, "noindex-stray") for place in robots)
    if not page.text_after(page.first("title")).strip():
        yield page.first("title") or head, "title"


def _exit(page: Built, kept: Promise) -> Iterator[Fault]:
    stops, exits = page.stops, [i for i, found in page.tags.items() if found.leaves and found.choosable]
    yield from ((i, "exit-target") for i in exits if page.tags[i].get("href") not in kept.exits)
    body = page.first("body")
    if not exits or stops[0] != exits[0]:
        yield stops[0] if stops else body, "exit-first"
    if len(exits) < 2 or stops[-1] != exits[-1]:
        yield stops[-1] if stops else body, "exit-last"


def _quiet(page: Built, kept: Promise) -> Iterator[Fault]:
    words = kept.all_words if page.path == NOT_FOUND else kept.words[page.language.code]
    title = page.first("title")
    said = {title: page.text_after(title), **page.metas("og:"), **page.metas("twitter:"), **page.metas("application")}
    yield from ((place, "quiet-word") for place, text in said.items() if _gives_away(text, words))
    named = {0: page.path.removesuffix("index.html")}
    named |= {i: found.get("href") for i, found in page.tags.items() if "icon" in found.get("rel")}
    yield from ((place, "quiet-word") for place, text in named.items() if _gives_away(unquote(text), kept.all_words))
    for i, found in page.tags.items():
        tells = found.name == "link" and found.get("rel") in ("canonical", "alternate")
        if tells or found.get("type") == "application/ld+json" or {"itemscope", "itemprop"} & found.attributes.keys():
            yield i, "quiet-data"
    yield from ((place, "quiet-data") for place in page.metas("description"))


def _gives_away(text: str, words: list[str]) -> bool:
    folded = re.sub("[\u200b\u00ad]", "", text).casefold()
    return any(word in folded for word in words)


def _part_faults(part: str, kept: Promise) -> list[str]:
    """Return what is wrong with a tag or a text by itself."""
    own = list(tag(part).faults) if TAG.fullmatch(part) else ["broken"] * ("<" in part)
    return own + ["hidden"] * bool(kept.gives_away(part))


def _html(path: str, html: str, kept: Promise) -> Iterator[Complaint]:
    page = Built(path, html, kept.tongues)
    if len(page.parts) == 1:
        yield _complaint(path, html, 0, "broken")
        return
    found = [(2 * place + 1, code) for place, code in page_faults(page, kept)]
    new = set(page.parts) - kept.clean
    wrong = {part: codes for part in new if (codes := _part_faults(part, kept))}
    kept.clean |= new - wrong.keys()
    if wrong:
        found += [(i, code) for i, part in enumerate(page.parts) for code in wrong.get(part, ())]
    for place, code in found:
        yield _complaint(path, html, sum(map(len, page.parts[:place])), code)


def _script(path: str, text: str, _: Promise) -> Iterator[Complaint]:
    return (_complaint(path, text, offset, code) for offset, code in script_faults(text))


def _style(path: str, text: str, _: Promise) -> Iterator[Complaint]:
    found = css_request(text)
    if found:
        yield _complaint(path, text, found.start(), "css-request")


def _manifest(path: str, text: str, _: Promise) -> Iterator[Complaint]:
    yield _complaint(path, text, 0, "manifest")


READERS = {".html": _html, ".js": _script, ".mjs": _script, ".css": _style, ".webmanifest": _manifest}


def _complaint(path: str, text: str, offset: int, code: str) -> Complaint:
    what, cure = FAULTS[code]
    line = text.count("\n", 0, offset) + 1
    # What must not be shown is not shown here either.
    shown = "" if code == "hidden" else " ".join(text[offset : offset + 70].splitlines()[:1])
    return Complaint(path, line, offset - text.rfind("\n", 0, offset), shown, what, cure)


def audit(files: Mapping[str, str], kept: Promise) -> list[Complaint]:
    """Return every violation in the built files, given by their path in the site."""
    once = {(path, name.lower()): name for name, path in files.items()}  # a code's spellings share one file
    return sorted(
        complaint
        for (path, _), name in once.items()
        if (reader := READERS.get(Path(name).suffix))
        for complaint in reader(name, Path(path).read_text("utf-8"), kept)
    )


def briefly(complaints: list[Complaint]) -> list[Complaint]:
    """Keep the first of many alike and say on how many pages the others stand: a template makes thousands."""
    alike = groupby(sorted(complaints, key=lambda c: (c.what, c.record, c)), key=lambda c: (c.what, c.record))
    return sorted(_one([*rows]) for _, rows in alike)


def _one(rows: list[Complaint]) -> Complaint:
    first, others = rows[0], len(rows) - 1
    more = f"（同じ誤りが、ほかに{others}か所）" if others else ""
    return Complaint(first.file, first.line, first.column, first.record, first.what + more, first.cure)
