"""The drop box as it is, but for its gate: a benchmark comes from one network."""

from typing import Any

from werkzeug.utils import import_string

from formhandler.gate import Gate


def create_app() -> Any:
    """Return the drop box with an open gate."""
    Gate.enter = lambda *_, **__: True  # type: ignore[method-assign]
    return import_string("formhandler.app:create_app")()
