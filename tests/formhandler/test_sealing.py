import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formhandler.request import from_json, read, to_json
from formhandler.sealing import (
    FRAME,
    HEAD,
    MOST,
    SIZE,
    Refused,
    age_file,
    check,
    from_paper,
    generate,
    key_set,
    open_envelope,
    recipient,
    seal,
)
from tests.effort import REQUESTS
from tests.formhandler.examples import FULL, NOW, SHORTEST

DESK, SUPERVISOR, PAPER, STRANGER = (generate() for _ in range(4))
RECIPIENTS = [recipient(identity) for identity in (DESK, SUPERVISOR, PAPER)]
CONTENT = to_json(read(FULL, page="ja", now=NOW))


def test_any_key_opens() -> None:
    """Each recipient alone opens an envelope, the key from the paper too: a lost key loses nothing."""
    envelope = seal(CONTENT, RECIPIENTS)

    assert [open_envelope(envelope, [STRANGER, key]) for key in (DESK, SUPERVISOR, PAPER)] == [CONTENT] * 3


def test_no_other_key_opens() -> None:
    """Whoever is no recipient learns nothing but that."""
    with pytest.raises(Refused):
        open_envelope(seal(CONTENT, RECIPIENTS), [STRANGER])


def test_length_tells_nothing() -> None:
    """The shortest and the longest request have envelopes of one length, in bytes, however often they are sealed."""
    shortest = to_json(read(SHORTEST, page="ja", now=NOW))
    long = [b"", shortest, CONTENT, b"x" * SIZE]
    keys = [recipient(generate()) for _ in range(MOST)]

    assert {FRAME} == {len(seal(content, keys[:count])) for content in long for count in (2, MOST) for _ in range(60)}


def test_two_envelopes_of_one_request_have_nothing_in_common() -> None:
    """The same words sealed twice cannot be recognised."""
    one, two = seal(CONTENT, RECIPIENTS), seal(CONTENT, RECIPIENTS)

    assert one[HEAD + 200 :] != two[HEAD + 200 :]
    assert CONTENT[:20] not in one


TYPED = st.dictionaries(st.sampled_from(["tel", "word", "call_name"]), st.lists(st.text(max_size=60), max_size=1))


@settings(max_examples=REQUESTS // 50, deadline=None)
@given(st.lists(TYPED, min_size=50, max_size=50))
def test_round_trip(forms: list[dict[str, list[str]]]) -> None:
    """Thousands of requests, fifty at a time, come out as they went in."""
    asked = [read(form, page="ne", now=NOW) for form in forms]

    assert asked == [from_json(open_envelope(seal(to_json(item), RECIPIENTS[:2]), [DESK])) for item in asked]


def test_an_altered_bit_is_refused() -> None:
    """Whichever bit is turned, from the first to the last, the envelope no longer opens."""
    envelope = seal(CONTENT, RECIPIENTS)

    for place in range(0, len(envelope), 7):
        altered = bytearray(envelope)
        altered[place] ^= 1 << place % 8
        with pytest.raises(Refused):
            open_envelope(bytes(altered), [PAPER])


def test_a_cut_or_lengthened_envelope_is_refused() -> None:
    """An envelope is of one length, or it is none."""
    envelope = seal(CONTENT, RECIPIENTS)

    for altered in (envelope[:-1], envelope + b"\0", envelope[1:], b""):
        with pytest.raises(Refused):
            open_envelope(altered, [PAPER])


@given(st.binary(max_size=FRAME))
def test_any_bytes_are_refused(content: bytes) -> None:
    """What is no envelope is refused, in words, never by another error."""
    with pytest.raises(Refused):
        open_envelope(content, [DESK])


def test_too_much_is_refused() -> None:
    """Nothing is cut to fit: the reading keeps requests short."""
    with pytest.raises(Refused):
        seal(b"x" * (SIZE + 1), RECIPIENTS)


class TestKeys:
    def test_key_set_is_the_same_in_any_order(self) -> None:
        """The id of a set of keys depends on the keys only."""
        assert key_set(RECIPIENTS) == key_set(RECIPIENTS[::-1]) != key_set(RECIPIENTS[:2])

    def test_refuses_keys_that_could_lose(self) -> None:
        """No recipient, one, one twice, one that is none, or too many: refused before a request is taken."""
        for keys in ([], RECIPIENTS[:1], RECIPIENTS[:1] * 2, [*RECIPIENTS, "age1x"], RECIPIENTS * 3):
            with pytest.raises(Refused):
                check(keys)

    def test_private_half_is_no_recipient(self) -> None:
        """A private key set up as a recipient by mistake is refused."""
        with pytest.raises(Refused):
            check([*RECIPIENTS, DESK])

    def test_rotation(self) -> None:
        """After a change of keys the old envelopes open with the old keys only, and new ones with new keys only."""
        old, new = seal(b"old", RECIPIENTS), generate()
        fresh = seal(b"new", [recipient(new), *RECIPIENTS[1:]])

        assert open_envelope(old, [new, DESK]) == b"old"
        with pytest.raises(Refused):
            open_envelope(fresh, [DESK])

    def test_paper_key_is_read_however_typed(self) -> None:
        """Small letters, groups of four, full-width letters, no heading: typed from paper it is the same key."""
        groups = " ".join(PAPER[start : start + 4] for start in range(0, len(PAPER), 4))
        wide = PAPER.replace("-", "ー").translate({ord("A") + n: ord("Ａ") + n for n in range(26)})

        for typed in (PAPER.lower(), groups, wide, PAPER.removeprefix("AGE-SECRET-KEY-")):
            assert from_paper(typed) == PAPER

    def test_wrong_sign_on_paper_is_noticed(self) -> None:
        """One wrong sign is told at once, not when an envelope will not open."""
        wrong = "Q" if PAPER[30] != "Q" else "P"
        with pytest.raises(Refused):
            from_paper(PAPER[:30] + wrong + PAPER[31:])


@pytest.mark.skipif(shutil.which("age") is None, reason="sudo apt-get install age")
class TestStandardTool:
    def test_age_opens_our_envelope(self, tmp_path: Path) -> None:
        """Without any program of ours, `tail`, `head` and `age` open an envelope; the rest is spaces."""
        (tmp_path / "envelope").write_bytes(seal(CONTENT, RECIPIENTS))
        (tmp_path / "paper.key").write_text(PAPER)
        by_hand = (
            f"length=$(head -c {HEAD - 1} envelope | cut -d' ' -f3 | sed 's/^0*//'); "
            f"tail -c +{HEAD + 1} envelope | head -c $length | age --decrypt --identity paper.key"
        )
        opened = subprocess.run(["sh", "-c", by_hand], cwd=tmp_path, capture_output=True, check=True)

        assert opened.stdout == CONTENT.ljust(SIZE)

    def test_we_open_what_age_sealed(self) -> None:
        """An age file of the standard tool, framed, opens here: the format is theirs, not ours."""
        command = ["age", *(word for key in RECIPIENTS for word in ("--recipient", key))]
        sealed = subprocess.run(command, input=CONTENT.ljust(SIZE), capture_output=True, check=True).stdout
        envelope = (b"tsunagari 1 %010d\n" % len(sealed) + sealed).ljust(FRAME, b"\0")

        assert age_file(envelope) == sealed
        assert open_envelope(envelope, [SUPERVISOR]) == CONTENT
