"""What `make bench` measures with: the same pages for every generator, and growth that is reckoned openly."""

from pathlib import Path

import pytest

from directory.load import load
from publish.bench.as_markdown import as_markdown
from publish.bench.building import reckoned
from publish.bench.city import found_city
from publish.bench.rivals import hugo, material
from tests.site_built import DAY, Site


def test_a_city_has_so_many_windows_each_with_its_own_name(tmp_path: Path) -> None:
    """More than there are records: they come again under other names, and all of them can be reached."""
    found_city(tmp_path / "city", 150)
    reachable = [window for window in load(tmp_path / "city/data").windows if window.reachable(DAY)]

    assert len({window.name for window in reachable}) == len(reachable) == 150


def test_a_page_as_markdown_says_what_the_page_says(site: Site) -> None:
    """Title, headings, numbers with their links, the table of hours."""
    title, text = as_markdown(site.pages["en/w/kawasaki-dv-center/"].html)

    assert title.startswith("Helpline on violence")
    assert "# Helpline on violence" in text
    assert "(tel:0442000845)" in text
    assert "|Mon–Fri|9:30–16:30|" in text


@pytest.mark.parametrize("lay_out", [material, hugo])
def test_a_rival_gets_every_page(site: Site, tmp_path: Path, lay_out: type) -> None:
    """All languages; 404.html and the copies for printed codes are no content."""
    lay_out(site.folder, tmp_path)
    pages = [name for name in site.pages if name != "404.html"]

    assert len(list(tmp_path.rglob("*.md"))) == len(pages)


def test_growth_is_reckoned_from_what_was_measured() -> None:
    """A part that grows with the pages and a part that grows with their square."""
    assert reckoned({50: 2 * 50 + 50**2, 100: 2 * 100 + 100**2, 200: 2 * 200 + 200**2}, 1_000) == pytest.approx(
        1_002_000
    )
