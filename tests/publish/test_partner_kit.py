"""A card holds what it needs, and nothing that asks."""

from functools import cache
from xml.etree import ElementTree as ET

from publish.open_data.published import published
from publish.partner_kit import LINE, files, lines
from tests.site_built import DAY

GIVEN = published("ja", DAY)
WINDOW = next(window for window in GIVEN.windows if window.id == "national-yorisoi")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "a", "rect", "text"}


@cache
def kit() -> dict[str, str]:
    """Return every file of the kit."""
    return dict(files(DAY))


def test_the_drawings_hold_no_script_no_style_and_no_other_address() -> None:
    """Every file of every language: five kinds of element, and links to the site alone."""
    for name, text in kit().items():
        root = ET.fromstring(text)  # noqa: S314 (our own drawing)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN, name
        assert "style" not in {key for element in root.iter() for key in element.attrib}
        assert all(a.attrib["href"].startswith(GIVEN.site.url) for a in root.iter(f"{SVG}a"))


def test_every_published_window_has_a_card_in_every_language() -> None:
    """With its number, and no number that may not be shown."""
    for window in GIVEN.windows:
        drawn = kit()[f"kit/ne/card/{window.id}.svg"]
        voices = [phone.number for phone in window.phones if phone.type == "voice"]
        assert [number for number in voices[:1] if number not in drawn] == []
    assert len(kit()) == 13 * len(GIVEN.windows)


def test_long_words_are_broken_into_lines() -> None:
    """Japanese anywhere, others at spaces."""
    assert "".join(lines("あ" * 45)) == "あ" * 45
    assert max(map(len, lines("あ" * 45))) <= LINE
    assert (
        " ".join(lines("a telephone line for women who want to talk")) == "a telephone line for women who want to talk"
    )
