"""How many women live in each ward, if data/population.yaml says so with its source and its day; otherwise unknown.

source: 川崎市「区別年齢別人口」（女）   # whose figure it is, as a reader can look it up
as_of: 2025-10-01
women: {kawasaki_ku: 12345, saiwai_ku: 12345}   # the wards by their codes; one that is missing stays unknown
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import yaml

from desk import codes
from desk.accounts import Refused

FILE = Path(__file__).parents[2] / "data/population.yaml"
PER = 10_000
UNKNOWN = "女性人口1万人あたりは不明です（data/population.yaml に区ごとの女性の人口を出典と日付とともに書くと出ます）"
WRONG = "data/population.yaml: source（出典）、as_of（日付）、women（区の記号と人数）の三つを書いてください。"


@dataclass(frozen=True)
class Population:
    """The women of each ward, and where that is from."""

    source: str
    as_of: date
    women: Mapping[str, int]

    @property
    def note(self) -> str:
        """What stands under the table."""
        day = f"{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"
        return f"女性人口1万人あたりの人口は {self.source}（{day}現在）。―は人口が不明"

    def rate(self, ward: str, contacts: int) -> Decimal | None:
        """Return contacts for every ten thousand women of a ward; None where their number is not known."""
        if not (women := self.women.get(ward)):
            return None
        return (Decimal(PER) * contacts / women).quantize(Decimal("0.1"), ROUND_HALF_UP)


def population(file: Path = FILE) -> Population | None:
    """Return what is known, or None; Refused if the file says it only in part."""
    if not file.exists():
        return None
    said = yaml.safe_load(file.read_text("utf-8"))
    if not (isinstance(said, dict) and said.get("source") and isinstance(said.get("as_of"), date)):
        raise Refused(WRONG)
    women = said.get("women")
    known = codes.values("residence")
    if not isinstance(women, dict) or any(w not in known or not isinstance(n, int) or n < 1 for w, n in women.items()):
        raise Refused(WRONG)
    return Population(str(said["source"]), said["as_of"], women)
