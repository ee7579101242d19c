"""Nothing stays behind: a walk through every kind of page, and then a look into every corner of the browser."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.languages import LANGUAGES
from tests.site.conftest import Visit
from tests.site.finding.lists import choose, opened, shown, typed
from tests.site.leaving import travel
from tests.site_built import Site

# One page of each kind; of windows and of places the first.
KINDS = [
    "", "need/", "w/", "area/", "supplies/", "language/", "b/1/", "b/2/", "b/3/", "callback/", "callback/0/",
    "callback/1/", "about/", "limits/",
]  # fmt: skip
READERS = ["", "ja-easy/", "en/", "th/"]
CORNERS = """async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  name: window.name,
})"""
EMPTY = {"cookie": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0, "name": ""}
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Witness:
    """What a browser asked of the network, and what it complained of."""

    context: BrowserContext
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look on from the first page."""
        self.context.add_init_script(VIOLATIONS)
        self.context.on("request", lambda request: self.requests.append((request.resource_type, request.url)))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))

    def elsewhere(self, root: str) -> list[str]:
        """Return what was asked of anybody but the site."""
        return [url for _, url in self.requests if not url.startswith((f"{root}/", "data:,"))]


def left(page: Page) -> dict[str, Any]:
    """Return all that the site has left in the browser, as the site can see it and as the browser tells."""
    found: dict[str, Any] = page.evaluate(CORNERS)
    kept = page.context.storage_state(indexed_db=True)
    return {name: value for name, value in found.items() if value != EMPTY[name]} | {
        name: value for name, value in kept.items() if value
    }


def tour(site: Site, prefix: str) -> list[str]:
    """Return the addresses of one page of each kind in a language."""
    firsts = [min(a for a in site.pages if re.fullmatch(f"{prefix}{kind}/[^/]+/", a)) for kind in ("w", "d")]
    return [prefix + kind for kind in KINDS] + firsts + ["404.html"]


class TestTour:
    """After a walk the browser is as it was."""

    @pytest.mark.parametrize("prefix", READERS)
    def test_a_walk_through_every_kind_of_page_leaves_nothing(
        self, browser: Browser, visit: Visit, site: Site, root: str, prefix: str
    ) -> None:
        """No cookie, store, cache or worker; nobody else was asked; the policy was kept, no script failed."""
        context = visit(browser)
        witness, page = Witness(context), context.new_page()
        for address in tour(site, prefix):
            page.goto(f"/{address}")
            page.locator("details summary").first.click()

            assert left(page) == {}, address
        assert witness.elsewhere(root) == []
        assert witness.complaints == []

    def test_home_leaves_nothing_in_any_language(self, browser: Browser, visit: Visit, root: str) -> None:
        """Thirteen first pages, one after the other in the same tab."""
        context = visit(browser)
        witness, page = Witness(context), context.new_page()
        for language in LANGUAGES:
            page.goto(f"/{language.prefix}")

            assert left(page) == {}, language.code
        assert witness.elsewhere(root) == []
        assert witness.complaints == []

    def test_a_page_needs_two_requests(self, browser: Browser, visit: Visit, site: Site) -> None:
        """The page and the one script, which is the same for all pages."""
        context = visit(browser)
        witness, page = Witness(context), context.new_page()
        for address in tour(site, ""):
            page.goto(f"/{address}")
            kinds = [kind for kind, url in witness.requests if not url.startswith("data:")]
            witness.requests.clear()

            assert kinds in (["document", "script"], ["document"]), address


class TestWithoutScript:
    """Script adds; it is not needed."""

    @pytest.mark.parametrize("prefix", READERS)
    def test_every_kind_of_page_shows_what_it_says(
        self, browser: Browser, visit: Visit, site: Site, root: str, prefix: str
    ) -> None:
        """Only the pages are asked for, and their content is there to be read."""
        context = visit(browser, java_script_enabled=False)
        witness, page = Witness(context), context.new_page()
        for address in tour(site, prefix):
            page.goto(f"/{address}")

            expect(page.locator("main")).to_be_visible()
            assert len(page.locator("main").inner_text()) > (60 if address != "404.html" else 20), address
        assert {kind for kind, url in witness.requests if not url.startswith("data:")} == {"document"}
        assert witness.elsewhere(root) == []

    def test_what_needs_script_is_not_offered(self, browser: Browser, visit: Visit) -> None:
        """No filter that does nothing; the whole list stands."""
        page = visit(browser, java_script_enabled=False).new_page()
        page.goto("/w/")

        expect(page.locator("details.filter")).to_be_hidden()
        expect(page.locator(".list > li").last).to_be_visible()


class TestFilters:
    """What she looks for is nobody's business."""

    def test_what_is_chosen_or_typed_stays_in_the_page(self, browser: Browser, visit: Visit, root: str) -> None:
        """Neither address nor history, store or network hear of it."""
        context = visit(browser)
        witness, page = Witness(context), opened(context.new_page(), "/w/")
        seen = "() => [location.href, history.length, history.state, document.title]"
        before, asked, rows = page.evaluate(seen), len(witness.requests), len(shown(page))
        look_for(page)

        assert len(shown(page)) < rows
        assert page.evaluate(seen) == before
        assert len(witness.requests) == asked
        assert left(page) == {}
        assert witness.elsewhere(root) == []
        assert witness.complaints == []

    def test_what_was_chosen_is_forgotten_on_coming_again(self, browser: Browser, visit: Visit) -> None:
        """Reloaded, or come back to, the list is whole; nothing is ticked and nothing written."""
        page = visit(browser).new_page()
        for again in (page.reload, lambda: (page.goto("/"), travel(page, -1))):
            rows = len(shown(opened(page, "/w/")))
            look_for(page)
            again()

            assert page.locator(".filter form :checked").count() == 0
            assert page.locator("input[type=search]").input_value() == ""
            assert len(shown(page)) == rows


def look_for(page: Page) -> None:
    """Tick boxes and write, with Enter after each."""
    page.locator(".filter details").evaluate_all("(groups) => groups.forEach((group) => { group.open = true; })")
    for code in ("f", "wtakatsu", "cvoice"):
        choose(page, code)
        page.locator(f'.chips input[value="{code}"]').press("Enter")
    typed(page, "ことば")
    page.locator("input[type=search]").press("Enter")
