"""The success criteria of JIS X 8341-3:2016, one by one, as far as a machine can try them wholly.

`make accessibility` writes what these find; data/accessibility.yaml says which test holds up which criterion.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from directory.languages import LANGUAGES, SOURCE
from publish.edition import edition
from tests.site.test_access import AXE, FOCUSED, FORMER, KINDS, LOOKED_AT, visit
from tests.site_built import DAY, Site

CONTROLS = "a[href],button,input,select,textarea,summary,[tabindex]"
# The stops there are, numbered as they stand in the page; what is folded, hidden or only for scripts is none.
# Of choices that exclude each other Tab stops at one; the arrows lead to the others.
NUMBER = """controls => {
  const named = (one, what) => document.querySelector(`[name="${one.name}"]${what}`);
  const isLeftToArrows = one => one.type === "radio" && one !== (named(one, ":checked") ?? named(one, ""));
  const all = [...document.querySelectorAll(controls)].filter(one =>
    one.tabIndex >= 0 && one.getClientRects().length && getComputedStyle(one).visibility === "visible"
    && !isLeftToArrows(one));
  all.forEach((one, number) => { one.stop = number; });
  return all.length;
}"""
STOP = f"() => Object.assign(({FOCUSED})(), {{stop: document.activeElement.stop ?? null}})"
# Pieces of text of the main part in the order of the page, with where they are drawn; the map is a drawing.
DRAWN = """() => [...document.querySelectorAll("main :is(h1,h2,h3,p,li,dt,dd,th,td,summary,button)")]
  .filter(one => !one.closest("svg,.v") && !one.querySelector("h1,h2,h3,p,li,dt,dd,th,td,summary,button"))
  .filter(one => one.getClientRects().length && one.textContent.trim())
  .map(one => { const box = one.getBoundingClientRect();
    return {words: one.textContent.trim().slice(0, 30), top: box.top, bottom: box.bottom, left: box.left}; })"""
# The contrast of every text with what lies behind it: no picture does (another test), so a colour always does;
# a word on the map lies on the shape beside it.
CONTRAST = """() => {
  const part = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * part(c[0] / 255) + 0.7152 * part(c[1] / 255) + 0.0722 * part(c[2] / 255);
  const parsed = colour => colour.match(/[\\d.]+/g).map(Number);
  const solid = c => c.length < 4 || c[3] === 1;
  const behind = one => {
    const shape = one.localName === "text" && one.parentElement.querySelector(":scope > path");
    if (shape) return parsed(getComputedStyle(shape).fill);
    for (let at = one; at; at = at.parentElement) {
      const ground = parsed(getComputedStyle(at).backgroundColor);
      if (ground.length < 4 || ground[3] > 0) return ground;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll("*")].flatMap(one => {
    const said = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!said || !one.getClientRects().length || one.closest(".v,.skip,script,style")) return [];
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const ink = parsed(one.localName === "text" ? style.fill : style.color), ground = behind(one);
    const [dark, bright] = [light(ink), light(ground)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const sure = solid(ink) && solid(ground) && style.opacity === "1";
    const words = one.textContent.trim().slice(0, 20);
    return sure && ratio >= wanted ? [] : [`${ratio.toFixed(2)} ${one.localName} ${words}`];
  });
}"""
RULES = "tags => axe.getRules(tags).map(rule => [rule.ruleId, rule.tags])"
SUCCESS = re.compile(r"wcag(\d)(\d)(\d+)")


@dataclass(frozen=True)
class Walk:
    """A page walked through with the Tab key: how many stops there are, where one came by, where one ended."""

    count: int
    stops: list[dict[str, Any]]
    left: bool
    elsewhere: bool


@pytest.fixture(scope="module")
def page(browser: Browser, root: str) -> Iterator[Page]:
    """One tab on the built site."""
    context = browser.new_context(base_url=root, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def walks(page: Page) -> dict[str, Walk]:
    """Every kind of page, walked through once from end to end."""
    return {kind: _walk(page, kind) for kind in KINDS}


def _walk(page: Page, kind: str) -> Walk:
    visit(page, SOURCE, kind, 390)
    address, opened = page.url, list[object]()
    page.context.on("page", lambda one: opened.append(one))  # noqa: PLW0108 (Playwright refuses a builtin)
    count = page.evaluate(NUMBER, CONTROLS)
    stops: list[dict[str, Any]] = []
    left = False
    while len(stops) <= count and not left:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        left = stop["stop"] is None or (bool(stops) and stop["stop"] == stops[0]["stop"])
        stops += [] if left else [stop]
    return Walk(count, stops, left, page.url != address or bool(opened))


class TestKeyboard:
    """With the Tab key alone, on every kind of page."""

    def test_every_control_is_reached_and_left_again(self, walks: dict[str, Walk]) -> None:
        """2.1.1, 2.1.2: nothing needs a pointer, nothing holds the focus."""
        missed = {kind: w.count - len(w.stops) for kind, w in walks.items() if w.count != len(w.stops) or not w.left}

        assert missed == {}
        assert sum(walk.count for walk in walks.values()) > 500

    def test_the_stops_come_in_the_order_of_the_page(self, walks: dict[str, Walk]) -> None:
        """2.4.3."""
        orders = {kind: [stop["stop"] for stop in walk.stops] for kind, walk in walks.items()}

        assert {kind: order for kind, order in orders.items() if order != sorted(order)} == {}

    def test_every_stop_shows_that_it_has_the_focus(self, walks: dict[str, Walk]) -> None:
        """2.4.7: a ring of at least 2 px, on the screen."""
        assert [
            (kind, stop["name"])
            for kind, walk in walks.items()
            for stop in walk.stops
            if not (stop["seen"] and stop["inside"])
        ] == []

    def test_nothing_happens_because_something_has_the_focus(self, walks: dict[str, Walk]) -> None:
        """3.2.1: the address stays, and no window opens."""
        assert {kind for kind, walk in walks.items() if walk.elsewhere} == set()


class TestEye:
    """What is seen."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_contrast_of_every_text_is_measured_and_enough(self, page: Page, scheme: Any) -> None:
        """1.4.3: 4.5 to 1, large text 3 to 1, by day and by night; furigana and the words on the map, too."""
        weak = {}
        for code, kind in LOOKED_AT:
            visit(page, code, kind, 390)
            page.emulate_media(color_scheme=scheme)
            weak[code, kind] = page.evaluate(CONTRAST)

        assert {where: found for where, found in weak.items() if found} == {}

    @pytest.mark.parametrize("width", [320, 1280])
    def test_what_stands_first_is_drawn_first(self, page: Page, width: int) -> None:
        """1.3.2: no piece of text is drawn wholly above the one before it, unless it begins a new column."""
        wrong = []
        for kind in KINDS:
            visit(page, SOURCE, kind, width)
            pieces = page.evaluate(DRAWN)
            for before, after in pairwise(pieces):
                if after["bottom"] <= before["top"] and after["left"] <= before["left"]:
                    wrong.append((kind, before["words"], after["words"]))

        assert wrong == []

    def test_no_picture_holds_words_or_says_more_than_the_words_beside_it(self, site: Site) -> None:
        """1.1.1, 1.4.5: drawings are hidden from screen readers, but the map, whose words are text."""
        sheets = "".join(path.read_text("utf-8") for path in Path("publish/theme").glob("*.css"))
        wrong = []
        for found in site.pages.values():
            for tag, attrs in found.read.tags:
                drawn = tag in ("img", "picture", "canvas", "video", "audio", "object", "embed", "iframe")
                shown = tag == "svg" and attrs.get("aria-hidden") != "true"
                if drawn or (shown and not (attrs.get("role") == "group" and attrs.get("aria-label"))):
                    wrong.append(f"{found.address}: {tag}")

        assert wrong == []
        assert "url(" not in sheets


class TestWays:
    """Titles, ways, sameness: over every page in every language."""

    def test_the_title_of_a_page_says_what_it_is_about(self, site: Site) -> None:
        """2.4.2: before the site's name stand words of the page's own; quiet pages keep a neutral title on purpose."""
        bare = []
        for found in site.pages.values():
            title = re.search(r"<title>(.*?)</title>", found.html, re.DOTALL)
            home = found.address == found.language.prefix
            if not title or not (home or "noindex" in found.html or " — " in title[1].strip(" —")):
                bare.append(found.address)

        assert bare == []

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_every_page_is_linked_from_another(self, site: Site, code: str) -> None:
        """2.4.5, half of it: two ways would be asked; what is over or renamed is there for old links only."""
        ways: dict[str, set[str]] = defaultdict(set)
        made_for = edition(code, DAY)
        kept = {f"w/{window.id}/" for window in made_for.ended} | set(FORMER)
        own = [one for one in site.pages.values() if one.language.code == code and one.address != "404.html"]
        for found in own:
            for link in found.read.links:
                ways[found.target(link)].add(found.address)
        shown = [one.address for one in own if "noindex" not in one.html]

        assert [
            address
            for address in shown
            if address.removeprefix(made_for.language.prefix) not in kept and not ways[address] - {address}
        ] == []

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_what_stands_around_a_page_is_the_same_on_every_page(self, site: Site, code: str) -> None:
        """3.2.3, 3.2.4: exit, home, languages, foot, in one order and under one name; but home's own on quiet pages."""
        own = [one for one in site.pages.values() if one.language.code == code and one.address != "404.html"]
        around = {one.address: _around(one.html) for one in own}

        assert len(set(around.values())) == 1, {words: address for address, words in around.items()}

    def test_every_control_is_one_of_html(self, site: Site) -> None:
        """4.1.2, 2.1.1: links, buttons, fields and summaries; nothing else is made to be tapped."""
        played = {"button", "link", "checkbox", "radio", "tab", "menu", "menuitem", "switch", "slider", "combobox"}
        assert [
            (found.address, tag)
            for found in site.pages.values()
            for tag, attrs in found.read.tags
            if attrs.get("role") in played or any(name.startswith("on") for name in attrs)
        ] == []

    def test_no_page_ends_or_moves_on_by_itself(self, site: Site) -> None:
        """2.2.1: no page reloads or leads on after a time."""
        assert [one.address for one in site.pages.values() if 'http-equiv="refresh' in one.html] == []


class TestInput:
    """Choosing."""

    @pytest.mark.parametrize("kind", ["all windows", "one need", "one ward", "supplies"])
    def test_choosing_changes_the_list_and_not_the_place(self, page: Page, kind: str) -> None:
        """3.2.2: after every choice the address, the heading and the focus are what they were."""
        visit(page, SOURCE, kind, 390)
        before = page.url, page.locator("h1").text_content()
        for field in page.locator("input[type=checkbox]:visible").all():
            field.focus()
            page.keyboard.press("Space")
            assert (page.url, page.locator("h1").text_content()) == before
            assert field.evaluate("one => one === document.activeElement")


class TestAxe:
    """What axe looks at."""

    def test_every_rule_of_axe_is_named_with_its_criterion(self, page: Page, record_property: Any) -> None:
        """So that the result page can say which rules looked at which criterion."""
        visit(page, SOURCE, "home")
        page.evaluate(AXE)
        rules: dict[str, list[str]] = defaultdict(list)
        for rule, tags in page.evaluate(RULES, ["wcag2a", "wcag2aa"]):
            for found in filter(None, map(SUCCESS.fullmatch, tags)):
                rules[".".join(found.groups())].append(rule)
        for number, names in sorted(rules.items()):
            record_property(f"axe {number}", " ".join(sorted(names)))

        assert {"1.1.1", "1.4.3", "2.4.2", "3.1.1", "4.1.2"} <= set(rules)


def _around(html: str) -> str:
    """Return what a page shows before and after its main part, without where its links lead."""
    head, _, rest = html[html.index("<body") :].partition("<main")
    foot = rest.partition("</main>")[2]
    home = r"(?<=<a class=\"brand\")[^>]*>.*?(?=</a>)"
    plain = re.sub(rf"<svg.*?</svg>|<!--.*?-->|<p class=\"unv\">.*?</p>|{home}", "", head + foot, flags=re.DOTALL)
    named = re.sub(r' (?:href|class|aria-current|data-quiet)(?:="[^"]*")?', "", plain)
    return " ".join(named.split())
