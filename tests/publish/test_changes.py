"""The summary before a deploy is one that a person can read."""

import json
from pathlib import Path
from typing import Any

from directory.languages import LANGUAGES
from publish.changes import changes
from publish.on_paper import on_paper

WINDOW: dict[str, Any] = {
    "id": "rei",
    "name": "れいの相談室",
    "phones": [{"number": "044-000-0001"}],
    "schedules": [{"byday": ["月"], "opens_at": "09:00", "closes_at": "17:00"}],
    "hours_text": "月曜9時から",
}


def release(folder: Path, windows: list[dict[str, Any]], page: str = "x") -> Path:
    """Make a release of some windows; `page` stands in two pages of every language."""
    for language in LANGUAGES:
        for name in ("", "w/rei/"):
            path = folder / f"{language.prefix}{name}index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, "utf-8")
    (folder / "api").mkdir(parents=True)
    (folder / "api/windows.json").write_text(json.dumps({"windows": windows}), "utf-8")
    return folder


def test_a_changed_number_is_told_with_pages_and_paper(tmp_path: Path) -> None:
    """Old and new number, how many pages in how many languages, what is now wrong on paper."""
    old = release(tmp_path / "old", [WINDOW], "044-000-0001")
    new = release(tmp_path / "new", [WINDOW | {"phones": [{"number": "044-000-0002"}]}], "044-000-0002")

    assert changes(old, new, {"rei": ["しおり（葉）"]}) == [
        "電話番号が変わります: れいの相談室 044-000-0001 → 044-000-0002",
        "ページが変わります: 13言語 × 2ページ",
        "印刷物: しおり（葉）を刷り直し（れいの相談室）",
    ]


def test_hours_are_told_in_the_words_of_the_source(tmp_path: Path) -> None:
    """Before and after."""
    other = WINDOW | {"hours_text": "月曜10時から", "schedules": [{"byday": ["月"], "opens_at": "10:00"}]}
    old, new = release(tmp_path / "old", [WINDOW]), release(tmp_path / "new", [other])

    assert changes(old, new, {}) == ["受付時間が変わります: れいの相談室 月曜9時から → 月曜10時から"]


def test_what_else_stands_on_paper_is_told_where_it_stands(tmp_path: Path) -> None:
    """Other hours make the flyer wrong and the bookmark too; another language spoken only the flyer, which names it."""
    paper = {"rei": ["しおり（葉）", "ちらし"]}
    old = release(tmp_path / "old", [WINDOW])
    hours = release(
        tmp_path / "hours", [WINDOW | {"schedules": [{"byday": ["火"], "opens_at": "09:00", "closes_at": "17:00"}]}]
    )
    spoken = release(tmp_path / "spoken", [WINDOW | {"languages": ["ja", "en"]}])

    assert changes(old, hours, paper)[0] == "受付時間が変わります: れいの相談室 月 09:00–17:00 → 火 09:00–17:00"
    assert changes(old, hours, paper)[1:] == [f"印刷物: {thing}を刷り直し（れいの相談室）" for thing in paper["rei"]]
    assert changes(old, spoken, paper) == [
        "話せる言葉が変わります: れいの相談室",
        "印刷物: ちらしを刷り直し（れいの相談室）",
    ]


def test_windows_that_come_and_go_are_named(tmp_path: Path) -> None:
    """And a page in one language alone is told by that language."""
    old = release(tmp_path / "old", [WINDOW])
    new = release(tmp_path / "new", [WINDOW | {"id": "new", "name": "あたらしい相談室"}])
    (old / "gone.html").write_text("x", "utf-8")
    (new / "ne/only.html").write_text("x", "utf-8")

    assert changes(old, new, {}) == [
        "窓口が増えます: あたらしい相談室",
        "窓口がなくなります: れいの相談室",
        "ページがなくなります: 日本語 × 1ページ",
        "ページが増えます: नेपाली × 1ページ",
    ]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """And that is said."""
    old, new = release(tmp_path / "old", [WINDOW]), release(tmp_path / "new", [WINDOW])

    assert changes(old, new, {"rei": ["しおり"]}) == ["変わるところはありません"]
    assert changes(None, new, {}) == ["はじめての公開です"]


def test_what_stands_on_paper_is_known_from_the_orders(tmp_path: Path) -> None:
    """Every kind of bookmark that was ordered carries one number, the flyer one for each of its rows."""
    orders = "phone: rei\nlots:\n- {code: 7KMX, kind: leaf}\n- {code: 3RTN, kind: memo}\nflyer:\n- {window: other}\n"
    (tmp_path / "lots.yaml").write_text(orders, "utf-8")

    assert on_paper(tmp_path) == {"rei": ["しおり（メモ）", "しおり（葉）"], "other": ["ちらし"]}
    assert on_paper(tmp_path / "elsewhere") == {}
