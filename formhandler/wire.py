"""What the desk and the drop box say to each other: signed questions, envelopes, receipts. Pure.

The drop box holds only public keys. A question is signed with the time and a nonce; receipts are signed as a text of
their own, because they may travel on a stick. Envelopes travel as JSON, or as a file of plain ASCII in short lines:
gateways between networks let text pass, and another line end, a byte order mark or a blank line does it no harm.
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from formhandler.store import Receipt, Row

PULL, ACKNOWLEDGE = "/desk/pull", "/desk/acknowledge"
LATE = 600  # seconds: clocks of offices differ; the nonce keeps a question from being asked twice meanwhile
TIME, NONCE, SIGNATURE = "X-Box-Time", "X-Box-Nonce", "X-Box-Signature"
FILE, ACKS = "BOXFILE 1", "BOXACKS 1"
COLUMNS = 72


class Damaged(ValueError):
    """A text that is not what it says, or that nobody known has signed."""


def question(key: Ed25519PrivateKey, target: str, now: float) -> dict[str, str]:
    """Return the headers that sign a question."""
    time, nonce = str(int(now)), os.urandom(12).hex()
    signature = key.sign(_question(target, time, nonce))
    return {TIME: time, NONCE: nonce, SIGNATURE: b64encode(signature).decode()}


def _question(target: str, time: str, nonce: str) -> bytes:
    return f"box question 1\n{target}\n{time}\n{nonce}".encode()


@dataclass
class Ear:
    """Hears only signed questions, and each only once."""

    signers: Sequence[Ed25519PublicKey]
    _heard: dict[str, float] = field(default_factory=dict)

    def hears(self, headers: Mapping[str, str], target: str, now: float) -> bool:
        """Whether a question is signed, of this time, and new."""
        time, nonce = headers.get(TIME, ""), headers.get(NONCE, "")
        signed = _signed(self.signers, headers.get(SIGNATURE, ""), _question(target, time, nonce))
        if not signed or not time.isdecimal() or abs(now - int(time)) > LATE or nonce in self._heard:
            return False
        self._heard = {known: at for known, at in self._heard.items() if abs(now - at) <= 2 * LATE}
        self._heard[nonce] = now
        return True


def _signed(signers: Iterable[Ed25519PublicKey], signature: str, content: bytes) -> bool:
    for signer in signers:
        try:
            signer.verify(b64decode(signature, validate=True), content)
        except (InvalidSignature, ValueError):
            continue
        return True
    return False


def to_json(rows: Iterable[Row], state: Mapping[str, object]) -> str:
    """Return rows and what the desk should know of the box."""
    parts = [
        [row.id.hex(), row.day.isoformat(), row.key_set, b64encode(row.envelope).decode(), row.digest] for row in rows
    ]
    return json.dumps({"v": 1, "rows": parts, "state": state})


def from_json(text: str | bytes) -> tuple[list[Row], dict[str, Any]]:
    """Read rows back; Damaged if any of them is not what was sent."""
    try:
        found = json.loads(text)
        return [_row(*parts) for parts in found["rows"]], found["state"]
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("not an answer of a drop box") from error


def _row(id_: str, day: str, key_set: str, envelope: str, digest: str) -> Row:
    row = Row(bytes.fromhex(id_), date.fromisoformat(day), key_set, b64decode(envelope, validate=True))
    if row.digest != digest or len(row.id) != 16:
        raise Damaged("altered on the way")
    return row


@dataclass(frozen=True)
class Carried:
    """What a text file brought: its good rows, and how many others it should have brought."""

    rows: list[Row]
    lost: int


def to_text(rows: Sequence[Row]) -> str:
    """Return rows as a text file for a stick or a gateway."""
    lines = [FILE, f"COUNT {len(rows)}"]
    for row in rows:
        content = b64encode(row.envelope).decode()
        lines += [f"ENVELOPE {row.id.hex()} {row.day} {row.key_set}", f"DIGEST {row.digest}"]
        lines += [content[start : start + COLUMNS] for start in range(0, len(content), COLUMNS)]
        lines += ["END"]
    return "\n".join([*lines, f"SHA256 {_sum(lines)}", ""])


def from_text(text: str) -> Carried:
    """Read a text file; an envelope that was damaged on the way is left out, and counted."""
    lines = _lines(text, FILE)
    parts: list[list[str]] = []
    for line in lines[1:]:
        if line.startswith("ENVELOPE "):
            parts.append([])
        if parts:
            parts[-1].append(line)
    rows = [row for part in parts if (row := _envelope(part)) is not None]
    count = next((line.removeprefix("COUNT ") for line in lines if line.startswith("COUNT ")), "")
    expected = int(count) if count.isdecimal() and len(count) < 9 else len(parts)
    whole = lines[-1] == f"SHA256 {_sum(lines[:-1])}"
    return Carried(rows, max(expected, len(parts), len(rows) + (not whole and not rows)) - len(rows))


def _envelope(part: list[str]) -> Row | None:
    try:
        end = part.index("END")
        _, id_, day, key_set = part[0].split()
        return _row(id_, day, key_set, "".join(part[2:end]), part[1].removeprefix("DIGEST "))
    except (ValueError, IndexError):
        return None


def receipts_to_text(receipts: Iterable[Receipt], key: Ed25519PrivateKey) -> str:
    """Return the receipts for what the desk has stored, as a signed text."""
    lines = [ACKS, *(f"{receipt.id.hex()} {receipt.digest}" for receipt in receipts)]
    return "\n".join([*lines, f"SIGNED {b64encode(key.sign(_joined(lines))).decode()}", ""])


def receipts_from_text(text: str, signers: Sequence[Ed25519PublicKey]) -> list[Receipt]:
    """Read receipts; Damaged unless somebody known has signed every line of them."""
    *lines, last = _lines(text, ACKS)
    if not _signed(signers, last.removeprefix("SIGNED "), _joined(lines)):
        raise Damaged("nobody known has signed this")
    pairs = [line.split() for line in lines[1:]]
    return [Receipt(bytes.fromhex(id_), digest) for id_, digest in pairs]


def _lines(text: str, kind: str) -> list[str]:
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line]
    if not lines or lines[0] != kind:
        raise Damaged(f"does not begin with {kind}")
    return lines


def _sum(lines: Iterable[str]) -> str:
    return hashlib.sha256(_joined(lines)).hexdigest()


def _joined(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "replace")
