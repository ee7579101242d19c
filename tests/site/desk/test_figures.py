"""The pages of figures as they are looked at: on a telephone and a desk, by day and by night, with and without eyes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select

from desk import sessions
from desk.office import Office
from desk.tables import user
from tests.desk.office import pages

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SEEN = (
    "/statistics",
    "/statistics/T1",
    "/statistics/T2",
    "/statistics/T7",
    "/statistics/T8",
    "/statistics/T12",
    "/statistics/T4?published=1",
    "/statistics/Y1?published=1",
    "/statistics/month/2026/2",
    "/statistics/kpis",
)


@pytest.fixture(scope="module")
def client(practice: Office) -> FlaskClient:
    """Lend the desk to whoever leads it."""
    with practice.database.writing() as db:
        lead = db.execute(select(user.c.id).where(user.c.login == "tanaka")).scalar_one()
        token = sessions.begin(db, lead, practice.time)
    lent = pages(practice).test_client()
    lent.set_cookie("desk", token)
    return lent


@pytest.fixture(scope="module", params=[(390, "dark"), (1280, "light")], ids=["telephone", "desk"])
def page(browser: Browser, client: FlaskClient, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Lend a tab of one size by day or by night, whose every request is answered by the desk in this process."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        found = client.get(f"{parts.path}?{parts.query}")
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)
        found.close()

    context.route("**/*", answer)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", SEEN)
def test_a_page_of_figures_reads_well_everywhere(page: Page, practice: Office, path: str) -> None:
    """Nothing is wider than the screen, and axe finds nothing wrong, on a telephone at night and a desk by day."""
    pages(practice)
    page.goto(f"http://desk.test{path}")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    faults = [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page, options=WCAG).response["violations"]]

    assert wide <= 0
    assert not faults
