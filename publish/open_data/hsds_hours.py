"""Opening hours in HSDS: a row of ours is one schedule, or two where it passes midnight, or one for each single date.

HSDS knows neither "past midnight" nor "closed on holidays", and a time of day ends at 23:59. So what is exact stands
beside it: `x_hours` holds the row as people write it (22:00-29:00), `x_holidays` what its source says of holidays.
`x_for` names the channel, number or closure whose hours these are; schedules of one `x_for` and `x_row` are one row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from directory.model import DistributionPoint, Window
from directory.parts import Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS, clock_text
from publish.open_data.published import Json, Published, without_nothing

BYDAY = dict(zip(WEEKDAYS[:7], ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
JAPAN = 9  # hours before UTC; there is no summer time
HOLIDAYS = "祝"


@dataclass(frozen=True)
class Owned:
    """A row, the place it has in its list, and whose it is ("" for the window's own)."""

    row: Schedule
    number: int
    owner: str


def owned(record: Window | DistributionPoint) -> Iterator[Owned]:
    """Yield every row of a record with its owner."""
    lists = [("", record.schedules)]
    if isinstance(record, Window):
        lists += [(f"channel:{number}:{c.kind}", c.schedules) for number, c in enumerate(record.channels)]
    lists += [(f"phone:{phone.number}", phone.schedules) for phone in record.phones]
    lists += [(f"closure:{number}", closure.schedules) for number, closure in enumerate(record.closures)]
    for owner, rows in lists:
        yield from (Owned(row, number, owner) for number, row in enumerate(rows))


def schedules(record: Window | DistributionPoint, owner: str, given: Published) -> list[Json]:
    """Return the schedules of a record; `owner` is the service's id."""
    return [piece for one in owned(record) for piece in _pieces(one, record, owner, given)]


def _pieces(one: Owned, record: Window | DistributionPoint, service: str, given: Published) -> Iterator[Json]:
    shared = _shared(one, record, service, given)
    days: list[date | None] = [*one.row.dates] or [None]
    for number, day in enumerate(days):
        for spilled, times in enumerate(_times(one.row)):
            name = given.id("schedule", record.id, one.owner, *(str(n) for n in (one.number, number, spilled)))
            continues = {"x_continues": True} if spilled else {}
            yield without_nothing({"id": name} | shared | _when(one.row, day, spilled) | times | continues)


def _shared(one: Owned, record: Window | DistributionPoint, service: str, given: Published) -> Json:
    row = one.row
    closed = record.closed_text if isinstance(record, Window) and not one.owner else None
    return {
        "service_id": service,
        "timezone": JAPAN,
        "description": given.say(row.note),
        "notes": closed,
        "attending_type": one.owner.split(":")[-1] if one.owner.startswith("channel") else None,
        "x_for": one.owner or None,
        "x_row": one.number,
        "x_hours": _written(row),
        "x_last_admission": None if row.last_admission is None else clock_text(row.last_admission),
        "x_holidays": row.holidays,
        "x_public_holidays": True if HOLIDAYS in row.byday else None,
        "x_weeks_per_month": row.weeks_per_month,
        "x_days_unknown": row.days_unknown or None,
        "x_languages": list(row.languages),
    }


def _written(row: Schedule) -> str | None:
    if row.opens_at is None and row.closes_at is None:
        return None
    return "-".join("" if time is None else clock_text(time) for time in (row.opens_at, row.closes_at))


def _times(row: Schedule) -> list[Json]:
    opens, closes = row.opens_at, row.closes_at
    if closes is None or closes <= DAY_MINUTES:
        return [{"opens_at": _time(opens), "closes_at": _time(closes)}]
    rest = {"opens_at": _time(0), "closes_at": _time(closes - DAY_MINUTES)}
    if opens is not None and opens >= DAY_MINUTES:
        return [{"opens_at": _time(opens - DAY_MINUTES), "closes_at": rest["closes_at"]}]
    return [{"opens_at": _time(opens), "closes_at": _time(DAY_MINUTES)}, rest]


def _time(minutes: int | None) -> str | None:
    """Return a time with Japan's offset; the end of a day is 23:59, as Open Referral advises."""
    return None if minutes is None else f"{clock_text(min(minutes, DAY_MINUTES - 1))}+09:00"


def _when(row: Schedule, day: date | None, shift: int) -> Json:
    later = timedelta(days=shift)
    if day is not None:
        text = (day + later).isoformat()
        return {"dtstart": text, "valid_from": text, "valid_to": text, "count": 1}
    valid = {"valid_from": _iso(row.valid_from), "valid_to": _iso(row.valid_to)}
    if row.bymonthday:
        days = ",".join(str(day + shift) for day in row.bymonthday)
        return valid | {"freq": "MONTHLY", "bymonthday": days}
    return valid | _weekly(row, shift)


def _weekly(row: Schedule, shift: int) -> Json:
    days = [day for day in row.byday if day != HOLIDAYS]
    signs = [BYDAY[WEEKDAYS[(WEEKDAYS.index(day) + shift) % 7]] for day in days]
    if not signs:
        return {}
    if row.nth_week and not shift:  # "the day after the first Monday" is not a rule that HSDS can say
        return {"freq": "MONTHLY", "byday": ",".join(f"{nth}{sign}" for nth in row.nth_week for sign in signs)}
    exact = not row.nth_week and not row.weeks_per_month
    return {"freq": "WEEKLY", "wkst": "MO", "byday": ",".join(signs)} if exact else {"byday": ",".join(signs)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
