"""The parts of a window: its phones, channels, schedules, closures, sources and call facts (HSDS 3.1 terms).

Every record is frozen and refuses keys it does not know. None means "not known", never "no".
"""

from typing import Annotated, Any, Literal, TypeVar, dataclass_transform

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as pydantic_dataclass

from directory.scalars import (
    Clock,
    Day,
    EveryYear,
    Number,
    Slug,
    SomeDate,
    Text,
    Web,
    Weekday,
    Whole,
    YesNo,
    digits,
)

Kind = TypeVar("Kind")
LanguageCode = Literal["ja", "ja-easy", "en", "zh", "ko", "pt", "es", "tl", "vi", "th", "id", "ne"]
Status = Literal["sourced", "secondary", "from-memory"]
PhoneKind = Literal["freedial", "navidial", "geographic", "short-dial", "emergency", "ip", "mobile"]
PhoneState = Literal[
    "active",
    "recheck",
    "planned",
    "superseded",
    "expired",
    "other-purpose",
    "unverified",
    "period-only",
    "other-area",
]
ChannelKind = Literal[
    "phone", "face-to-face", "chat", "line", "sns", "email", "fax", "letter", "web", "online",
    "web-interview", "escort", "three-way-call", "phone-interpretation", "transfer",
]  # fmt: skip


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[Kind]) -> type[Kind]:
    """Make a class a frozen record whose unknown keys are complaints."""
    make: Any = pydantic_dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
    made: type[Kind] = make(cls)
    return made


def says(description: str) -> Any:
    """Return the field's Japanese explanation, shown by editors through the JSON schema."""
    return Field(description=description)


@record
class Schedule:
    """When a window answers: one row of days and times. Rows add up; a lunch gap is two rows."""

    byday: Annotated[tuple[Weekday, ...], says("曜日。祝は祝日")] = ()
    opens_at: Annotated[Clock | None, says("始まり。分からなければ書かない")] = None
    closes_at: Annotated[Clock | None, says("終わり。翌2時は 26:00")] = None
    last_admission: Annotated[Clock | None, says("受付の終わり")] = None
    nth_week: Annotated[tuple[Whole, ...], says("第何週か。[1, 3] は第1・第3")] = ()
    weeks_per_month: Annotated[Whole | None, says("月に何回か（どの週か分からないとき）")] = None
    bymonthday: Annotated[tuple[Whole, ...], says("毎月の日。[10] は毎月10日")] = ()
    dates: Annotated[tuple[Day, ...], says("この日だけ")] = ()
    days_unknown: Annotated[YesNo, says("曜日が分からないとき true")] = False
    holidays: Annotated[Literal["closed", "open", "as-weekend"] | None, says("祝日に当たったら。書かなければ不明")] = (
        None
    )
    languages: Annotated[tuple[LanguageCode, ...], says("この時間に話せる言葉だけに絞るとき")] = ()
    valid_from: Annotated[Day | None, says("この日から")] = None
    valid_to: Annotated[Day | None, says("この日まで")] = None
    planned: Annotated[YesNo, says("予定で、まだ始まっていないとき true")] = False
    note: Annotated[Text | None, says("ひとこと")] = None


@record
class Closure:
    """Days on which the schedules do not hold: holidays, the year's end, dates; perhaps shorter hours instead."""

    kind: Literal["public-holidays", "year-end", "dates", "weekly", "building", "weather"]
    starts: Annotated[EveryYear | None, says("毎年この日から（12-29）")] = None
    ends: Annotated[EveryYear | None, says("毎年この日まで（01-03）")] = None
    valid_from: Annotated[Day | None, says("この年月日から")] = None
    valid_to: Annotated[Day | None, says("この年月日まで")] = None
    byday: tuple[Weekday, ...] = ()
    moves_after_holiday: Annotated[YesNo, says("休みの曜日が祝日なら翌日に休む")] = False
    building: Text | None = None
    schedules: Annotated[tuple[Schedule, ...], says("休みでなく短い時間で開くとき、その時間")] = ()
    note: Text | None = None


@record
class Season:
    """A change for a time, as the source words it; on its days nobody can say that the window is closed."""

    text: Text
    starts: Annotated[EveryYear | None, says("毎年この日から（03-01）")] = None
    ends: Annotated[EveryYear | None, says("毎年この日まで（03-31）")] = None
    valid_from: Annotated[Day | None, says("この年月日から")] = None
    valid_to: Annotated[Day | None, says("この年月日まで")] = None


@record
class Phone:
    """One telephone or fax number as printed, with its kind, charge, reach and state."""

    number: Number
    kind: PhoneKind
    type: Literal["voice", "fax", "text"] = "voice"
    charge: Annotated[Literal["free", "caller"] | None, says("通話料。分からなければ書かない")] = None
    label: Text | None = None
    mnemonic: Annotated[Text | None, says("番号の語呂あわせ。翻訳されません")] = None
    reach: Annotated[Text | None, says("かけられる電話・かけられない電話")] = None
    languages: tuple[LanguageCode, ...] = ()
    state: PhoneState = "active"
    valid_from: SomeDate | None = None
    valid_to: SomeDate | None = None
    schedules: Annotated[tuple[Schedule, ...], says("この番号だけの時間")] = ()
    assured_date: Annotated[Day | None, says("人が公式の頁や電話で確かめた日")] = None
    assured_by: Text | None = None
    note: Text | None = None

    @property
    def tel(self) -> str:
        """The digits to dial in Japan, as in a tel: link."""
        return digits(self.number)


def _short_channel(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


@record
class ChannelRecord:
    """One way to reach a window, where it has languages or hours of its own."""

    kind: ChannelKind
    languages: tuple[LanguageCode, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    url: Web | None = None
    note: Text | None = None


Channel = Annotated[ChannelRecord, BeforeValidator(_short_channel, json_schema_input_type=ChannelKind | ChannelRecord)]


@record
class Source:
    """Where facts come from. `fields` names the facts that rest on it; without it, all that no other source names."""

    url: Web | None = None
    publisher: Text | None = None
    page_date: Annotated[Text | None, says("頁の日付。書いてあるまま（2021-09-15、2020頃、不明）")] = None
    seen_date: Day | None = None
    status: Annotated[Status, says("sourced: 公式の頁／secondary: 報道など／from-memory: 頁が見つからない")]
    quote: Annotated[Text | None, says("そのままの引用")] = None
    fields: tuple[Text, ...] = ()


@record
class CallFacts:
    """What decides whether she dares to call; unknown unless a source says it."""

    anonymous: Annotated[YesNo | None, says("名前を言わなくてよいなら true")] = None
    who_answers: Annotated[Text | None, says("だれが出るか")] = None
    women_answer: Annotated[YesNo | None, says("女性が出ると決まっているなら true")] = None
    on_bill: Annotated[YesNo | None, says("電話料金の明細に載るか")] = None
    police_told: Annotated[YesNo | None, says("本人に聞かずに警察へ知らせるか")] = None
    children_welcome: Annotated[YesNo | None, says("子どもと一緒でよいか")] = None


@record
class MenuKey:
    """One key of a spoken menu: press 3 for violence."""

    press: Text
    line: Text


Slugs = tuple[Slug, ...]
