"""Opening hours as iCalendar (RFC 5545), for partners' calendars. Never linked from a quiet page: an entry is a trace.

The days are those that `directory.hours` decides; here they are only written more shortly, as weekly or monthly rules
with exceptions, and single days where no rule holds. A span that is not sure is TENTATIVE. Titles are neutral.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from directory.hours import ONE_DAY
from directory.model import Window
from directory.opening import JST
from directory.scalars import DAY_MINUTES
from publish.open_data.published import Published
from publish.opening_data import days_of, first_day

SIGNS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OFTEN = 0.6  # a rule holds for a weekday if it is true on more than this share of its days; the others are exceptions
WIDTH = 75  # octets in a line
ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Tokyo", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900", "TZNAME:JST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Block:
    """A stretch of a day, in minutes after midnight, and whether it is sure."""

    start: int
    end: int
    sure: bool


def calendar(window: Window, given: Published) -> bytes:
    """Return a window's calendar from the first of this month to the end of next year."""
    first = first_day(given.edition.today)
    days = days_of(given.edition.directory, window.id, None, first)
    held: dict[Block, list[date]] = defaultdict(list)
    for step, pattern in enumerate(days):
        for start, end, sure in pattern:
            held[Block(start, end, bool(sure))].append(first + step * ONE_DAY)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tsunagari//hours//JA", "CALSCALE:GREGORIAN", *ZONE]
    everything = [first + step * ONE_DAY for step in range(len(days))]
    for block in sorted(held):
        for number, (on, rule) in enumerate(_rules(held[block], everything)):
            name = given.id("hours", window.id, str(block), str(number) if rule else on[0].isoformat())
            lines += _event(block, on, rule, name, _title(window, given), first)
    return ("".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in fold(line))).encode()


def _title(window: Window, given: Published) -> str:
    """Return a name that says nothing to who looks over a shoulder; windows.json says whose it is."""
    return f"窓口 {given.id('service', window.id)[:4]}"


def _rules(days: list[date], everything: list[date]) -> Iterator[tuple[list[date], tuple[str, list[date]] | None]]:
    """Yield (days, (rule, exceptions)) for what repeats, then (day, None) for each that is left."""
    left = set(days)
    weekly = [[day for day in everything if day.weekday() == number] for number in range(7)]
    usual = [number for number, rows in enumerate(weekly) if _mostly(rows, left)]
    if usual:
        rows = sorted(day for number in usual for day in weekly[number])
        yield _rule(f"FREQ=WEEKLY;BYDAY={','.join(SIGNS[number] for number in usual)}", rows, left)
    for number in range(7):
        for nth in range(1, 6):
            rows = [day for day in weekly[number] if (day.day - 1) // 7 + 1 == nth]
            if len(rows) > 2 and _mostly(rows, left):
                yield _rule(f"FREQ=MONTHLY;BYDAY={nth}{SIGNS[number]}", rows, left)
    yield from (([day], None) for day in sorted(left))


def _mostly(rows: list[date], held: set[date]) -> bool:
    return bool(rows) and sum(day in held for day in rows) > OFTEN * len(rows)


def _rule(text: str, rows: list[date], left: set[date]) -> tuple[list[date], tuple[str, list[date]]]:
    """Take the rule's days from those left; it begins and ends with a day that really is one."""
    on = [day for day in rows if day in left]
    within = [day for day in rows if on[0] <= day <= on[-1]]
    left.difference_update(on)
    return on, (text, [day for day in within if day not in on])


def _event(
    block: Block, on: list[date], rule: tuple[str, list[date]] | None, name: str, title: str, made: date
) -> Iterable[str]:
    yield from ("BEGIN:VEVENT", f"UID:{name}", f"DTSTAMP:{made:%Y%m%d}T000000Z")
    yield f"DTSTART;TZID=Asia/Tokyo:{_local(on[0], block.start)}"
    yield f"DTEND;TZID=Asia/Tokyo:{_local(on[0], block.end)}"
    if rule:
        text, without = rule
        until = datetime.combine(on[-1], time(), JST) + timedelta(minutes=block.start)
        yield f"RRULE:{text};UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield from (f"EXDATE;TZID=Asia/Tokyo:{_local(day, block.start)}" for day in without)
    yield from (f"SUMMARY:{title}", f"STATUS:{'CONFIRMED' if block.sure else 'TENTATIVE'}")
    yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT")


def _local(day: date, minutes: int) -> str:
    after, rest = divmod(minutes, DAY_MINUTES)
    return f"{day + after * ONE_DAY:%Y%m%d}T{rest // 60:02d}{rest % 60:02d}00"


def fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, parted between characters; each further one begins with a space."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
