from hypothesis import given
from hypothesis import strategies as st

from formhandler.page_token import FAST, OLD, code, envelope_id, mint, read, spaced

SECRET = b"k" * 32
NOW = 1_795_000_000.0


def test_what_was_made_is_read() -> None:
    """A token comes back with its nonce, and without a flag at an ordinary age."""
    token = mint(SECRET, NOW)

    assert read(SECRET, token.text) == token
    assert token.flags(NOW + 60) == []


@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: raw.hex()))
def test_anything_else_is_none(text: str) -> None:
    """What we did not make is no token, and no error."""
    assert read(SECRET, text) is None


def test_forged_and_foreign_tokens_are_none() -> None:
    """One altered sign, or another box's secret, and it is no token."""
    text = mint(SECRET, NOW).text
    altered = [text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :] for place in range(len(text))]

    assert [item for item in altered if read(SECRET, item)] == []
    assert read(b"o" * 32, text) is None


def test_odd_ages_are_flagged() -> None:
    """Too fast for a person, a day old, or from the future: flagged, never refused."""
    token = mint(SECRET, NOW)

    assert token.flags(NOW + FAST - 1) == ["token:fast"]
    assert token.flags(NOW + OLD + 1) == ["token:old"]
    assert token.flags(NOW - 31_536_000) == ["token:clock"]


def test_code_can_be_read_aloud() -> None:
    """A code is eight digits in two groups, the same each time for one page."""
    nonce = mint(SECRET, NOW).nonce

    assert code(SECRET, nonce) == code(SECRET, nonce)
    assert [len(part) for part in spaced(code(SECRET, nonce)).split()] == [4, 4]
    assert spaced(code(SECRET, nonce)).replace(" ", "").isdigit()


def test_id_tells_nothing_and_is_the_same_for_the_same() -> None:
    """Twice the same from one page is one id; something corrected, or another page, is another."""
    ids = {envelope_id(SECRET, nonce, content) for nonce in (b"n" * 16, b"m" * 16) for content in (b"x", b"y")}

    assert len(ids) == 4
    assert {len(id_) for id_ in ids} == {16}
    assert envelope_id(SECRET, b"n" * 16, b"x") in ids
