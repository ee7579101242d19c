"""The built pages of the call-back form, as the drop box takes them."""

from datetime import datetime

from directory.languages import BY_CODE, SOURCE
from formhandler.addresses import ANSWERS, BACK, FORM
from formhandler.pages import Pages
from formhandler.request import FARTHEST, window_flags
from tests.site_built import DAY, Site


class TestPages:
    """The form, the taking back and the answers."""

    def test_they_stand_in_every_language_and_the_drop_box_takes_them(self, site: Site) -> None:
        """Form, taking back and answers are there, and all answers have one size."""
        Pages(site.folder)
        sizes = {page.path.stat().st_size for name in ANSWERS for page in site.in_every_language(name)}

        assert len(sizes) == 1
        assert all(site.in_every_language(name) for name in (FORM, BACK))

    def test_each_names_a_telephone(self, site: Site) -> None:
        """Whatever happens she can call."""
        numbers = [
            page.html.count('href="tel:') for name in (FORM, BACK, *ANSWERS) for page in site.in_every_language(name)
        ]

        assert min(numbers) > 0

    def test_every_door_leads_to_the_form(self, site: Site) -> None:
        """Home and the pages of the bookmarks, in every language."""
        for address in ("", "b/1/", "b/2/", "b/3/"):
            for page in site.in_every_language(address):
                assert f"{page.language.prefix}{FORM}" in {page.target(link) for link in page.read.links}

    def test_the_form_holds_an_exit(self, site: Site) -> None:
        """At the top, at the end, and below the button."""
        for page in site.in_every_language(FORM):
            assert page.html.count('class="exit"') == 3

    def test_every_time_on_the_page_can_be_read_by_the_drop_box(self, site: Site) -> None:
        """And reaches over the two weeks that it offers, for a site that is not built every day."""
        offered = sorted(Pages(site.folder).page(BY_CODE[SOURCE], FORM).windows)
        now = datetime(DAY.year, DAY.month, DAY.day)  # noqa: DTZ001 (on the wall)

        assert offered[0].startswith(DAY.isoformat())
        assert {flag for window in offered for flag in window_flags(window, now)} <= {"window:far"}
        assert datetime.fromisoformat(offered[-1][:16]) > now + 2 * FARTHEST
