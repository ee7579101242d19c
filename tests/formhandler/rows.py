"""Rows for the tests of the stores."""

import os
from datetime import date

from formhandler.sealing import FRAME
from formhandler.store import Row

DAY = date(2026, 11, 23)


def row(number: int = 0, day: date = DAY) -> Row:
    """Make up a row."""
    return Row(number.to_bytes(2, "big") + os.urandom(14), day, "0123456789abcdef", os.urandom(FRAME))
