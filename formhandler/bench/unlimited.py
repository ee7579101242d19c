"""The drop box as it is, but for what it takes at a time: a benchmark comes from one network and asks for one hour."""

from typing import Any

from werkzeug.utils import import_string

from formhandler.gate import Gate
from formhandler.slots import Slots


def create_app() -> Any:
    """Return the drop box with an open gate and room in every hour."""
    Gate.enter = lambda *_, **__: True  # type: ignore[method-assign]
    Slots.enter = lambda *_: True  # type: ignore[method-assign]
    return import_string("formhandler.app:create_app")()
