"""The check of official pages, with pages of our own; no test goes out."""

import dataclasses

import pytest

from directory.load import load
from directory.model import Directory, Window
from directory.parts import Phone, Source
from publish.links import Fetched, Unreached, addresses, check_links, figures
from tests.site_built import DAY

PAGE = "https://www.example.org/soudan"
WINDOW = Window(
    id="rei",
    name="れいの相談室",
    tier="city",
    phones=(Phone(number="044-000-0001", kind="geographic"),),
    sources=(Source(url=PAGE, publisher="れい市", status="sourced"),),
)


def told(page: Fetched, *windows: Window) -> tuple[list[str], list[str], list[str]]:
    """Return (gone, missing, pages asked for) for a page."""
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return page

    directory = load()
    records = dataclasses.replace(directory.records, windows=windows or (WINDOW,))
    found = check_links(Directory(records, directory.site), DAY, fetch)
    return found.gone, found.missing, asked


@pytest.mark.parametrize(
    "written",
    [
        "044-000-0001",
        "044（000）0001",
        "044‐000‐0001",
        "０４４－０００－０００１",
        "044<b>-000-</b>0001",
        "044 000 0001",
        "044・000・0001",
    ],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    """Full-width, in brackets, with dots, parted by tags."""
    assert told(Fetched(f"<p>電話 {written} まで</p>")) == ([], [], [PAGE])


def test_a_number_that_is_gone_is_told_with_the_window_and_the_page() -> None:
    """Another number stands there now."""
    assert told(Fetched("<p>電話 044-000-0002</p>"))[1] == [f"れいの相談室: 044-000-0001 が頁に見当たりません {PAGE}"]


def test_a_page_that_is_gone_is_told() -> None:
    """With what its server said."""
    assert told(Fetched(trouble="頁がありません（404）"))[0] == [f"れいの相談室: 頁がありません（404） {PAGE}"]


def test_a_page_is_asked_for_once() -> None:
    """Though two windows rest on it."""
    assert told(Fetched("044-000-0001"), WINDOW, dataclasses.replace(WINDOW, id="other"))[2] == [PAGE]


def test_only_official_pages_are_asked_for() -> None:
    """A newspaper of 2016 need not carry today's number."""
    press = Source(url="https://news.example.org/", publisher="れい新聞", status="secondary")

    assert list(addresses(dataclasses.replace(WINDOW, sources=(press,)))) == []


def resting_on(host: str) -> Window:
    """Return a window whose number rests on a page of a host."""
    source = Source(url=f"https://{host}/", publisher="れい市", status="sourced")
    return dataclasses.replace(WINDOW, id=f"at-{host[0]}", sources=(source,))


def test_without_the_network_one_line_says_so() -> None:
    """After three servers none of which answers, not after sixty."""
    windows = [resting_on(f"{name}.example.org") for name in "abcd"]

    with pytest.raises(Unreached, match=r"ネットにつながりません（a\.example\.org・b.*・c\..*\） → つながる所で"):
        told(Fetched(trouble="つながりません", reached=False), *windows)


def test_one_server_that_does_not_answer_is_one_line_among_others() -> None:
    """The others are read."""
    answers = {"a": Fetched("044-000-0001"), **dict.fromkeys("bcd", Fetched(trouble="つながりません", reached=False))}
    windows = tuple(resting_on(f"{name}.example.org") for name in answers)
    directory = load()
    records = dataclasses.replace(directory.records, windows=windows)
    found = check_links(Directory(records, directory.site), DAY, lambda url: answers[url.removeprefix("https://")[0]])

    assert (len(found.gone), found.missing, found.seen) == (3, [], 4)


def test_two_numbers_side_by_side_stay_two() -> None:
    """Words part them."""
    assert "0440000001" in figures("044-000-0001または044-000-0002")
