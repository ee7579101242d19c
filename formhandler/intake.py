"""Taking a request: read, seal, keep. The only place where what she typed is in memory, and only for that moment."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property

from formhandler import page_token
from formhandler.gate import Gate
from formhandler.request import HOUR, Form, Request, read, read_code, to_json
from formhandler.sealing import key_set, seal
from formhandler.slots import Slots
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
    slots: Slots = field(default_factory=Slots)

    @cached_property
    def key_set(self) -> str:
        """The id of the keys that open what is sealed now."""
        return key_set(self.recipients)

    def call(self, posted: Posted, offered: Collection[str] = (), capacity: int = 0) -> bool:
        """Take a request for a call: True once it is kept, False if there is no room; Unavailable if it is not kept.

        `offered` are the windows of time on the page, `capacity` how many may be called in each (0: no end).
        """
        token, flags = self._token(posted)
        request = read(posted.form, page=posted.page, now=_local(posted.now), offered=offered, flags=flags)
        if not self._enters(posted, request):
            return False
        if token is None:
            return self._keep(request, os.urandom(16))
        asked = [window for window in request.answers["window"] if window in offered]
        if capacity and asked and not self.slots.enter(asked, capacity, self.gate.mark(posted.address), token.nonce):
            return False
        # The hour and the flags may differ between two presses of a button; what she sent does not.
        sent = to_json(replace(request, hour="", flags=()))
        request = replace(request, code=page_token.code(self.secret, token.nonce))
        return self._keep(request, page_token.envelope_id(self.secret, token.nonce, sent))

    def take_back(self, posted: Posted) -> bool:
        """Take a wish to be called no more: sealed like any request, whatever the code, so that nothing shows."""
        request = Request("take-back", posted.page, _local(posted.now).strftime(HOUR), read_code(posted.form))
        # A random id: were it made from the code, a second envelope would be quicker, and that could be measured.
        return self._enters(posted, request) and self._keep(request, os.urandom(16))

    def _token(self, posted: Posted) -> tuple[page_token.Token | None, list[str]]:
        text = next(iter(posted.form.get("token", ())), "")
        token = page_token.read(self.secret, text)
        if token is None:
            return None, ["token:bad" if text else "token:none"]
        return token, token.flags(posted.now)

    def _enters(self, posted: Posted, request: Request) -> bool:
        return self.gate.enter(posted.address, posted.steady, odd=not ODD.isdisjoint(request.flags))

    def _keep(self, request: Request, id_: bytes) -> bool:
        self.store.put(Row(id_, self.today(), self.key_set, seal(to_json(request), self.recipients)))
        return True


def _local(now: float) -> datetime:
    return datetime.fromtimestamp(now, JST)
