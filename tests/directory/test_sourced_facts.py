"""windows.yaml holds every fact of the collected sources: nothing lost, nothing moved to another window."""

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from directory.document import Tree, read
from directory.load import load
from directory.model import DistributionPoint, Window
from directory.parts import Schedule
from directory.scalars import clock_text

COLLECTED = Path("../shared/reference/windows-sourced.yaml")
DIRECTORY = load()
POINT = {point.id: point for point in DIRECTORY.points}
DAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "月火水木金土日", strict=True))
LANGUAGES = {"fil": "tl", "zh-TW": "zh"}
STATES = {"expired-in-source": "expired", "check": "recheck"}
HOLIDAYS = {"use-weekend": "as-weekend"}
# Notes to the collector, reworded for staff; a number moved out of a translated text; English put into Japanese.
REWORDED = {
    "（依頼文に名があるだけ）": "（事業の説明に名があるだけ）",
    "（依頼文＝ブリーフ）": "（事業の説明）",
    "無料（#8891）": "無料",
    "Japanese only; interpreter with fee if requested two weeks before": "日本語だけ。通訳は2週間前までに頼むと有料",
    "「対応言語は、中国…」で抜粋が途切れる": "中国語のほかの言葉は分かりません",
    "スタジオクリップ株式会社、日本ミクニヤ株式会社": "studio-clip",
    "フジマルクラフト（スタジオクリップ株式会社）": "fujimaru-craft",
}
# Codes compared by rule below, values derived from others, and the collector's own remarks.
COMPARED = {
    "hours", "hours_planned", "phones", "phones_other_purpose", "phones_unverified", "languages", "closures",
    "languages_by_day", "languages_by_channel", "kind", "state", "publish_ready", "needs", "caution", "url",
    "field_status", "languages_days_per_week", "anonymous", "public", "id_required", "name_en", "status",
}  # fmt: skip


