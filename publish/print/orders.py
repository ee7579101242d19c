"""data/lots.yaml, typed: the bookmarks that were ordered, and the windows that stand on the flyer."""

from typing import Annotated, Literal

from directory.parts import record, says
from directory.scalars import Day, Slug, Text, Whole

Kind = Literal["leaf", "memo", "night"]
Form = Literal["plain", "stub", "fold"]
Printed = Literal["ja", "ja-easy", "en", "zh", "zh-TW", "ko", "pt-BR", "es", "tl", "vi", "th", "id", "ne"]


@record
class Place:
    """A kind of place where bookmarks lie: never one shop."""

    id: Slug
    label: Text


@record
class Lot:
    """One order of one kind of bookmark for one kind of place, with the code that all its pieces share."""

    code: Annotated[Text, says("QR の住所。刷ったあとは変えない")]
    kind: Kind
    place: Annotated[Slug, says("places の id")]
    ordered: Day
    pieces: Whole
    form: Form = "plain"
    language: Printed = "ja"
    version: Annotated[Whole, says("QR の型。2〜4")] = 3
    closed: Annotated[Day | None, says("もう刷らないと決めた日。QR は読めるまま")] = None


@record
class Row:
    """One window of the flyer: its code, the need that stands above it, and its id."""

    code: Annotated[Text, says("2から9の数字2つ。刷ったあとは変えない")]
    need: Slug
    window: Slug
    closed: Annotated[Day | None, says("ちらしから外した日。QR は読めるまま")] = None


@record
class Orders:
    """Everything in lots.yaml."""

    phone: Annotated[Slug, says("しおりに刷る番号の窓口の id")]
    places: tuple[Place, ...]
    lots: tuple[Lot, ...]
    flyer: tuple[Row, ...]
    home: Text

    @property
    def in_print(self) -> tuple[Lot, ...]:
        """The lots that are still printed; the codes of the others are only answered."""
        return tuple(lot for lot in self.lots if lot.closed is None)

    @property
    def on_flyer(self) -> tuple[Row, ...]:
        """The windows that stand on the flyer now."""
        return tuple(row for row in self.flyer if row.closed is None)
