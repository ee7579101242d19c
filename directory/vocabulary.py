"""The words of a city, from data/site.yaml: wards, topics, headings, needs; written once, read by page, form, test."""

from typing import Annotated

from pydantic import Field

from directory.parts import Closure, Schedule, record, says
from directory.scalars import Day, Email, Latitude, Longitude, Slug, Text, Web, Whole, digits


@record
class Term:
    """One word of a vocabulary: its id, and its label (translated)."""

    id: Slug
    label: Text


@record
class Ward:
    """One ward of the city: the national code of local governments, and where its office stands."""

    id: Slug
    label: Text
    code: Text
    latitude: Annotated[Latitude | None, says("区役所の緯度")] = None
    longitude: Annotated[Longitude | None, says("区役所の経度")] = None


@record
class Heading:
    """One of the nine headings the centre sorts consultations under, and the topics that belong to it."""

    id: Slug
    label: Text
    lead: Text
    topics: tuple[Slug, ...]


@record
class Need:
    """A need in the words a woman would use herself, the topics behind it, and the windows that lead its list."""

    id: Slug
    label: Text
    lead: Text
    topics: tuple[Slug, ...]
    first: Annotated[tuple[Slug, ...], says("一覧のはじめに出す窓口の id")] = ()


@record
class WrongNumber:
    """A number that was really published and must not be: mistyped, dead, or somebody else's."""

    number: Text
    why: Text
    instead: Text | None = None

    @property
    def tel(self) -> str:
        """The digits, for comparison."""
        return digits(self.number)


@record
class Reuse:
    """The licence under which one publisher lets others use what it published, and how it wants to be named."""

    publisher: Annotated[Text, says("出典の publisher にこの言葉があれば")]
    licence: Text
    licence_url: Web | None = None
    credit: Annotated[Text, says("クレジット。求められたとおりに")]


@record
class OpenData:
    """What those who reuse the directory must know: whose it is, where the city lies, and the licence."""

    namespace: Annotated[Text, says("公開データの id のもと（UUID）。公開したら変えない。市ごとに違う値")]
    prefecture: Text
    city: Text
    city_code: Annotated[Text, says("全国地方公共団体コード（6けた）")]
    licence: Annotated[Text, says("公開データの利用条件の名")]
    licence_url: Web
    credit: Annotated[Text, says("クレジットの書き方")]
    email: Annotated[Email | None, says("データの問い合わせ先。個人のアドレスは書かない")] = None
    reuse: tuple[Reuse, ...] = ()


@record
class Callback:
    """When the centre rings those who asked to be called back, and how many in an hour; offered once it is assured."""

    schedules: Annotated[tuple[Schedule, ...], says("折り返しの電話をかけられる日と時間")]
    closures: tuple[Closure, ...] = ()
    capacity: Annotated[Whole, says("1時間に何人までかけられるか")]
    assured_date: Annotated[Day | None, says("センターがこの時間にかけると決めた日")] = None
    assured_by: Annotated[Text | None, says("決めた人（係の名でよい）")] = None


@record
class Site:
    """Everything in site.yaml: the site's name and address, and the vocabularies."""

    name: Text
    description: Annotated[Text, says("検索の結果に出る一文")]
    quiet_name: Annotated[Text, says("しおりから開く頁の題。のぞかれても困らない名")]
    url: Annotated[Web, says("サイトの住所。/ で終わる")]
    exit_url: Annotated[Web, says("「すぐ閉じる」で移る先。個人向けの内容がない頁")]
    exit_urls: Annotated[dict[Slug, Web], says("言葉ごとの移る先")] = Field(default_factory=dict)
    callback_window: Annotated[Slug, says("折り返しの電話をかける窓口の id")]
    callback: Annotated[Callback | None, says("折り返しの電話をかける時間。書かなければ、送る画面は出ない")] = None
    front: Annotated[tuple[Slug, ...], says("はじめの頁に出す窓口の id。上から順に、開いているものが出る")]
    emergency: Annotated[tuple[Slug, ...], says("いつも見える緊急の窓口の id")] = ()
    wards: tuple[Ward, ...]
    topics: tuple[Term, ...]
    headings: tuple[Heading, ...]
    needs: tuple[Need, ...]
    wrong_numbers: tuple[WrongNumber, ...] = ()
    open_data: OpenData
