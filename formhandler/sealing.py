"""Sealing: functions on bytes. An envelope is age (age-encryption.org/v1) to several recipients, all of one size.

What is sealed is first filled up with spaces to a fixed size, in bytes, so that its length tells nothing; then the
sealed file, whose own length age varies, is put in a frame of a fixed size. To open an envelope without this program:

    head -c 21 envelope                          # tsunagari 1 0000004613: the file's length
    tail -c +23 envelope | head -c 4613 | age --decrypt --identity desk.key
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence

import pyrage
from pyrage import x25519

MARK = b"tsunagari 1 "
HEAD = len(MARK) + 10 + 1  # the mark, the length in ten digits, a line's end
# The longest request that can be typed is under 2,000 bytes of JSON (a test types it in four-byte signs).
SIZE = 4096
# Sealing to eight recipients adds at most 1,063 bytes (3,000 tries); two classes would already tell long from short.
FRAME = SIZE + 1536
FEWEST, MOST = 2, 8


class Refused(ValueError):
    """Keys or bytes that cannot be sealed to, or opened."""


def generate() -> str:
    """Return a new identity (the private half): one line of text."""
    return str(x25519.Identity.generate())


def recipient(identity: str) -> str:
    """Return the public half of an identity."""
    return str(_identity(identity).to_public())


def key_set(recipients: Iterable[str]) -> str:
    """Return the id of a set of recipients, by which the desk knows which keys open an envelope."""
    return hashlib.sha256("\n".join(sorted(recipients)).encode()).hexdigest()[:16]


def check(recipients: Sequence[str]) -> None:
    """Refuse a set of recipients that could lose what is sealed to it."""
    if len(set(recipients)) < FEWEST:
        raise Refused(f"{FEWEST} or more different recipients are needed: with one, a lost key loses every request")
    if len(recipients) > MOST:
        raise Refused(f"at most {MOST} recipients fit an envelope")
    seal(b"", recipients)


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return an envelope that any one of the recipients can open."""
    if len(content) > SIZE:
        raise Refused(f"longer than {SIZE} bytes")
    sealed: bytes = pyrage.encrypt(content.ljust(SIZE), [_recipient(line) for line in recipients])
    return (b"%s%010d\n" % (MARK, len(sealed)) + sealed).ljust(FRAME, b"\0")


def open_envelope(envelope: bytes, identities: Sequence[str]) -> bytes:
    """Return what was sealed, opened with whichever identity fits; Refused for anything altered."""
    try:
        content = bytes(pyrage.decrypt(age_file(envelope), [_identity(line) for line in identities]))
    except pyrage.DecryptError as error:
        raise Refused("no key opens this envelope, or it was altered") from error
    if len(content) != SIZE:
        raise Refused("not filled up to the size of an envelope")
    return content.rstrip(b" ")


def age_file(envelope: bytes) -> bytes:
    """Return the age file inside an envelope."""
    length = envelope[len(MARK) : HEAD - 1]
    if len(envelope) != FRAME or not envelope.startswith(MARK) or envelope[HEAD - 1 : HEAD] != b"\n":
        raise Refused("not an envelope")
    if not length.isdigit() or int(length) > FRAME - HEAD or any(envelope[HEAD + int(length) :]):
        raise Refused("the envelope was altered")
    return envelope[HEAD : HEAD + int(length)]


def from_paper(typed: str) -> str:
    """Return an identity as typed from the paper sheet; Refused if a sign is wrong (the key has check signs)."""
    signs = unicodedata.normalize("NFKC", typed).upper()
    body = "".join(sign for sign in signs if sign.isascii() and sign.isalnum()).removeprefix("AGESECRETKEY")
    identity = f"AGE-SECRET-KEY-{body}"
    _identity(identity)
    return identity


def _recipient(line: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(line)
    except (pyrage.RecipientError, ValueError) as error:
        raise Refused("not an age recipient (age1…)") from error


def _identity(line: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(line)
    except (pyrage.IdentityError, ValueError) as error:
        raise Refused("not an age identity (AGE-SECRET-KEY-1…)") from error
