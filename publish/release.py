"""Before building: is the data sound, and for a release, fresh? What is refused is said in Japanese, all of it."""

import os
import sys
from datetime import date

from directory.check import check
from directory.complaint import Complaint, Refused
from directory.freshness import callback_errors, freshness
from directory.load import documents
from publish.banners import lacking
from publish.print.lots import ordered


def ready(today: date, *, release: bool) -> None:
    """Raise Refused while the data contradicts itself or, for a release, is unchecked, over or too old."""
    directory, windows, site = documents()
    complaints = check(directory, windows, site, today) + _orders()
    if release:
        complaints += freshness(directory, windows, today).errors + callback_errors(directory, site, today) + _banners()
    if complaints:
        raise Refused(complaints)


def _orders() -> list[Complaint]:
    try:
        ordered()
    except Refused as why:
        return list(why.complaints)
    return []


def _banners() -> list[Complaint]:
    """Partners show our banners on their own pages: a site without them would leave holes there."""
    note = lacking()
    return [Complaint("publish/print/fonts.yaml", 1, 1, "", "バナーを作れません", note)] if note else []


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
