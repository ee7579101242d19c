"""The two addresses that only the desk can use: what waits, and what may go. Anyone else finds nothing there."""

import time
from collections.abc import Callable, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask, Response, abort, request

from formhandler import wire
from formhandler.store import Store, Unavailable

MOST = 50  # rows an answer: less than half a megabyte, so that a poor line gets on


def desk_door(
    app: Flask, store: Store, signers: Sequence[Ed25519PublicKey], state: Callable[[], Mapping[str, object]]
) -> None:
    """Add the addresses."""
    ear = wire.Ear(signers)

    def pull() -> Response:
        target = request.full_path.removesuffix("?")
        if not ear.hears(dict(request.headers), target, time.time()):
            abort(404)
        try:
            rows = store.rows(_after(request.args.get("after", "")), MOST)
            return Response(wire.to_json(rows, state()), mimetype="application/json")
        except Unavailable:
            return Response(status=503)

    def acknowledge() -> Response:
        try:
            receipts = wire.receipts_from_text(request.get_data(as_text=True), signers)
            return Response(str(store.remove(receipts)), mimetype="text/plain")
        except (wire.Damaged, ValueError):
            abort(404)
        except Unavailable:
            return Response(status=503)

    app.add_url_rule(wire.PULL, "desk pull", pull, provide_automatic_options=False)
    app.add_url_rule(wire.ACKNOWLEDGE, "desk ack", acknowledge, methods=["POST"], provide_automatic_options=False)


def _after(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
