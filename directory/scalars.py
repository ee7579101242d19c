"""From the text of a YAML scalar to a typed value, and the code of what is wrong when it is none."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

DAY_MINUTES = 24 * 60
DEGREES = r"\d{2,3}\.\d{2,7}"
LATEST = 36 * 60  # a night line that opens at 22:00 and closes "翌8:00" is 32:00; nothing real passes 36:00


def wrong(code: str, **context: object) -> PydanticCustomError:
    """Return the error of a code; its Japanese words stand in `directory.problems`."""
    return PydanticCustomError(code, code, context)


def _text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise wrong("empty")
    if not isinstance(value, str):
        raise wrong("empty" if value is None else "not_text")
    return value.strip()


def _clock(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = re.fullmatch(r"(\d{2}):(\d{2})", value) if isinstance(value, str) else None
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if not found or int(found[2]) > 59 or minutes > LATEST:
        raise wrong("clock", value=value)
    return minutes


def clock_text(minutes: int) -> str:
    """Return minutes after midnight as it stands in the file: 90 → "01:30", 1740 → "29:00"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        raise wrong("no_such_day", value=value) from None
    raise wrong("day", value=value)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise wrong("yes_no", value=value)
    return value == "true"


def _whole(value: object) -> int:
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,4}", value):
        raise wrong("whole", value=value)
    return int(value)


def _degrees(low: float, high: float) -> BeforeValidator:
    def check(value: object) -> float:
        if isinstance(value, float):
            return value
        if not isinstance(value, str) or not re.fullmatch(DEGREES, value) or not low <= float(value) <= high:
            raise wrong("degrees", value=value, low=low, high=high)
        return float(value)

    return BeforeValidator(check)


def _slug(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise wrong("slug", value=value)
    return value


def _web(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise wrong("web", value=value)
    return value


def _email(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value):
        raise wrong("email", value=value)
    return value


@dataclass(frozen=True)
class PartialDate:
    """A date of which perhaps only the year or the month is known: "2021", "2021-08" or "2021-08-28"."""

    text: str
    first: date
    last: date


def _partial(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise wrong("partial_date", value=value)
    try:
        first = date.fromisoformat((value + "-01-01")[:10])
        year, month = (first.year, first.month % 12 + 1) if len(value) == 7 else (first.year + 1, 1)
        after = date(year + (len(value) == 7 and month == 1), month, 1)
    except ValueError:
        raise wrong("no_such_day", value=value) from None
    return PartialDate(value, first, first if len(value) == 10 else date.fromordinal(after.toordinal() - 1))


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day of every year, as in 「12月29日から」: month and day."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return this day in a year (29 February falls on the 28th where there is none)."""
        return date(year, self.month, min(self.day, 28 if self.month == 2 else self.day))


def _month_day(value: object) -> MonthDay:
    if isinstance(value, MonthDay):
        return value
    found = re.fullmatch(r"(\d{2})-(\d{2})", value) if isinstance(value, str) else None
    if not found:
        raise wrong("month_day", value=value)
    try:
        date(2024, int(found[1]), int(found[2]))
    except ValueError:
        raise wrong("no_such_day", value=value) from None
    return MonthDay(int(found[1]), int(found[2]))


def digits(number: str) -> str:
    """Return a telephone number as it is dialled: "044-811-8600" → "0448118600", "#8891" → "#8891"."""
    return re.sub(r"[^0-9#]", "", number)


def _number(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"#?[0-9]+(-[0-9]+)*", text):
        raise wrong("number", value=value)
    dialled = digits(text)
    short = re.fullmatch(r"#\d{4}|1\d{2}", dialled)
    if not short and not re.fullmatch(r"0\d{9,10}", dialled):
        raise wrong("number_length", value=value, count=len(dialled))
    return text


def _schema(description: str, pattern: str | None = None, **extra: Any) -> WithJsonSchema:
    rule = {"pattern": pattern} if pattern else {}
    return WithJsonSchema({"type": "string", "description": description, **rule, **extra})


def _plain(value: Any) -> str:
    if isinstance(value, PartialDate):
        return value.text
    return f"{value.month:02d}-{value.day:02d}"


Text = Annotated[str, BeforeValidator(_text), _schema("文")]
Slug = Annotated[
    str,
    BeforeValidator(_slug),
    _schema("半角の英小文字・数字・ハイフン", r"^[a-z0-9]+(-[a-z0-9]+)*$"),
]
Clock = Annotated[
    int,
    BeforeValidator(_clock),
    PlainSerializer(clock_text),
    _schema("時刻。翌2時は 26:00", r"^\d{2}:\d{2}$"),
]
Day = Annotated[date, BeforeValidator(_day), _schema("日付", r"^\d{4}-\d{2}-\d{2}$")]
SomeDate = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    PlainSerializer(_plain),
    _schema("日付（月や年まででもよい）", r"^\d{4}(-\d{2}(-\d{2})?)?$"),
]
EveryYear = Annotated[
    MonthDay,
    BeforeValidator(_month_day),
    PlainSerializer(_plain),
    _schema("毎年の月日", r"^\d{2}-\d{2}$"),
]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": ["integer", "string"]})]
# Decimal degrees, between the ends of Japan: two that changed places are refused.
Latitude = Annotated[float, _degrees(20, 46), PlainSerializer(str), _schema("緯度（度。北緯）", f"^{DEGREES}$")]
Longitude = Annotated[float, _degrees(122, 154), PlainSerializer(str), _schema("経度（度。東経）", f"^{DEGREES}$")]
Web = Annotated[str, BeforeValidator(_web), _schema("https:// から始まるアドレス", r"^https?://")]
Email = Annotated[str, BeforeValidator(_email), _schema("メールアドレス", "@")]
Number = Annotated[str, BeforeValidator(_number), _schema("電話番号。引用符で囲む", r"^#?[0-9]+(-[0-9]+)*$")]
Weekday = Literal["月", "火", "水", "木", "金", "土", "日", "祝"]
WEEKDAYS: tuple[Weekday, ...] = ("月", "火", "水", "木", "金", "土", "日", "祝")