@cache
def collection() -> dict[str, list[Any]]:
    """Return the collection, read once."""
    found: dict[str, list[Any]] = yaml.load(COLLECTED.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


def collected(key: str) -> list[Any]:
    """Return the collected records, or nothing where the collection is not at hand."""
    return collection()[key] if COLLECTED.exists() else []


pytestmark = pytest.mark.skipif(not COLLECTED.exists(), reason="the collection of sources is not beside this folder")


def texts(tree: object, but: AbstractSet[str] = frozenset()) -> list[str]:
    """Return every text of a record, but for some keys."""
    if isinstance(tree, dict):
        return [text for key, value in tree.items() if key not in but for text in texts(value, but)]
    if isinstance(tree, list):
        return [text for value in tree for text in texts(value, but)]
    return [str(tree)] if tree not in (None, "", True, False) else []


@cache
def everything() -> dict[str, Tree]:
    """Return windows.yaml as text, read once."""
    tree = read(Path("data/windows.yaml")).tree
    assert isinstance(tree, dict)
    return tree


def written(record_id: str) -> str:
    """Return everything that stands in windows.yaml for a record, as one text."""
    tree = everything()
    rows = [row for key in ("windows", "distribution_points") for row in _rows(tree[key])]
    record = next(row for row in rows if row["id"] == record_id)
    names = {str(row["id"]): str(row["name"]) for row in _rows(tree["organizations"])}
    return "\n".join([*texts(record), names.get(str(record.get("organization")), "")])


def _rows(tree: Tree) -> list[dict[str, Tree]]:
    assert isinstance(tree, list)
    return [row for row in tree if isinstance(row, dict)]


WRITTEN = {row["id"]: written(row["id"]) for key in ("windows", "distribution_points") for row in collected(key)}


def facts(row: dict[str, Any]) -> tuple[object, ...]:
    """Return a collected row of hours as our row would say it."""
    days = [DAYS[day] for day in row.get("days", [])] + ["祝"] * (row.get("also") == "public_holidays")
    holidays = row.get("holidays")
    return (
        days, row.get("open"), row.get("close"), row.get("last_admission"), row.get("nth_week", []),
        row.get("per_month"), row.get("day_of_month", []), row.get("dates", []), row.get("days_unknown", False),
        HOLIDAYS.get(str(holidays), holidays), row.get("planned", False), row.get("note"),
    )  # fmt: skip


def ours(row: Schedule) -> tuple[object, ...]:
    """Return our row as the same facts."""
    times = [None if t is None else clock_text(t) for t in (row.opens_at, row.closes_at, row.last_admission)]
    return (
        list(row.byday), *times, list(row.nth_week), row.weeks_per_month, list(row.bymonthday),
        [day.isoformat() for day in row.dates], row.days_unknown, row.holidays, row.planned, row.note,
    )  # fmt: skip


def rows_of(record: Window | DistributionPoint) -> list[tuple[object, ...]]:
    """Return all rows of hours of a record, wherever they stand."""
    parts = [record.schedules, *(phone.schedules for phone in record.phones)]
    if isinstance(record, Window):
        parts += [channel.schedules for channel in record.channels]
    return [ours(row) for rows in parts for row in rows]


@pytest.mark.parametrize("source", collected("windows"), ids=lambda row: str(row["id"]))
class TestEveryWindow:
    """Each of the 91 windows, fact by fact."""

    def test_keeps_every_text(self, source: dict[str, Any]) -> None:
        """Names, places, verbatim hours, notes, and each source with its quotation and date."""
        found = WRITTEN[source["id"]]
        lost = [text for text in texts(source, COMPARED) if REWORDED.get(text, LANGUAGES.get(text, text)) not in found]

        assert not lost

    def test_keeps_every_row_of_hours(self, source: dict[str, Any]) -> None:
        """Days, times, weeks, dates, holidays."""
        rows = source["hours"] + source.get("hours_planned", [])
        if "last_admission" in source:  # 「終了30分前まで」 stands in words there, on the day's last row here
            rows = [{**row, "last_admission": "16:30"} if row["close"] == "17:00" else row for row in rows]
        expected = [facts(row) for row in rows]

        assert sorted(map(repr, expected)) == sorted(map(repr, rows_of(DIRECTORY.window[source["id"]])))

    def test_keeps_every_number_with_its_digits_kind_and_state(self, source: dict[str, Any]) -> None:
        """As printed and as dialled; which cost nothing; which must not be shown."""
        window = DIRECTORY.window[source["id"]]
        kept = {phone.number: phone for phone in window.phones}
        for key, state in (("phones", None), ("phones_other_purpose", "other-purpose"),
                           ("phones_unverified", "unverified")):  # fmt: skip
            for row in source.get(key, []):
                phone = kept[row["number"]]
                wanted = state or STATES.get(row.get("state"), row.get("state") or phone.state)

                assert (phone.tel, phone.kind, phone.state) == (row["tel"], row["kind"], wanted)
                assert phone.charge == {True: "free", False: "caller", None: None}[row.get("toll_free")]
                assert (row.get("label") or "") == "・".join(filter(None, (phone.mnemonic, phone.label)))
        assert not source["fax"] or kept[source["fax"]].type == "fax"

    def test_keeps_languages_closures_and_what_is_left_to_do(self, source: dict[str, Any]) -> None:
        """Per window, per channel and per day."""
        window = DIRECTORY.window[source["id"]]
        named = [LANGUAGES.get(code, code) for code in source["languages"]]
        days = {LANGUAGES.get(c, c): [DAYS[d] for d in ds] for c, ds in source.get("languages_by_day", {}).items()}

        assert list(dict.fromkeys(named)) == list(window.languages)
        assert days == {code: list(found) for code, found in window.languages_by_day.items()}
        assert len(source.get("closures", [])) <= len(window.closures)  # some stand in the verbatim hours only
        assert source["needs"] == list(window.todo)
        assert source.get("anonymous") == window.call_facts.anonymous
        assert [source["source"]["status"]] + [row["status"] for row in source.get("extra_sources", [])] == [
            kept.status for kept in window.sources
        ]


@pytest.mark.parametrize("source", collected("distribution_points"), ids=lambda row: str(row["id"]))
class TestEveryDistributionPoint:
    """Each of the 28 places."""

    def test_keeps_every_text_and_row(self, source: dict[str, Any]) -> None:
        """What, how much, how to ask, until when, who gave it; whether it may be shown."""
        point = POINT[source["id"]]
        found = WRITTEN[source["id"]]

        assert not [text for text in texts(source, COMPARED) if REWORDED.get(text, text) not in found]
        assert sorted(repr(facts(row)) for row in source["hours"]) == sorted(map(repr, rows_of(point)))
        assert (point.public, point.id_required) == (source.get("public", True), source["id_required"])
