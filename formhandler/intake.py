"""Taking a request: read, seal, keep. The only place where what she typed is in memory, and only for that moment."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

from formhandler import page_token
from formhandler.gate import Gate
from formhandler.request import HOUR, Form, Request, read, read_code, to_json
from formhandler.sealing import key_set, seal
from formhandler.store import Row, Store

JST = timezone(timedelta(hours=9), "JST")
ODD = {"trap", "token:none", "token:bad", "token:fast"}


@dataclass(frozen=True)
class Posted:
    """What came with a POST, apart from what the server knows itself."""

    form: Form
    page: str
    address: str
    now: float
    steady: float  # a clock that cannot be set


@dataclass
class Intake:
    """Takes requests and take-backs. `today` is the day to write on an envelope, as far as the clock is believed."""

    secret: bytes
    recipients: Sequence[str]
    store: Store
    today: Callable[[], date]
    gate: Gate = field(default_factory=Gate)

    def call(self, posted: Posted, offered: Collection[str] = ()) -> bool:
        """Take a request for a call: True once it is kept, False if the gate is full; Unavailable if it is not kept."""
        token, flags = self._token(posted)
        request = read(posted.form, page=posted.page, now=_local(posted.now), offered=offered, flags=flags)
        if token is None:
            return self._keep(posted, request, os.urandom(16))
        # The hour and the flags may differ between two presses of a button; what she sent does not.
        sent = sha256(to_json(replace(request, hour="", flags=()))).digest()
        request = replace(request, code=page_token.code(self.secret, token.nonce))
        return self._keep(posted, request, page_token.envelope_id(self.secret, token.nonce, sent))

    def take_back(self, posted: Posted) -> bool:
        """Take a wish to be called no more: sealed like any request, whatever the code, so that nothing shows."""
        request = Request("take-back", posted.page, _local(posted.now).strftime(HOUR), read_code(posted.form))
        # A random id: were it made from the code, a second envelope would be quicker, and that could be measured.
        return self._keep(posted, request, os.urandom(16))

    def _token(self, posted: Posted) -> tuple[page_token.Token | None, list[str]]:
        text = next(iter(posted.form.get("token", ())), "")
        token = page_token.read(self.secret, text)
        if token is None:
            return None, ["token:bad" if text else "token:none"]
        return token, token.flags(posted.now)

    def _keep(self, posted: Posted, request: Request, id_: bytes) -> bool:
        if not self.gate.enter(posted.address, posted.steady, odd=not ODD.isdisjoint(request.flags)):
            return False
        self.store.put(Row(id_, self.today(), key_set(self.recipients), seal(to_json(request), self.recipients)))
        return True


def _local(now: float) -> datetime:
    return datetime.fromtimestamp(now, JST)
