"""The desk's side of fetching: at least once from the drop box, exactly once into whatever stores it.

`take` must store rows durably, know by its id a row it has had before, and return a receipt for every row it holds.
Only then does the drop box delete. Whatever breaks in between, the rows come again.
"""

import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request as Question
from urllib.request import urlopen

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from formhandler import wire
from formhandler.store import Receipt, Row

TIMEOUT = 30
NOT_REACHED = "受付箱につながりません。"
# What may be wrong on the way, the special before the general.
CURES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "証明書を確かめられません。この機械の時計と、受付箱の証明書の期限を見てください。"),
    (gaierror, "住所が見つかりません。この機械のネットワークと、受付箱の住所を見てください。"),
    (TimeoutError, "返事がありません。少し待ってから、もう一度してください。"),
    (ConnectionRefusedError, "受付箱が動いていません。受付箱の管理者に知らせてください。"),
    (Exception, "この機械のネットワークを見て、少し待ってから、もう一度してください。"),
)
Take = Callable[[list[Row]], Iterable[Receipt]]


class Unreachable(Exception):
    """The drop box did not answer as it should; staff read the text."""


@dataclass
class Puller:
    """Fetches from one drop box. `skew`: by how many seconds its clock is ahead; `state`: what it said of itself."""

    url: str
    key: Ed25519PrivateKey
    skew: float = 0.0
    state: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            raise Unreachable("https:// で始まる住所を指定してください。")

    def fetch(self, take: Take) -> int:
        """Fetch all that waits, a part at a time; return how many rows were deleted from the drop box."""
        after, deleted = b"", 0
        while rows := self.rows(after):
            receipts = list(take(rows))
            if receipts:
                deleted += self.acknowledge(wire.receipts_to_text(receipts, self.key))
            after = rows[-1].id
        return deleted

    def rows(self, after: bytes = b"") -> list[Row]:
        """Return the next rows that wait."""
        target = f"{wire.PULL}?after={after.hex()}"
        content = self._ask(target) or self._ask(target)
        if content is None:
            raise Unreachable("受付箱が答えません。住所と signing.key を確かめてください。")
        try:
            found, self.state = wire.from_json(content)
        except wire.Damaged as error:
            raise Unreachable("受付箱の答えが途中でこわれました。もう一度してください。") from error
        return found

    def all(self) -> list[Row]:
        """Return all rows that wait, to be carried on a stick."""
        found: list[Row] = []
        while rows := self.rows(found[-1].id if found else b""):
            found += rows
        return found

    def acknowledge(self, receipts: str) -> int:
        """Tell the drop box what the desk holds, as a signed text; return how many rows it deleted."""
        found = self._send(wire.ACKNOWLEDGE, {"Content-Type": "text/plain"}, receipts.encode())
        if not found.isdigit():
            raise Unreachable("受付箱が受け取りを認めません。signing.key と signers.txt が対かどうか確かめてください。")
        return int(found)

    def _ask(self, target: str) -> bytes | None:
        """Ask once; None if it was not heard: our clocks may differ, and the answer tells by how much."""
        try:
            return self._send(target, wire.question(self.key, target, time.time() + self.skew))
        except HTTPError as error:
            there = error.headers["Date"]
            self.skew = parsedate_to_datetime(there).timestamp() - time.time() if there else 0.0
            error.close()
            return None

    def _send(self, target: str, headers: dict[str, str], body: bytes | None = None) -> bytes:
        try:
            with urlopen(Question(self.url + target, body, headers), timeout=TIMEOUT) as response:  # noqa: S310
                return bytes(response.read())
        except HTTPError:
            raise
        except (URLError, HTTPException, OSError) as error:
            raise Unreachable(_cure(error)) from error


def _cure(error: Exception) -> str:
    """Return why the drop box was not reached, and what to look at first."""
    why = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    return NOT_REACHED + next(cure for kind, cure in CURES if isinstance(why, kind))
