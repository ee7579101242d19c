"""Hours that an earlier build has decided: of a window whose record is the same they need not be decided again.

In the ledger they stand by the key of the record, then by language ("" for none in particular): the patterns that
occur, and for each day the number of its own.
"""

from collections import defaultdict
from datetime import date

from directory.model import Directory
from publish.inputs import Inputs
from publish.opening_data import Days, decided, first_day

Row = tuple[list[list[tuple[int, int, int]]], list[int]]
Hours = dict[str, dict[str, Row]]


def recall(kept: Hours, directory: Directory, inputs: Inputs, day: date) -> None:
    """Take up the hours of every window whose record has not changed."""
    known = decided(directory, first_day(day))
    for window in directory.windows:
        for language, row in kept.get(inputs.key((window.id,)), {}).items():
            known[window.id, language or None] = _days(row)


def keep(directory: Directory, inputs: Inputs, day: date) -> Hours:
    """Return all hours that are decided by now, for the ledger."""
    rows: Hours = defaultdict(dict)
    for (window_id, language), days in decided(directory, first_day(day)).items():
        rows[inputs.key((window_id,))][language or ""] = _row(days)
    return rows


def _row(days: Days) -> Row:
    number = {pattern: place for place, pattern in enumerate(dict.fromkeys(days))}
    return [list(pattern) for pattern in number], [number[pattern] for pattern in days]


def _days(row: Row) -> Days:
    patterns = [tuple((start, end, sure) for start, end, sure in pattern) for pattern in row[0]]
    return tuple(patterns[number] for number in row[1])
