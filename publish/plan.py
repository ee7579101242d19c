"""What one language's part of the site holds, and what of it has to be made anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from directory.languages import SOURCE
from directory.model import DistributionPoint, Window
from formhandler.addresses import ANSWERS
from publish.banners import shelf
from publish.edition import Edition, edition
from publish.inputs import Inputs, fingerprint
from publish.later import near_script
from publish.ledger import Ledger, Made, placed
from publish.open_data.published import Published, published, published_of
from publish.open_data.write import hours_file, hsds_collections, hsds_of_record, shared_files
from publish.page import Page
from publish.pages import pages
from publish.partner_kit import card, card_address
from publish.prose import needs_records, prose_sources
from publish.search_text import find_name, find_script
from publish.shell import script, script_name
from publish.sitemap import sitemap

Written = Iterable[tuple[str, bytes]]
# A set of files under one key, and what makes them.
Set = tuple[str, Callable[[], Written]]


@dataclass(frozen=True, eq=False)
class Plan:
    """One language's part of the site: its pages, its prose, its sets of files, each with the key of its inputs."""

    edition: Edition
    inputs: Inputs
    ledger: Ledger

    @cached_property
    def pages(self) -> dict[str, tuple[str, Page]]:
        """The data pages by file, with their keys."""
        return {self._prefix + page.file: (self._key(page), page) for page in pages(self.edition)}

    @property
    def _prefix(self) -> str:
        return self.edition.language.prefix

    def _key(self, page: Page) -> str:
        title = (page.address, page.template, page.title, page.description, page.quiet, page.world)
        return self.inputs.key(page.reads, self._shared, title)

    @cached_property
    def _shared(self) -> str:
        """What every page says besides: whether a person has checked all of it, and which banners there are."""
        return fingerprint(self.edition.assured, sorted(shelf()))

    @cached_property
    def prose(self) -> dict[str, tuple[str, str]]:
        """The prose pages by file, with their keys and the name of what they are written in."""
        found = {}
        for name, path in prose_sources(self.edition.language).items():
            text = path.read_text("utf-8")
            key = self.inputs.key(None if needs_records(name, text) else (), self._shared, path.name, text)
            found[f"{self._prefix}{name}/index.html"] = key, path.name
        return found

    @property
    def keys(self) -> dict[str, str]:
        """The key of every page by file."""
        return {name: key for name, (key, _) in (self.pages | self.prose).items()}

    @cached_property
    def asked(self) -> tuple[list[Page], set[str]]:
        """The pages, and the files of the prose, that do not stand yet as they would be drawn now."""
        drawn = [page for name, (key, page) in self.pages.items() if not self.ledger.holds(name, key)]
        return drawn, {source for name, (key, source) in self.prose.items() if not self.ledger.holds(name, key)}

    @cached_property
    def sets(self) -> list[Set]:
        """The language's files that are no pages: scripts, open data, what partners paste."""
        given = published_of(self.edition)
        return [
            (near_script()[0], partial(_script, near_script)),
            (find_name(self.edition), partial(_script, partial(find_script, self.edition))),
            *((f"data {self.inputs.each[one.id]}", partial(_of_record, one, given)) for one in given.records),
            (self.inputs.key(None, "hsds"), partial(hsds_collections, given)),
        ]

    @property
    def stands(self) -> bool:
        """Whether nothing has to be made."""
        return not any(self.asked) and all(key in self.ledger.made_under for key, _ in self.sets)

    @property
    def listed(self) -> list[str]:
        """The addresses that search engines may know."""
        return [self._prefix + page.address for _, page in self.pages.values() if not page.quiet]


def _of_record(record: Window | DistributionPoint, given: Published) -> Written:
    """Yield the files besides pages that hold one record only."""
    yield from hsds_of_record(record, given)
    if isinstance(record, Window):
        yield card_address(record, given), card(record, given).encode()


def _script(make: Callable[[], tuple[str, str]]) -> Written:
    name, text = make()
    yield f"assets/{name}", text.encode()


def write_sets(sets: Iterable[Set], ledger: Ledger, folder: Path) -> Made:
    """Return the files of some sets; those that do not stand yet are written into a folder."""
    made = Made()
    for key, contents in sets:
        for name in ledger.made_under.get(key, ()):
            made.add(name, "", key)
        if key not in ledger.made_under:
            for name, content in contents():
                same = ledger.says(name, content)
                made.add(name, "" if same else placed(partial(_write, content), folder / name), key)
    return made


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def ask_for_all_answers(plans: list[Plan], ledger: Ledger) -> None:
    """Let the answers to a call-back request be drawn in all languages or in none: they are levelled to one size."""
    keys = {name: key for plan in plans for name, (key, page) in plan.pages.items() if page.address in ANSWERS}
    if not all(ledger.holds(name, key) for name, key in keys.items()):
        for name in keys:
            ledger.files.pop(name, None)


def shared_sets(plans: list[Plan], day: date) -> Iterator[Set]:
    """Yield the sets of files that stand once for all languages."""
    site, addresses = edition(SOURCE, day).directory.site, [address for plan in plans for address in plan.listed]
    yield script_name(), lambda: [(script_name(), script().encode())]
    yield fingerprint(site.url, addresses), lambda: [("sitemap.xml", sitemap(site.url, addresses).encode())]
    yield "robots", lambda: [("robots.txt", b"User-agent: *\nAllow: /\n")]
    yield fingerprint([plan.inputs.key(None) for plan in plans]), lambda: shared_files(day)
    for window in published(SOURCE, day).windows:
        yield f"hours {plans[0].inputs.each[window.id]}", lambda window=window: [hours_file(window, day)]  # type: ignore[misc]
