"""How hard to try. TSUNAGARI_THOROUGH=1 does what is due before a release; otherwise a part of it, in seconds."""

import os
from typing import TypeVar

THOROUGH = os.environ.get("TSUNAGARI_THOROUGH") == "1"
EXAMPLES = 300 if THOROUGH else 25  # of a property, where a test does not say how many
ROUNDS = 100 if THOROUGH else 6  # of killing
CUTS = None if THOROUGH else 40  # moments at which the power fails; None: all of them
REQUESTS = 10_000 if THOROUGH else 1_000  # sealed and opened

T = TypeVar("T")


def some(cases: list[T]) -> list[T]:
    """Return a twelfth of many cases of one kind, first and last among them; before a release, all."""
    return cases if THOROUGH else [*cases[:-1:12], cases[-1]]
