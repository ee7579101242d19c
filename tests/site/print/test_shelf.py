"""Banners are drawn once, kept until something in them changes, and left out where they cannot be drawn."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.languages import BY_CODE
from directory.load import DATA
from publish import banners
from publish.print import banner, fonts

DRAW = banner.files


@pytest.fixture(autouse=True)
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Lend a shelf of its own for Thai alone, and note what is drawn for it."""
    noted: list[str] = []
    monkeypatch.setattr(banners, "SHELF", tmp_path / "shelf")
    monkeypatch.setattr(banners, "BY_CODE", {"th": BY_CODE["th"]})
    monkeypatch.setattr(banner, "SIZES", ((120, 60),))
    monkeypatch.setattr(banner, "files", lambda site, code: DRAW(site, note(noted, code)))
    banners.shelf.cache_clear()
    yield noted
    banners.shelf.cache_clear()


def note(noted: list[str], code: str) -> str:
    """Write a language down."""
    noted.append(code)
    return code


def again() -> dict[str, Path]:
    """Return what the next build finds."""
    banners.shelf.cache_clear()
    return banners.shelf()


def test_they_are_drawn_once(drawn: list[str]) -> None:
    """The second build takes them from the shelf."""
    first, second = again(), again()

    assert drawn == ["th"]
    assert sorted(first) == ["banners/th/120x60.png", "banners/th/120x60.svg"]
    assert first == second


def test_a_new_name_is_drawn_anew_and_the_old_pictures_go(drawn: list[str], tmp_path: Path) -> None:
    """The city's name stands in the picture."""
    again()
    shutil.copytree(DATA, tmp_path / "data")
    site = tmp_path / "data/site.yaml"
    site.write_text(site.read_text().replace("name: つながり かわさき", "name: つながり よこはま"))
    found = banners.shelf(tmp_path / "data")

    assert drawn == ["th", "th"]
    assert {path.parents[2] for path in found.values()} == set(banners.SHELF.iterdir())


def test_a_changed_template_is_drawn_anew(drawn: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has a say in the picture is in the recipe."""
    again()
    (tmp_path / "banner.typ").write_bytes(banners.RECIPE[3].read_bytes() + b"// other")
    monkeypatch.setattr(banners, "RECIPE", (*banners.RECIPE[:3], tmp_path / "banner.typ", *banners.RECIPE[4:]))
    again()

    assert drawn == ["th", "th"]


def test_without_fonts_there_are_none_and_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page shows a picture that is not there."""
    monkeypatch.setattr(fonts, "gather", no_fonts)
    fonts.loaded.cache_clear()

    assert again() == {}
    assert banners.lacking() == "sudo apt-get install fonts"


def test_what_was_drawn_before_needs_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shelf is enough."""
    again()
    monkeypatch.setattr(fonts, "gather", no_fonts)
    fonts.loaded.cache_clear()

    assert len(again()) == 2
    assert banners.lacking() == ""


def no_fonts() -> Path:
    """Find no font."""
    raise fonts.Missing("sudo apt-get install fonts")
