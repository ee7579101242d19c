"""One row of a facility CSV as a window: GIF 451-7, 推奨データセット 公共施設一覧, 自治体標準オープンデータセット.

The three name the same things differently, and real files leave columns out or change their order. So each thing has
the names by which the layouts call it, and a row is read by name, never by place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from directory.scalars import WEEKDAYS, digits
from publish.another_city.from_hsds import kind_of
from publish.open_data.published import without_nothing

Json = dict[str, Any]
NAMES = {
    "id": ("ID", "NO", "No", "施設ID", "管理番号"),
    "name": ("名称", "施設名", "施設名称"),
    "english": ("名称_英字", "名称_英語", "名称(英字)", "名称（英字）"),
    "address": ("所在地_連結表記", "連結表記", "施設住所", "施設住所_連結表記", "住所"),
    "building": ("建物名等(方書)", "方書", "建物名等（方書）"),
    "phone": ("連絡先電話番号", "電話番号", "連絡先情報_電話番号"),
    "email": ("連絡先メールアドレス", "メールアドレス"),
    "url": ("URL", "連絡先URL", "ウェブサイト"),
    "runner": ("団体名", "運営団体", "管理者"),
    "days": ("利用可能曜日",),
    "opens": ("開始時間", "開始時刻"),
    "closes": ("終了時間", "終了時刻"),
    "hours": ("利用可能日時特記事項", "利用可能日時説明", "利用可能日時備考"),
    "about": ("説明", "概要"),
    "fees": ("料金(詳細)", "料金説明", "料金（詳細）"),
    "access": ("アクセス方法",),
}
PREFECTURE = ("都道府県名", "所在地_都道府県", "都道府県")
CITY = ("市区町村名", "所在地_市区町村", "市区町村(郡)", "市区町村")
WORKDAYS = "月火水木金"


@dataclass
class Read:
    """What a row gave, and what in it could not be read."""

    record: Json | None = None
    notes: list[str] = field(default_factory=list)


def table(rows: Iterable[list[str]]) -> Iterator[tuple[int, Json]]:
    """Yield (number, row by column names) below the header; real files begin with a title, or with empty lines."""
    header: list[str] = []
    for number, row in enumerate(rows, 1):
        if header and any(row):
            yield number, dict(zip(header, row, strict=False))
        elif _is_header(row):
            header = row


def _is_header(row: list[str]) -> bool:
    return bool({_plain(name) for name in row} & {_plain(name) for name in NAMES["name"]})


def window(row: Json, line: int) -> Read:
    """Return a row as a window's record; `line` is where it stands in the file."""
    plain = {_plain(key): str(value).strip() for key, value in row.items()}
    found = {key: _first(plain, names) for key, names in NAMES.items()}
    name = found["name"]
    if not name:
        return Read(notes=[f"{line}行目: 名称がありません。とばしました"])
    read = Read()
    read.record = without_nothing({
        "id": _id(found["id"], line),
        "name": name,
        "alternate_names": {"en": found["english"]} if found["english"] else None,
        "organization_note": found["runner"],
        "tier": "city",
        "address": _address(plain, found),
        "transportation": found["access"],
        "phones": _phones(found["phone"], name, line, read),
        "email": _email(found["email"], line, read),
        "url": _url(found["url"], line, read),
        "schedules": _hours(found, line, read),
        "hours_text": found["hours"],
        "fees": found["fees"],
        "caution": f"もとの説明: {found['about']}" if found["about"] else None,
    })  # fmt: skip
    return read


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _first(row: Json, names: tuple[str, ...]) -> str | None:
    return next((row[_plain(name)] for name in names if row.get(_plain(name))), None)


def _id(given: str | None, line: int) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKC", given or "").lower()).strip("-")
    return f"facility-{plain or line}"


def _address(row: Json, found: Json) -> str | None:
    whole = found["address"]
    if not whole:
        return None
    parts = [_first(row, PREFECTURE) or "", _first(row, CITY) or ""]
    if parts[1] and parts[1] not in whole:
        whole = "".join(part for part in parts if part not in whole) + whole
    building = found["building"] or ""
    return f"{whole} {building}" if building and building not in whole else whole


def _phones(text: str | None, name: str, line: int, read: Read) -> list[Json]:
    rows = []
    for part in re.split(r"[;；、,/／\n]", unicodedata.normalize("NFKC", text or "")):
        number = re.sub(r"[()ー‐−―–]", "-", part.strip()).strip("-").replace("--", "-")
        number = re.sub(r"^\+81-?0?", "0", number)
        if not number:
            continue
        if re.fullmatch(r"#?[0-9]+(-[0-9]+)*", number) and (len(digits(number)) in (10, 11) or len(number) <= 5):
            rows.append({"number": number, "kind": kind_of(number)})
        else:
            read.notes.append(f"{line}行目 {name}: 電話番号「{part.strip()}」が読めません")
    return rows


def _email(text: str | None, line: int, read: Read) -> str | None:
    if text and not re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text):
        read.notes.append(f"{line}行目: メールアドレス「{text}」が読めません")
        return None
    return text


def _url(text: str | None, line: int, read: Read) -> str | None:
    if text and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        read.notes.append(f"{line}行目: URL「{text}」が読めません")
        return None
    return text


def _hours(found: Json, line: int, read: Read) -> list[Json]:
    days, opens, closes = _days(found["days"]), _clock(found["opens"]), _clock(found["closes"])
    if not (days or opens or closes):
        return []
    if found["days"] and not days:
        read.notes.append(f"{line}行目: 利用可能曜日「{found['days']}」が読めません")
    for text, time in ((found["opens"], opens), (found["closes"], closes)):
        if text and not time:
            read.notes.append(f"{line}行目: 時刻「{text}」が読めません")
    if opens and closes and closes <= opens:
        closes = f"{int(closes[:2]) + 24}{closes[2:]}"
    row = {"byday": days, "opens_at": opens, "closes_at": closes, "days_unknown": None if days else True}
    return [without_nothing(row)]


def _days(text: str | None) -> list[str]:
    """Return weekdays from 「月火水木金」, 「月;火」, 「月〜金」, 「平日」 or 「毎日」."""
    plain = re.sub(r"曜日?|[\s;；、,・]", "", unicodedata.normalize("NFKC", text or ""))
    plain = plain.replace("平日", WORKDAYS).replace("毎日", "月火水木金土日")
    span = re.fullmatch(r"([月火水木金土日])[~〜～-]([月火水木金土日])(.*)", plain)
    if span:
        week = "".join(WEEKDAYS[:7])
        plain = week[week.index(span[1]) : week.index(span[2]) + 1] + span[3]
    return [day for day in WEEKDAYS if day in plain] if re.fullmatch("[月火水木金土日祝]+", plain) else []


def _clock(text: str | None) -> str | None:
    found = re.fullmatch(r"(\d{1,2})[:時](\d{2})?(?::\d{2})?分?", unicodedata.normalize("NFKC", text or ""))
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found and int(found[1]) <= 36 else None
