"""What the three bookmarks' pages speak of first."""

from dataclasses import replace

import pytest

from directory.load import load
from publish.home_page import LANDINGS, NEEDS, Landing, spoken_of

CITY = load().site.needs


@pytest.mark.parametrize("landing", LANDINGS, ids=[landing.art for landing in LANDINGS])
class TestABookmarksNeeds:
    """Its words speak of some needs; the others are one tap away, behind 「ほかの困りごと」."""

    def test_come_first_and_in_its_order(self, landing: Landing) -> None:
        """All of them are needs of this city."""
        assert tuple(need.id for need in spoken_of(CITY, landing.needs)[:NEEDS]) == landing.needs

    def test_are_followed_by_the_others_in_the_citys_order(self, landing: Landing) -> None:
        """None is lost."""
        others = [need for need in CITY if need.id not in landing.needs]

        assert spoken_of(CITY, landing.needs)[NEEDS:] == others


def test_a_city_with_other_needs_shows_its_own() -> None:
    """Another city may call them differently."""
    theirs = [replace(need, id=f"our-{need.id}") for need in CITY]

    assert spoken_of(theirs, LANDINGS[0].needs) == theirs
