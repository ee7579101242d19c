"""Everybody can use every page: axe (WCAG 2.2 AA), narrow screens, large text, keyboard, forced colours, no motion."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser, Page

from directory.languages import BY_CODE, LANGUAGES, SOURCE
from directory.load import load
from publish.edition import edition
from publish.pages import pages
from tests.site_built import DAY

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DIRECTORY = load()
SILENT = next(w.id for w in DIRECTORY.windows if w.reachable(DAY) and not w.shown_phones(DAY))
ENDED = next(w.id for w in DIRECTORY.windows if w.ended(DAY))
FORMER = [f"w/{former}/" for w in DIRECTORY.windows for former in w.former_ids]
# One page of each kind, and the landing pages, which differ in colour.
KINDS = {
    "home": "",
    "leaf": "b/1/",
    "memo": "b/2/",
    "moon": "b/3/",
    "all windows": "w/",
    "one need": "need/home/",
    "needs": "need/",
    "wards": "area/",
    "one ward": "area/takatsu/",
    "languages": "language/",
    "window": "w/national-yorisoi/",
    "window without a number": f"w/{SILENT}/",
    "ended window": f"w/{ENDED}/",
    "supplies": "supplies/",
    "place": "d/dp-daishi/",
    "callback": "callback/",
    "taking back": "callback/0/",
    "thanks": "callback/1/",
    "prose": "limits/",
    "not found": "404.html",
}
KINDS |= dict(zip(["renamed window"], FORMER, strict=False))
# Another language changes letters, not rules: the kinds in which most stands are looked at in some more.
MOST = ("home", "memo", "one need", "window", "callback", "thanks")
# The same templates as "one need", only longer.
LONGER = ("all windows", "one ward", "not found")
LOOKED_AT = [(SOURCE, kind) for kind in KINDS] + [("ja-easy", kind) for kind in KINDS if kind not in LONGER]
LOOKED_AT += [(code, kind) for code in ("en", "th", "ne") for kind in MOST]
LOOKED_AT += [(lang.code, "home") for lang in LANGUAGES if lang.code not in (SOURCE, "ja-easy", "en", "th", "ne")]
# Each width and each scheme once; colours do not depend on the width.
SIGHTS = (("light", 320), ("dark", 1280))

OPEN_ALL = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
RUN_AXE = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 150)} ${node.failureSummary}`)))"""
# What leaves the screen, and what is cut off inside its own box; a box only for screen readers is meant to be.
TOO_WIDE = """() => {
  const root = document.documentElement, wide = root.clientWidth, found = [];
  const words = one => one.textContent.trim().slice(0, 40);
  const say = (why, one) => found.push(`${why}: <${one.localName} class="${one.className}"> ${words(one)}`);
  if (root.scrollWidth > wide) say(`scrolls to ${root.scrollWidth}`, root);
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest(".v,.skip,svg,rt")) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if (box.right > wide + 1 || box.left < -1) say(`from ${Math.round(box.left)} to ${Math.round(box.right)}`, one);
    const style = getComputedStyle(one);
    if (style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) say("cut off in width", one);
    if (style.overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1) say("cut off in height", one);
  }
  return found.slice(0, 5);
}"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.closest("label") || one, drawn = one.querySelector("path");
  const ring = [style, getComputedStyle(label)].some(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
  const stroke = one.closest("svg") && drawn && parseFloat(getComputedStyle(drawn).strokeWidth) >= 3;
  const name = `${one.localName} ${one.getAttribute("class")} ${one.textContent.trim().slice(0, 30)}`;
  return {
    name: one === document.body ? "" : name,
    seen: ring || !!stroke,
    inside: box.bottom > 0 && box.top < innerHeight,
  };
}"""
MOVES = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(",");
  const still = times.every(time => parseFloat(time) === 0);
  return !still || style.animationName !== "none" || style.scrollBehavior !== "auto";
}).map(one => one.outerHTML.slice(0, 100)).concat(document.getAnimations().map(String))"""
# The colours of each text and of what lies behind it, for the drawn map and for the boxes one taps.
FORCED = """() => ["a.exit", "a.call", ".doors a", ".map a", ".chips label"].flatMap(name => {
  const one = document.querySelector(name);
  if (!one || !one.getClientRects().length) return [];
  const drawn = one.querySelector(":scope > path"), style = getComputedStyle(one);
  const [ink, ground] = drawn
    ? [getComputedStyle(one.querySelector("text")).fill, getComputedStyle(drawn).fill]
    : [style.color, style.backgroundColor];
  const edge = parseFloat(drawn ? getComputedStyle(drawn).strokeWidth : style.borderTopWidth);
  return [{name, ink, ground, edge}];
})"""


@pytest.fixture(scope="module")
def page(browser: Browser, root: str) -> Iterator[Page]:
    """One tab on the built site for all tests of this file; each opens the page it needs."""
    context = browser.new_context(base_url=root, viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


def visit(page: Page, code: str, kind: str, width: int = 320, *, opened: bool = True) -> None:
    """Open a page of a kind in a language, with all that folds unfolded."""
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="no-preference")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/{BY_CODE[code].prefix}{KINDS[kind]}", wait_until="domcontentloaded")
    if opened:
        page.evaluate(OPEN_ALL)


def kinds_of(code: str) -> list[str]:
    """Return the kinds of page a language has; 404.html is one for all."""
    return [kind for kind in KINDS if kind != "not found" or code == SOURCE]


def luminance(colour: str) -> float:
    """Return how light a colour is, between 0 and 255."""
    red, green, blue = (float(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3])
    return 0.3 * red + 0.6 * green + 0.1 * blue


class TestRules:
    """axe finds nothing, by day and by night, on a phone and on a wide screen."""

    def test_every_template_is_looked_at(self) -> None:
        """A new kind of page needs a line in KINDS."""
        made = {page.address: page.template for page in pages(edition(SOURCE, DAY))}

        assert {made.get(address) for address in KINDS.values()} >= set(made.values())

    @pytest.mark.parametrize(("code", "kind"), LOOKED_AT)
    def test_a_page_breaks_no_rule_of_wcag_22_aa(self, page: Page, code: str, kind: str) -> None:
        """Contrast, names, roles, languages, sizes: all rules of levels A and AA."""
        visit(page, code, kind)
        page.evaluate(AXE)

        for scheme, width in SIGHTS:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 800})

            assert page.evaluate(RUN_AXE, WCAG) == [], f"{scheme}, {width} px"


class TestSpace:
    """Nothing leaves the screen and nothing is cut off."""

    @pytest.mark.parametrize("code", [language.code for language in LANGUAGES])
    def test_every_page_fits_a_narrow_phone_and_text_of_double_size(self, page: Page, code: str) -> None:
        """320 px wide; and 640 px with text at 200 %."""
        faults = {}
        for kind in kinds_of(code):
            visit(page, code, kind)
            faults[kind, "320 px"] = page.evaluate(TOO_WIDE)
            page.set_viewport_size({"width": 640, "height": 800})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            faults[kind, "200 %"] = page.evaluate(TOO_WIDE)

        assert {where: found for where, found in faults.items() if found} == {}


class TestKeys:
    """The page can be used with the Tab key alone."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_exit_comes_first_then_the_way_to_the_content(self, page: Page, kind: str) -> None:
        """And the last stop is the exit again."""
        visit(page, SOURCE, kind, opened=False)
        stops = []
        for key in ("Tab", "Tab"):
            page.keyboard.press(key)
            stops.append(page.evaluate("document.activeElement.className"))
        page.evaluate("document.activeElement.blur()")
        last = page.locator("a[href],button,summary,input").last.get_attribute("class")

        assert (stops, last) == (["exit", "skip"], "exit")

    def test_the_way_to_the_content_leads_there(self, page: Page) -> None:
        """The next stop is inside the main part."""
        visit(page, SOURCE, "home", opened=False)
        for key in ("Tab", "Tab", "Enter", "Tab"):
            page.keyboard.press(key)

        assert page.evaluate("!!document.activeElement.closest('main')")

    @pytest.mark.parametrize("kind", ["home", "one need", "window", "wards", "callback", "place", "supplies"])
    def test_the_focus_is_always_seen(self, page: Page, kind: str) -> None:
        """Every one of the first forty stops wears a ring and is on the screen."""
        visit(page, SOURCE, kind, 390)
        unseen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop["name"] and not (stop["seen"] and stop["inside"]):
                unseen.append(stop)

        assert unseen == []


class TestWishes:
    """What she has told her device is kept to."""

    @pytest.mark.parametrize("kind", ["home", "one need", "window", "supplies"])
    def test_nothing_moves(self, page: Page, kind: str) -> None:
        """Neither for those who asked for less motion nor for anybody."""
        visit(page, SOURCE, kind)
        page.emulate_media(reduced_motion="reduce")

        assert page.evaluate(MOVES) == []

    @pytest.mark.parametrize("kind", ["home", "memo", "one need", "window", "wards"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_forced_colours_keep_what_one_taps(self, page: Page, kind: str, scheme: str) -> None:
        """Exit, calls, doors, wards and filters keep an edge, and their words are not the colour of their ground."""
        visit(page, SOURCE, kind)
        page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")

        tapped = page.evaluate(FORCED)

        assert tapped[0]["name"] == "a.exit"
        assert [one for one in tapped if one["edge"] < 1] == []
        assert [one for one in tapped if abs(luminance(one["ink"]) - luminance(one["ground"])) < 60] == []
