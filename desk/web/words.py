"""What templates may say: a code's label, a time as staff read it, a masked number."""

from datetime import date, datetime

from jinja2 import Environment, StrictUndefined

from desk import access, acts, codes
from desk.clock import wall

DAYS = "月火水木金土日"


def teach(environment: Environment) -> None:
    """Teach an environment of templates the desk's words."""
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(day=day, time=time, moment=moment, label=_label, labels=_labels, act=acts.said)
    environment.globals.update(codes=codes.codes, role_labels=access.LABELS)


def day(value: date | None) -> str:
    """Return a day as 11月23日（月）, with its year where that is not this one."""
    if not value:
        return ""
    year = "" if value.year == wall().year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日（{DAYS[value.weekday()]}）"


def time(value: datetime | None) -> str:
    """Return a time as 9:05."""
    return f"{value.hour}:{value.minute:02}" if value else ""


def moment(value: datetime | None) -> str:
    """Return a day and time."""
    return f"{day(value)} {time(value)}" if value else ""


def _label(value: str, name: str) -> str:
    return codes.label(name, value)


def _labels(values: list[str], name: str) -> str:
    return "、".join(codes.label(name, value) for value in values)
