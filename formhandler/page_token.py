"""The token in a form page: when the page was served, a nonce, and a signature. It proves nothing about a person.

From the nonce follow the code that she sees before sending and, with what she sent, the envelope's id: pressing send
twice is one request, while a corrected one is another. Nothing of it is kept; there is no list to look a code up in.
"""

import hmac
import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

NONCE, SIGNATURE = 16, 12  # bytes
CODE_DIGITS = 8  # can be read aloud in every language; a guess hits one of fifty open requests once in two million
FAST, OLD = 3, 86_400  # seconds: nobody fills the form in three; a page left open for a day is odd, not wrong


@dataclass(frozen=True)
class Token:
    """A token whose signature is right."""

    nonce: bytes
    served: int
    text: str

    def flags(self, now: float) -> list[str]:
        """Say what is odd about its age."""
        age = now - self.served
        found = {"token:clock": age < -60, "token:fast": -60 <= age < FAST, "token:old": age > OLD}
        return [flag for flag, holds in found.items() if holds]


def mint(secret: bytes, now: float) -> Token:
    """Return a new token."""
    body = struct.pack(">Q", int(now)) + os.urandom(NONCE)
    text = urlsafe_b64encode(body + _sign(secret, b"token", body)[:SIGNATURE]).decode()
    return Token(body[8:], int(now), text)


def read(secret: bytes, text: str) -> Token | None:
    """Return a token, or None if we did not make it."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        return None
    body, signature = raw[:-SIGNATURE], raw[-SIGNATURE:]
    if len(body) != 8 + NONCE or not hmac.compare_digest(signature, _sign(secret, b"token", body)[:SIGNATURE]):
        return None
    return Token(body[8:], struct.unpack(">Q", body[:8])[0], text)


def code(secret: bytes, nonce: bytes) -> str:
    """Return the code by which she can take her request back."""
    return f"{int.from_bytes(_sign(secret, b'code', nonce)[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def spaced(digits: str) -> str:
    """Return a code as it is shown: in two groups of four."""
    return f"{digits[:4]} {digits[4:]}"


def envelope_id(secret: bytes, nonce: bytes, content: bytes) -> bytes:
    """Return the id of the envelope for what was sent from one page."""
    return _sign(secret, b"id", nonce + content)[:16]


def _sign(secret: bytes, use: bytes, content: bytes) -> bytes:
    return hmac.digest(secret, use + b"\0" + content, "sha256")
