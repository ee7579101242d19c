"""Codes: what they say and how they are drawn; whether telephones read them is tried in tests/site/print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.print import lots, qr
from tests.publish.print.codes import CODES, SITE


class TestAddress:
    def test_keeps_the_scheme_in_lower_case_for_phones_that_know_no_other(self) -> None:
        """An address keeps the scheme in lower case for phones that know no other."""
        assert qr.address(SITE, "B/7kmx") == "https://EXAMPLE.ORG/B/7KMX"

    def test_leaves_the_folder_of_a_site_as_its_host_names_it(self) -> None:
        """An address leaves the folder of a site as its host names it."""
        assert qr.address("https://example.org/Tsunagari/", "B/7KMX") == "https://EXAMPLE.ORG/Tsunagari/B/7KMX"

    def test_stands_under_the_code_in_lower_case(self) -> None:
        """An address stands under the code in lower case."""
        assert qr.symbol("https://EXAMPLE.ORG/B/7KMX", 3).printed == "example.org/b/7kmx"


class TestSymbol:
    def test_keeps_one_version_so_that_all_codes_of_a_lot_look_alike(self) -> None:
        """A code keeps one version so that all codes of a lot look alike."""
        assert {qr.symbol(lots.url(SITE, code), 3).size for code in CODES} == {29}

    def test_refuses_an_address_that_its_version_cannot_hold(self) -> None:
        """A code refuses an address that its version cannot hold."""
        with pytest.raises(qr.TooLong):
            qr.symbol("https://EXAMPLE.ORG/B/7KMX", 2)

    @pytest.mark.parametrize("length", range(20, 60))
    def test_whether_it_fits_is_known_without_drawing_it(self, length: int) -> None:
        """At every length the answer is what drawing it would find."""
        url = f"https://{'A' * length}.JP/B/7KMX"
        drawn = next(version for version in range(2, 11) if qr.holds(url, version))

        assert qr.smallest(url) == drawn
        assert qr.symbol(url, drawn).size == 17 + 4 * drawn
        if drawn > 2:
            with pytest.raises(qr.TooLong):
                qr.symbol(url, drawn - 1)

    def test_packs_upper_case_densely(self) -> None:
        """25 signs fit version 2 only if the run after the scheme is alphanumeric."""
        assert qr.smallest("https://EXAMPLE.ORG/B/J23") == 2

    def test_has_modules_of_at_least_seven_tenths_of_a_millimetre(self) -> None:
        """A code has modules of at least seven tenths of a millimetre."""
        assert qr.MODULE_MM >= 0.7

    def test_has_the_quiet_zone_of_the_standard(self) -> None:
        """A code has the quiet zone of the standard."""
        assert qr.QUIET == 4


def filled(rings: list[list[qr.Point]], size: int) -> tuple[tuple[bool, ...], ...]:
    """Fill outlines even-odd: a module is dark when an odd number of edges lies to its left."""
    sides = [side for ring in rings for side in zip(ring, ring[1:] + ring[:1], strict=True)]
    upright = [(a[0], *sorted((a[1], b[1]))) for a, b in sides if a[0] == b[0]]

    def dark(x: int, y: int) -> bool:
        return sum(edge <= x and top <= y < low for edge, top, low in upright) % 2 == 1

    return tuple(tuple(dark(x, y) for x in range(size)) for y in range(size))


class TestTrace:
    @given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=7, max_size=7))
    def test_outlines_exactly_the_dark_modules(self, rows: list[list[bool]]) -> None:
        """The outline holds exactly the dark modules."""
        grid = tuple(tuple(row) for row in rows)

        assert filled(qr.trace(grid), 7) == grid

    def test_is_one_path_without_seams(self) -> None:
        """The outline is one path without seams."""
        drawn = qr.svg(qr.symbol("https://EXAMPLE.ORG/B/7KMX", 3).rows)

        assert drawn.count("<path") == 2
        assert len(drawn) < 3_000
