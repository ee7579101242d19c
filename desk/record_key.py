"""The two keys of the desk's records: one for the whole database file, one more for numbers, windows and words.

Each is a file that only its owner can read, kept best on another disk or stick than the records (DESK_KEYS).
"""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from formhandler import keys

BYTES, NONCE = 32, 12
FILES = ("record.key", "contact.key")


class Unlockable(ValueError):
    """Keys that are missing, or do not fit what they should open. Staff read the text."""


@dataclass(frozen=True)
class Keys:
    """The key of the file and the key of the contacts."""

    record: bytes
    contact: bytes

    def seal(self, content: dict[str, Any], about: str) -> bytes:
        """Return a safe contact sealed, bound to the row it belongs to."""
        nonce = secrets.token_bytes(NONCE)
        text = json.dumps(content, ensure_ascii=False).encode()
        return nonce + AESGCM(self.contact).encrypt(nonce, text, about.encode())

    def open(self, sealed: bytes, about: str) -> dict[str, Any]:
        """Return what was sealed for this row."""
        try:
            text = AESGCM(self.contact).decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
        except InvalidTag:
            raise Unlockable("連絡先を開けません。contact.key が変わっていないか、管理者が確かめてください。") from None
        found: dict[str, Any] = json.loads(text)
        return found


def make(folder: Path) -> Keys:
    """Make new keys in a folder."""
    put(folder, Keys(secrets.token_bytes(BYTES), secrets.token_bytes(BYTES)))
    return read(folder)


def put(folder: Path, found: Keys) -> None:
    """Write keys into a folder; FileExistsError rather than writing over any."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, key in zip(FILES, (found.record, found.contact), strict=True):
        keys.write(folder / name, key.hex() + "\n")


def read(folder: Path) -> Keys:
    """Return the keys in a folder."""
    try:
        return Keys(*(bytes.fromhex(keys.identity(folder / name).strip()) for name in FILES))
    except keys.WeakFile as error:
        raise Unlockable(f"{error} をほかの人も読めます。chmod 600 {error} をしてください。") from None
    except (OSError, ValueError, StopIteration):
        names = " と ".join(FILES)
        raise Unlockable(
            f"{folder} に {names} がありません。鍵を入れた媒体をつなぎ、DESK_KEYS で指してください。"
        ) from None


def there(folder: Path) -> bool:
    """Whether a folder holds any key: then new ones must never be made beside it."""
    return any((folder / name).exists() for name in FILES)
