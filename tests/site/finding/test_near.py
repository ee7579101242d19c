"""「近い順」: the phone says where it is, the page counts, and nothing is sent."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.load import load
from tests.site.conftest import Visit

OFFICES = {ward.id: (ward.latitude, ward.longitude) for ward in load().site.wards}


class TestNearestFirst:
    """「近い順」: the phone says where it is, the page counts."""

    def places(self, page: Page) -> list[str]:
        """Return the wards in the order they stand."""
        ids: list[str] = page.locator(".col > section[data-at]").evaluate_all("all => all.map((one) => one.id)")
        return ids

    @pytest.mark.parametrize("ward", ["takatsu", "asao", "kawasaki"])
    def test_the_ward_she_is_in_comes_first(self, browser: Browser, visit: Visit, ward: str) -> None:
        """By its office; and the page says how rough that is. Nothing is sent."""
        latitude, longitude = OFFICES[ward]
        where = {"latitude": latitude, "longitude": longitude}
        page = visit(browser, geolocation=where, permissions=["geolocation"]).new_page()
        page.goto("/supplies/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator(".near button").click()
        expect(page.locator(".near [role=status]")).to_contain_text("おおよその近さ")

        assert self.places(page)[0] == ward
        assert page.locator("[data-places]").first.locator("> section").last.get_attribute("data-at") is None
        assert [url for url in asked if "/assets/near." not in url] == []

    def test_a_place_whose_own_coordinates_are_known_goes_by_them(self, browser: Browser, visit: Visit) -> None:
        """Two rows of a ward change places when the second is where she is."""
        page = visit(
            browser, geolocation={"latitude": 35.6, "longitude": 139.6}, permissions=["geolocation"]
        ).new_page()
        page.goto("/supplies/")
        rows = page.locator("#takatsu .list > li")
        second = rows.nth(1).locator("h3 a").get_attribute("href")
        rows.nth(1).evaluate("(row) => { row.dataset.at = '35.6 139.6'; }")
        page.locator(".near button").click()
        expect(page.locator(".near button")).to_be_disabled()

        assert rows.nth(0).locator("h3 a").get_attribute("href") == second

    def test_a_no_is_taken_calmly(self, page: Page) -> None:
        """The order stays as it was, the page says so, and she may try again."""
        page.goto("/supplies/")
        before = self.places(page)
        page.locator(".near button").click()
        expect(page.locator(".near [role=status]")).to_contain_text("分かりませんでした")

        assert self.places(page) == before
        expect(page.locator(".near button")).to_be_enabled()

    def test_nobody_is_asked_where_she_is_before_she_wishes_it(self, page: Page) -> None:
        """The file that asks has not even come."""
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/supplies/", wait_until="networkidle")

        assert not [url for url in asked if "near" in url]

    def test_a_phone_that_cannot_tell_is_not_asked(self, context: BrowserContext) -> None:
        """No button then."""
        context.add_init_script("delete Navigator.prototype.geolocation")
        page = context.new_page()
        page.goto("/supplies/")

        expect(page.locator(".near")).to_be_hidden()
