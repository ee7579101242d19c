"""The id by which other programs know a thing: always the same for the same record, whatever its name becomes."""

from functools import cache
from uuid import UUID, uuid5


@cache
def identity(namespace: str, kind: str, *names: str) -> str:
    """Return the UUID (version 5) of a thing of a kind, within a city's namespace."""
    return str(uuid5(UUID(namespace), ":".join((kind, *names))))
