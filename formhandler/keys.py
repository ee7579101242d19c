"""The files of keys: made once at the office, the public halves carried to the drop box.

desk.key, supervisor.key   private; they stay at the office and open envelopes
paper.html                 private; print it, put it in a safe, delete it
signing.key                private; with it the desk signs what it asks of the drop box
recipients.txt             public: what the drop box seals to
signers.txt                public: whom the drop box answers
"""

import os
import secrets
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from formhandler.paper import sheet
from formhandler.sealing import generate, recipient

ROLES = ("desk", "supervisor")
PRIVATE = 0o600
SECRET_BYTES = 32


class WeakFile(ValueError):
    """A file that others than its owner can read."""


def make(folder: Path, day: date) -> list[Path]:
    """Make all keys of a new desk; FileExistsError rather than writing over any."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    identities = {role: generate() for role in ROLES}
    paper = generate()
    signing = Ed25519PrivateKey.generate()
    public = [f"# {role} {day}\n{recipient(key)}" for role, key in [*identities.items(), ("paper", paper)]]
    files = {f"{role}.key": f"{key}\n" for role, key in identities.items()}
    files |= {"signing.key": _text(signing.private_bytes_raw()), "paper.html": sheet(paper, day)}
    files |= {"recipients.txt": "\n".join([*public, ""])}
    files |= {"signers.txt": f"# desk {day}\n{_text(signing.public_key().public_bytes_raw())}"}
    return [write(folder / name, text) for name, text in files.items()]


def write(path: Path, text: str) -> Path:
    """Write a new file that only its owner can read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def lines(path: Path) -> list[str]:
    """Return the lines of a file of public keys, without its comments."""
    found = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in found if line and not line.startswith("#")]


def signers(path: Path) -> list[Ed25519PublicKey]:
    """Return whom the drop box answers."""
    return [Ed25519PublicKey.from_public_bytes(b64decode(line, validate=True)) for line in lines(path)]


def signer(path: Path) -> Ed25519PrivateKey:
    """Return the desk's own signing key."""
    return Ed25519PrivateKey.from_private_bytes(b64decode(_guarded(path)))


def secret(path: Path) -> bytes:
    """Return the drop box's own secret, by which its page tokens are made; made anew where there is none."""
    if not path.exists():
        write(path, _text(secrets.token_bytes(SECRET_BYTES)))
    return b64decode(_guarded(path))


def identity(path: Path) -> str:
    """Return the private key in a file."""
    return next(line for line in _guarded(path).splitlines() if line and not line.startswith("#"))


def _guarded(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise WeakFile(path)
    return path.read_text("utf-8")


def _text(key: bytes) -> str:
    return b64encode(key).decode() + "\n"
