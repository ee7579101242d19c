"""The directory: organizations, windows and distribution points, as frozen records in HSDS 3.1 terms."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from directory.parts import (
    CallFacts,
    Channel,
    Closure,
    LanguageCode,
    MenuKey,
    Phone,
    Schedule,
    Season,
    Slugs,
    Source,
    record,
    says,
)
from directory.scalars import (
    Day,
    Email,
    Latitude,
    Longitude,
    Slug,
    SomeDate,
    Text,
    Web,
    Weekday,
    Whole,
    YesNo,
)
from directory.vocabulary import Site

HIDDEN_PHONES = {
    "planned",
    "superseded",
    "expired",
    "other-purpose",
    "unverified",
    "period-only",
    "other-area",
    "recheck",
}
WRITTEN = {
    "chat",
    "line",
    "sns",
    "web",
    "online",
    "web-interview",
    "email",
}  # reached through a web address


@record
class Organization:
    """Who runs a window, or co-operates with the programme (連携団体)."""

    id: Slug
    name: Text
    alternate_names: dict[LanguageCode, Text] = Field(default_factory=dict)
    url: Web | None = None
    partner: Annotated[YesNo, says("連携団体の頁に載せるなら true")] = False
    role: Annotated[Text | None, says("この事業で何をしているか")] = None
    sources: tuple[Source, ...] = ()


@record
class Window:
    """What the public sees of a consultation service: the centre of the directory."""

    id: Annotated[Slug, says("住所（/w/<id>/）になる。公開したら変えない")]
    name: Annotated[Text, says("正式な名前。翻訳しない")]
    description: Annotated[Text | None, says("何の窓口かを短く。翻訳される。数字は書かない")] = None
    alternate_names: Annotated[dict[LanguageCode, Text], says("公式の外国語名")] = Field(default_factory=dict)
    organization: Annotated[Slug | None, says("organizations の id")] = None
    organization_note: Annotated[Text | None, says("委託先など、資料にあるままの運営者")] = None
    tier: Literal["city", "prefecture", "national", "private"]
    topics: Annotated[Slugs, says("site.yaml の topics の id")] = ()
    eligibility: Annotated[Text | None, says("だれのための窓口か")] = None
    service_area: Annotated[Text | None, says("担当する区域")] = None
    ward: Annotated[Slug | None, says("場所のある区。site.yaml の wards の id")] = None
    ward_status: Literal["from-memory"] | None = None
    address: Text | None = None
    latitude: Annotated[Latitude | None, says("緯度。出どころのあるものだけ")] = None
    longitude: Annotated[Longitude | None, says("経度。出どころのあるものだけ")] = None
    transportation: Annotated[Text | None, says("最寄り駅")] = None
    public: Annotated[YesNo, says("住所を出してはならない所は false")] = True
    phones: tuple[Phone, ...] = ()
    channels: tuple[Channel, ...] = ()
    email: Email | None = None
    url: Web | None = None
    schedules: tuple[Schedule, ...] = ()
    hours_text: Annotated[Text | None, says("受付時間。資料にあるまま")] = None
    closed_text: Text | None = None
    closures: tuple[Closure, ...] = ()
    seasonal: tuple[Season, ...] = ()
    hours_depend_on: Annotated[Text | None, says("時間がほかの窓口で決まるとき、その id か説明")] = None
    hours_conflict: Annotated[tuple[Text, ...], says("公式の頁どうしで食い違うとき、それぞれの文")] = ()
    after_hours: Annotated[Slug | None, says("時間外に引き受ける窓口の id")] = None
    last_admission: Text | None = None
    languages: tuple[LanguageCode, ...] = ()
    languages_by_day: dict[LanguageCode, tuple[Weekday, ...]] = Field(default_factory=dict)
    languages_days_per_week: dict[LanguageCode, Whole] = Field(default_factory=dict)
    language_note: Text | None = None
    fees: Annotated[Text | None, says("相談の費用")] = None
    application_process: Annotated[Text | None, says("予約がいるか")] = None
    call_facts: CallFacts = CallFacts()
    dial_route: Annotated[Text | None, says("かけるとどこにつながるか")] = None
    menu: Annotated[tuple[MenuKey, ...], says("音声案内の番号")] = ()
    see_also: Slugs = ()
    valid_from: SomeDate | None = None
    valid_to: Annotated[SomeDate | None, says("この日を過ぎたら番号を出さない")] = None
    closed_on: Annotated[SomeDate | None, says("窓口が終わった日")] = None
    successor: Annotated[Slug | None, says("引き継いだ窓口の id")] = None
    former_ids: Annotated[Slugs, says("前の id。古い住所が残る")] = ()
    assured_date: Annotated[Day | None, says("人が公式の頁や電話で確かめた日")] = None
    assured_by: Annotated[Text | None, says("確かめた人（係の名でよい）")] = None
    sources: tuple[Source, ...] = ()
    field_status: dict[Text, Text] = Field(default_factory=dict)
    todo: tuple[Literal["hours", "official-page", "recheck-date", "phone", "expired-or-period"], ...] = ()
    caution: Annotated[Text | None, says("職員への注意。サイトには出ない")] = None

    def ended(self, today: date) -> bool:
        """Say whether the window is over: closed, or past the last day it was announced for."""
        last = self.closed_on or self.valid_to
        return last is not None and last.last < today

    def shown_phones(self, today: date) -> tuple[Phone, ...]:
        """Return the numbers that may be shown on a day: active, and neither expired nor still to come."""
        return () if self.ended(today) else tuple(p for p in self.phones if shown(p, today))

    def reachable(self, today: date) -> bool:
        """Say whether anybody can reach the window on a day by any way that the record knows."""
        place = self.address is not None and self.public
        return not self.ended(today) and bool(self.shown_phones(today) or self.email or self.url or place)

    def source_of(self, field: str) -> Source | None:
        """Return the source a field rests on: the one that names it, else the first that names none."""
        named = [s for s in self.sources if field in s.fields]
        return next(iter(named + [s for s in self.sources if not s.fields]), None)


@record
class DistributionPoint:
    """A place that hands out sanitary supplies, the list of windows, or the bookmarks."""

    id: Slug
    name: Text
    description: Text | None = None
    kind: Literal[
        "support-goods", "menstrual-products", "dispenser", "school-toilet", "school-infirmary", "cafe-outreach",
        "with-consultation", "day-support", "closed-facility", "bookmark",
    ]  # fmt: skip
    ward: Slug | None = None
    ward_status: Literal["from-memory"] | None = None
    address: Text | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    transportation: Text | None = None
    public: Annotated[YesNo, says("場所を出してはならない所は false")] = True
    phones: tuple[Phone, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    hours_text: Text | None = None
    closures: tuple[Closure, ...] = ()
    what: Annotated[Text, says("もらえるもの")]
    quantity: Text | None = None
    limit: Annotated[Text | None, says("何枚・何回まで")] = None
    how_to_ask: Annotated[Text | None, says("どう頼むか。声を出さない頼み方")] = None
    id_required: Annotated[YesNo | None, says("身分証がいるか。分からなければ書かない")] = None
    requires: Literal["smartphone-app"] | None = None
    audience: Text | None = None
    donors: Annotated[Slugs, says("寄付した団体。organizations の id")] = ()
    partners: Slugs = ()
    valid_from: SomeDate | None = None
    valid_to: SomeDate | None = None
    ends_text: Annotated[Text | None, says("いつまでか（なくなり次第終了 など）")] = None
    availability: Annotated[
        Literal["active", "planned", "unknown", "past-or-unknown", "past"],
        says("今も配っているか。資料で分かる限り"),
    ] = "unknown"
    assured_date: Day | None = None
    assured_by: Text | None = None
    sources: tuple[Source, ...] = ()
    caution: Text | None = None

    def shown_phones(self, today: date) -> tuple[Phone, ...]:
        """Return the numbers that may be shown on a day."""
        return tuple(p for p in self.phones if shown(p, today))


def shown(phone: Phone, today: date) -> bool:
    """Say whether a number may be shown on a day."""
    over = phone.valid_to is not None and phone.valid_to.last < today
    early = phone.valid_from is not None and phone.valid_from.first > today
    return phone.state not in HIDDEN_PHONES and not over and not early


@record
class Records:
    """Everything in windows.yaml."""

    organizations: tuple[Organization, ...] = ()
    windows: tuple[Window, ...] = ()
    distribution_points: tuple[DistributionPoint, ...] = ()


@dataclass(frozen=True, eq=False)
class Directory:
    """The loaded directory: the records, the site's vocabulary, and look-ups by id."""

    records: Records
    site: Site

    @property
    def windows(self) -> tuple[Window, ...]:
        """All windows, in file order."""
        return self.records.windows

    @property
    def points(self) -> tuple[DistributionPoint, ...]:
        """All distribution points, public or not, in file order."""
        return self.records.distribution_points

    @cached_property
    def window(self) -> dict[str, Window]:
        """Windows by id."""
        return {window.id: window for window in self.windows}

    @cached_property
    def organization(self) -> dict[str, Organization]:
        """Organizations by id."""
        return {organization.id: organization for organization in self.records.organizations}
