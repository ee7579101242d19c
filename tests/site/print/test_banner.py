"""Banners: sizes, weights, drawings without fonts, and the HTML that partners paste."""

import io
from html.parser import HTMLParser

import pytest
from PIL import Image

from directory.languages import BY_CODE
from directory.load import load
from publish.banners import shelf
from publish.print import banner
from tests.site.print import conftest


@pytest.fixture(params=BY_CODE, scope="module")
def made(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Lend the banners of every language in turn, as the site publishes them."""
    if request.param not in conftest.spoken():
        pytest.skip("the sheets cannot be said in it yet: make words")
    folder = f"banners/{request.param}/"
    return {name: path.read_bytes() for name, path in shelf().items() if name.startswith(folder)}


def test_pictures_have_the_sizes_they_are_named_for(made: dict[str, bytes]) -> None:
    """Pictures have the sizes they are named for."""
    sizes = {name: Image.open(io.BytesIO(content)).size for name, content in made.items() if name.endswith(".png")}

    assert [name for name, (width, height) in sizes.items() if f"{width}x{height}.png" != name.split("/")[-1]] == []
    assert set(sizes.values()) == set(banner.SIZES)


def test_pictures_weigh_no_more_than_hosts_allow(made: dict[str, bytes]) -> None:
    """Pictures weigh no more than hosts allow."""
    over = {size: len(made[name]) for size, most in banner.LIMITS.items() for name in made
            if name.endswith(f"/{size[0]}x{size[1]}.png") and len(made[name]) > most}  # fmt: skip

    assert over == {}


def test_drawings_need_no_font_and_carry_a_title(made: dict[str, bytes]) -> None:
    """Drawings need no font and carry a title."""
    drawings = [content.decode() for name, content in made.items() if name.endswith(".svg")]

    assert len(drawings) == len(banner.SIZES)
    assert [tag for tag in ("<text", "font-family", "<script") for drawing in drawings if tag in drawing] == []
    assert all("<title>" in drawing for drawing in drawings)


def test_previews_are_light(made: dict[str, bytes]) -> None:
    """Previews are light."""
    assert max(len(content) for name, content in made.items() if name.endswith("1200x630.png")) < 300_000


class Tags(HTMLParser):
    """The tags of a piece of HTML with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found[tag] = dict(attrs)


def test_what_partners_paste_is_a_link_and_a_picture_with_words() -> None:
    """What partners paste is a link and a picture with words."""
    tags = Tags()
    tags.feed(banner.snippet(load().site, "ja", (468, 60)))

    assert set(tags.found) == {"a", "img"}
    assert tags.found["a"]["rel"] == "noreferrer"
    assert tags.found["img"]["alt"] == "話せるところが、あります。 つながり かわさき"
    assert (tags.found["img"]["width"], tags.found["img"]["height"]) == ("468", "60")


def test_the_same_bytes_come_twice() -> None:
    """What is drawn now is what lies on the shelf, drawn by whichever process came first."""
    drawn = banner.files(load().site, "ja")

    assert drawn == {name: shelf()[name].read_bytes() for name in drawn}
