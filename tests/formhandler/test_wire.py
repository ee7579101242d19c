import os
import random
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from formhandler import wire
from formhandler.sealing import FRAME
from formhandler.store import Row

KEY, STRANGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
SIGNERS = [KEY.public_key()]
NOW = 1_795_000_000.0
ROWS = [Row(os.urandom(16), date(2026, 11, 23), "0123456789abcdef", os.urandom(FRAME)) for _ in range(4)]
TEXT = wire.to_text(ROWS)
RECEIPTS = [row.receipt for row in ROWS]
ACKS = wire.receipts_to_text(RECEIPTS, KEY)


class TestQuestion:
    def test_is_heard_once(self) -> None:
        """A signed question of this time is heard, and not a second time."""
        ear, asked = wire.Ear(SIGNERS), wire.question(KEY, "/desk/pull?after=", NOW)

        assert ear.hears(asked, "/desk/pull?after=", NOW + 5)
        assert not ear.hears(asked, "/desk/pull?after=", NOW + 6)
        assert not ear.hears(asked, "/desk/pull?after=", NOW + 3 * wire.LATE)

    def test_of_anybody_else_is_not_heard(self) -> None:
        """Unsigned, signed by a stranger, for another address, altered, too early or too late: nothing is heard."""
        target = "/desk/pull?after="
        asked = wire.question(KEY, target, NOW)
        cases = [
            ({}, target, NOW),
            (wire.question(STRANGER, target, NOW), target, NOW),
            (asked, target + "00", NOW),
            (asked | {wire.TIME: str(int(NOW) + 1)}, target, NOW),
            (asked | {wire.NONCE: "00"}, target, NOW),
            (asked | {wire.SIGNATURE: "!"}, target, NOW),
            (asked, target, NOW + wire.LATE + 1),
            (asked, target, NOW - wire.LATE - 1),
        ]

        assert [case for case in cases if wire.Ear(SIGNERS).hears(*case)] == []

    def test_what_was_heard_is_forgotten_in_time(self) -> None:
        """The memory of nonces does not grow."""
        ear = wire.Ear(SIGNERS)
        for number in range(300):
            now = NOW + number * 60
            assert ear.hears(wire.question(KEY, "/", now), "/", now)

        assert len(ear._heard) <= 2 * wire.LATE / 60 + 1  # noqa: SLF001


class TestJson:
    def test_comes_back(self) -> None:
        """Rows and the state of the box come back as they were."""
        assert wire.from_json(wire.to_json(ROWS, {"waiting": 4})) == (ROWS, {"waiting": 4})

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"rows":[[1]],"state":{}}', '{"rows":[],"v":1}'])
    def test_anything_else_is_damaged(self, text: str) -> None:
        """What is no answer of a drop box is said to be damaged."""
        with pytest.raises(wire.Damaged):
            wire.from_json(text)

    def test_altered_is_damaged(self) -> None:
        """An altered day is as bad as altered content."""
        with pytest.raises(wire.Damaged):
            wire.from_json(wire.to_json(ROWS, {}).replace("2026-11-23", "2026-11-24", 1))


class TestTextFile:
    def test_is_plain_and_narrow(self) -> None:
        """A gateway that lets only text pass sees ASCII in lines of at most 72 signs."""
        assert TEXT.isascii()
        assert max(map(len, TEXT.splitlines())) <= wire.COLUMNS
        assert wire.from_text(TEXT) == wire.Carried(ROWS, 0)
        assert wire.from_text(wire.to_text([])) == wire.Carried([], 0)

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace("\n", "\r\n"),
            lambda text: "\ufeff" + text,
            lambda text: text.replace("\n", "\n\n"),
            lambda text: text.replace("\n", "  \n"),
            lambda text: text.encode("utf-16").decode("utf-16"),
            lambda text: text.encode("cp932").decode("cp932"),
            lambda text: text.rstrip("\n"),
        ],
    )
    def test_survives_what_offices_do_to_text(self, change: object) -> None:
        """Line ends, a byte order mark, blank lines, blanks, another code: the envelopes are the same."""
        assert callable(change)
        assert wire.from_text(change(TEXT)) == wire.Carried(ROWS, 0)

    def test_damage_never_makes_a_wrong_envelope(self) -> None:
        """After any of 400 damages what is read is right, and what is missing is counted."""
        chance = random.Random(4)  # noqa: S311
        for _ in range(400):
            place, length = chance.randrange(10, len(TEXT)), chance.randrange(1, 3000)
            other = chance.choice(["", "x", "\n", "END\n", TEXT[500:700]])
            found = wire.from_text(TEXT[:place] + other + TEXT[place + length :])
            assert all(row in ROWS for row in found.rows)
            assert found.lost >= len(ROWS) - len(found.rows)

    @given(st.text())
    def test_anything_else_is_damaged(self, text: str) -> None:
        """What is no file of a drop box is said to be none."""
        with pytest.raises(wire.Damaged):
            wire.from_text(text)
        assert wire.from_text(f"BOXFILE 1\n{text}").rows == []


class TestReceipts:
    def test_come_back(self) -> None:
        """Signed receipts come back as they were, also with other line ends."""
        assert wire.receipts_from_text(ACKS, SIGNERS) == RECEIPTS
        assert wire.receipts_from_text("\ufeff" + ACKS.replace("\n", "\r\n"), SIGNERS) == RECEIPTS

    def test_unsigned_or_altered_are_damaged(self) -> None:
        """A line more, a line less, a stranger's signature or none: nothing will be deleted."""
        lines = ACKS.splitlines(keepends=True)
        cases = [
            "".join(lines[:1] + lines[2:]),
            "".join([*lines[:2], lines[1], *lines[2:]]),
            "".join(lines[:-1]),
            wire.receipts_to_text(RECEIPTS, STRANGER),
            wire.ACKS,
            "",
        ]
        for text in cases:
            with pytest.raises(wire.Damaged):
                wire.receipts_from_text(text, SIGNERS)
