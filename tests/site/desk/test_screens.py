"""Every screen of the desk: axe, large text, narrow windows, the keyboard, forced colours, and nobody else's host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from desk import access
from tests.desk.office import routes
from tests.site.desk.screens import Desk, endpoints, practice
from tests.site.test_access import AXE, FOCUSED, OPEN_ALL, RUN_AXE, WCAG

WIDE = {"width": 1280, "height": 900}
# 640 is a window of 1280 at 200 %, 390 a telephone, 320 the same window at 400 %.
NARROW = (640, 390, 320)
# Hours, months and days as long as they can be, whatever the clock says while the tests run.
LONGEST = r"""() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    texts.currentNode.data = texts.currentNode.data.replace(/(?<!\d)\d(?=:\d\d|月|日)/g, "20");
}"""
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.body.querySelectorAll("*")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > wide + 1 && !one.closest(".v,.skip,.wide");
  });
  return out.slice(0, 5).map(one => `${one.localName}.${one.className} to ${one.getBoundingClientRect().right}`)
    .concat(document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : []);
}"""
# What Tab should come to, in the order of the page; of radio buttons with one name only one.
STOPS = """() => {
  const kinds = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex='0']";
  const all = [...document.querySelectorAll(kinds)];
  const group = one => `${one.form ? [...document.forms].indexOf(one.form) : ""}/${one.name}`;
  const seen = new Set();
  const stops = all.filter(one => {
    if (one.disabled || !one.getClientRects().length || getComputedStyle(one).visibility === "hidden") return false;
    if (one.type !== "radio") return true;
    return !seen.has(group(one)) && seen.add(group(one));
  });
  stops.forEach((one, number) => one.dataset.stop = number);
  for (const one of all) if (one.type === "radio") {
    const first = stops.find(other => other.type === "radio" && group(other) === group(one));
    if (first) one.dataset.stop = first.dataset.stop;
  }
  return stops.length;
}"""
PARTS = 20  # a field for a date has a stop for the year, the month and the day
HERE = "() => Number(document.activeElement.dataset?.stop ?? -1)"
# Where colours are the reader's own, a thing to press still has an edge, and what is chosen differs from what is not.
UNSEEN = """() => [...document.querySelectorAll("button,.button,input,select,textarea,.chips label,.nine label")]
  .filter(one => one.getClientRects().length && !["radio", "checkbox", "hidden", "file"].includes(one.type))
  .filter(one => parseFloat(getComputedStyle(one).borderTopWidth) < 1)
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Lend a practice office."""
    with practice(tmp_path_factory.mktemp("screens") / "practice") as found:
        yield found


@pytest.fixture(scope="module")
def screens(desk: Desk) -> dict[str, tuple[str, str]]:
    """Lend its screens."""
    return desk.screens()


@pytest.fixture(scope="module")
def seats(desk: Desk, browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Lend a browser for each role, and one for who has not signed in."""
    found = {role: browser.new_context(viewport=WIDE, locale="ja-JP") for role in ("", *access.ROLES)}  # type: ignore[arg-type]
    for role in access.ROLES:
        found[role].add_cookies([{"name": "desk", "value": desk.token(role), "url": desk.url}])
    yield found
    for context in found.values():
        context.close()


@pytest.fixture(params=endpoints())
def page(
    request: pytest.FixtureRequest, desk: Desk, screens: dict[str, tuple[str, str]], seats: dict[str, BrowserContext]
) -> Iterator[Page]:
    """Open each screen as the role that sees most of it."""
    role, path = screens[request.param]
    tab = seats[role].new_page()
    answer = tab.goto(f"{desk.url}{path}")
    assert answer is not None
    if "text/html" not in answer.headers["content-type"]:
        pytest.skip("a file")
    assert answer.status == 200, (request.param, path)
    yield tab
    tab.close()


class TestEveryScreen:
    def test_axe_finds_nothing_and_nothing_runs_out_sideways(self, page: Page) -> None:
        """With all that folds unfolded: in the light and in the dark, wide, at 200 % and 400 %, on a telephone."""
        page.evaluate(OPEN_ALL)
        page.evaluate(LONGEST)
        page.evaluate(AXE)
        found: dict[object, list[str]] = {1280: page.evaluate(RUN_AXE, [*WCAG, "best-practice"])}
        page.emulate_media(color_scheme="dark")
        found["dark"] = page.evaluate(RUN_AXE, WCAG)
        page.emulate_media(color_scheme="light")
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 800})
            found[width] = page.evaluate(SIDEWAYS)
        found[320] += page.evaluate(RUN_AXE, WCAG)
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]

        assert {width: faults for width, faults in found.items() if faults} == {}

    def test_tab_comes_to_everything_in_the_order_of_the_page_and_is_seen(self, page: Page) -> None:
        """From the skip link to the last button, each once, with a ring around it and inside the window."""
        page.evaluate(OPEN_ALL)
        page.evaluate("document.activeElement.blur()")
        came, unseen = list[int](), list[object]()
        expected = page.evaluate(STOPS)
        page.evaluate("scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus()")
        for _ in range(expected + PARTS):
            page.keyboard.press("Tab")
            here = page.evaluate(HERE)
            if here < 0 or here in came[:-1]:
                break
            if came[-1:] == [here]:
                continue
            came.append(here)
            focused = page.evaluate(FOCUSED)
            unseen += [] if focused["seen"] and focused["inside"] else [focused]

        assert came == list(range(expected))
        assert unseen == []

    def test_with_forced_colours_everything_to_press_has_an_edge(self, page: Page) -> None:
        """Colours of her own take ours away; the shapes stay."""
        page.emulate_media(forced_colors="active")
        page.evaluate(OPEN_ALL)
        found = page.evaluate(UNSEEN)
        page.emulate_media(forced_colors="none")

        assert found == []


class TestWithoutANetwork:
    def test_no_screen_asks_anybody_but_the_desk_or_complains(
        self, desk: Desk, screens: dict[str, tuple[str, str]], seats: dict[str, BrowserContext]
    ) -> None:
        """As every role, every screen that is open to it: one host, no message of an error."""
        asked, said, opened = set(), [], 0
        for role in access.ROLES:
            tab = seats[role].new_page()
            tab.on("request", lambda request: asked.add(request.url.split("/")[2] if "//" in request.url else "data"))
            tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            tab.on("pageerror", lambda error: said.append(str(error)))
            for endpoint, (_, path) in screens.items():
                # A draft is its writer's own.
                if access.may([role], endpoint) and endpoint != "contacts.write":
                    answer = tab.goto(f"{desk.url}{path}")
                    assert answer is not None
                    assert answer.status == 200, (role, path)
                    opened += 1
            tab.close()

        assert asked <= {desk.url.split("/")[2], "data"}
        assert said == []
        assert opened > len(screens)

    def test_every_screen_of_the_menu_is_looked_at(self) -> None:
        """Whatever can be opened is on the list above; nobody has to remember it."""
        assert {"today.show", "callbacks.show", "contacts.write", "people.show", "log.entries"} <= set(endpoints())
        assert set(endpoints()) <= {rule.endpoint for rule in routes().iter_rules()}
