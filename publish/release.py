"""Before building: is the data sound, and for a release, fresh? What is refused is said in Japanese, all of it."""

import os
import sys
from datetime import date

from directory.check import check
from directory.complaint import Complaint, Refused
from directory.freshness import callback_errors, freshness
from directory.load import documents


def ready(today: date, *, release: bool) -> None:
    """Raise Refused while the data contradicts itself or, for a release, is unchecked, over or too old."""
    directory, windows, site = documents()
    complaints = check(directory, windows, site, today)
    if release:
        complaints += freshness(directory, windows, today).errors + callback_errors(directory, site, today)
    if complaints:
        raise Refused(complaints)


def refused(why: Refused) -> int:
    """Print every complaint, one a line, marked in the change under review on a CI server; return the exit code."""
    for complaint in why.complaints:
        say(complaint)
    print(f"\n{len(why.complaints)}件あります。直してから、もう一度試してください。", file=sys.stderr)
    return 1


def say(complaint: Complaint) -> None:
    """Print one complaint."""
    print(complaint, file=sys.stderr)
    if os.environ.get("CI"):
        print(complaint.annotation())
