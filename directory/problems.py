"""Codes of what can be wrong with a value, and the Japanese words for each: what is wrong, what to write instead."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from directory.complaint import Path

Words = tuple[str, str]


def where(path: Path) -> str:
    """Return a path inside a record as people say it: ("phones", 1, "number") → "phones の2番目の number"."""
    inner = path[2:] if len(path) > 2 and isinstance(path[1], int) else path
    parts = [f"{step + 1}番目" if isinstance(step, int) else step for step in inner]
    return " の".join(parts).replace("番目 の", "番目の ")


def nearest(word: object, known: list[str]) -> str:
    """Return "「…」のことですか" for the most similar known word, else the list of known words."""
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.6)
    return f"「{close[0]}」のことですか" if close else f"使えるのは {'・'.join(known)}"


def _expected(context: Mapping[str, Any]) -> list[str]:
    return [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]


FIXED: dict[str, Words] = {
    "empty": ("{where} が空です", "値を書くか、行ごと消してください"),
    "not_text": ("{where} は1つの文です", "文字を1行で書いてください"),
    "clock": (
        "{where} の「{value}」は時刻ではありません",
        '"09:30" のように4けたで。翌2時は "26:00"',
    ),
    "day": ("{where} の「{value}」は日付ではありません", '"2026-04-01" のように書いてください'),
    "partial_date": (
        "{where} の「{value}」は日付ではありません",
        '"2026-04-01"、"2026-04"、"2026" のどれかで',
    ),
    "month_day": ("{where} の「{value}」は月日ではありません", '"12-29" のように書いてください'),
    "no_such_day": ("{where} の「{value}」という日はありません", "カレンダーで確かめてください"),
    "yes_no": (
        "{where} の「{value}」は分かりません",
        "true（はい）か false（いいえ）。分からなければ行ごと消す",
    ),
    "whole": ("{where} の「{value}」は整数ではありません", "1, 2, 3 のような数字で書いてください"),
    "degrees": (
        "{where} の「{value}」は、日本の中の緯度・経度ではありません",
        '"35.5297" のように、{low}〜{high}の度で書いてください',
    ),
    "slug": (
        "{where} の「{value}」は id に使えません",
        "半角の英小文字と数字を - でつないでください",
    ),
    "web": ("{where} の「{value}」はウェブの住所ではありません", "https:// から全部書いてください"),
    "email": (
        "{where} の「{value}」はメールアドレスではありません",
        "name@example.org の形で書いてください",
    ),
    "number": (
        "{where} の「{value}」は電話番号ではありません",
        '半角の数字と - だけで。例 "044-811-8600"、"#8891"',
    ),
    "number_length": (
        "{where} の「{value}」は電話番号のけた数（10か11、#と4、3）に合いません（{count}けた）",
        "公式の頁ともう一度見くらべてください",
    ),
    "tuple_type": ("{where} は並びです", "[ ] で囲むか、行を - で始めてください"),
    "dict_type": (
        "{where} は「言葉: 値」の組です",
        "下の行に字下げして「en: …」のように書いてください",
    ),
    "dataclass_type": (
        "{where} は項目の集まりです",
        "下の行に字下げして「項目: 値」を書いてください",
    ),
    "string_type": ("{where} は1つの文です", "文字を1行で書いてください"),
    "empty_row": ("{where} が空の行です", "- だけの行を消してください"),
}


def _missing(path: Path, _context: Mapping[str, Any]) -> Words:
    return f"{where(path)} がありません", f"「{path[-1]}: …」の行を書き足してください"


def _unknown_key(path: Path, context: Mapping[str, Any]) -> Words:
    known: list[str] = context.get("known", [])
    return f"「{path[-1]}」という項目はありません", nearest(path[-1], known)


def _choice(path: Path, context: Mapping[str, Any]) -> Words:
    value = context.get("value")
    return f"{where(path)} の「{value}」は使えません", nearest(value, _expected(context))


BUILT: dict[str, Callable[[Path, Mapping[str, Any]], Words]] = {
    "missing": _missing,
    "unexpected_keyword_argument": _unknown_key,
    "literal_error": _choice,
}


def words(code: str, path: Path, context: Mapping[str, Any]) -> Words:
    """Return what is wrong and what to write instead, in Japanese, for a code and the place it happened."""
    if code in BUILT:
        return BUILT[code](path, context)
    what, cure = FIXED.get(code, ("{where} の「{value}」が読めません", "記入例（ファイルの先頭）と見くらべてください"))
    said = {"value": "", **context, "where": where(path)}
    return what.format(**said), cure.format(**said)
