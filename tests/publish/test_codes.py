"""Codes outlive what they opened: a window that is over, a lot printed no more, a line that was deleted."""

from datetime import date
from pathlib import Path

import pytest

from publish.changes import changes
from publish.codes import code_pages
from publish.deploy import NotDeployed
from publish.edition import edition
from publish.print.lots import orders, spellings
from publish.publishing import answered


def test_a_window_that_is_over_is_still_said_to_be_over() -> None:
    """The code of 2026 outlives its window: the page says so and whom to call now."""
    late = edition("ja", date(2099, 1, 1))

    assert {page.template for page in code_pages(late)} <= {"home.html", "window.html", "ended.html"}
    assert len(list(code_pages(late))) == len(orders().flyer) + 1


class TestForEver:
    """A code that was once published is answered ever after."""

    @pytest.fixture
    def old(self, tmp_path: Path) -> Path:
        """Lend a release that answers two codes."""
        for spelling in (*spellings("7KMX"), *spellings("H23")):
            (tmp_path / "old" / spelling).mkdir(parents=True)
        return tmp_path / "old"

    def test_a_site_that_lost_one_is_not_deployed(self, old: Path, tmp_path: Path) -> None:
        """The line was deleted; the complaint names the code and what to write."""
        (tmp_path / "new/B/H23").mkdir(parents=True)

        with pytest.raises(NotDeployed, match=r"（7KMX） → data/lots.yaml に行をもどし"):
            answered(old, tmp_path / "new")

    def test_a_site_that_has_them_all_is(self, old: Path) -> None:
        """And so is the first one of all."""
        answered(old, old)
        answered(None, old)


def test_the_summary_of_a_deploy_counts_each_page_once(tmp_path: Path) -> None:
    """What a code opens is a copy; sixteen spellings are not sixteen changes."""
    for version in ("old", "new"):
        for address in ("b/1", *spellings("7KMX"), *spellings("H23")):
            (tmp_path / version / address).mkdir(parents=True)
            (tmp_path / version / address / "index.html").write_text(version, "utf-8")

    assert changes(tmp_path / "old", tmp_path / "new", {}) == ["ページが変わります: 日本語 × 1ページ"]
