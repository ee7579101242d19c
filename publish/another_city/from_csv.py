"""One row of a facility CSV as a window: GIF 451-7, 推奨データセット 公共施設一覧, 自治体標準オープンデータセット.

The three name the same things differently, and real files leave columns out, add some or change their order. So each
thing has the names by which the layouts call it, and a row is read by name (full-width signs made half-width), never
by place.
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
    "english": ("名称_英字", "名称_英語", "名称(英字)"),
    "address": ("所在地_連結表記", "連結表記", "施設住所", "施設住所_連結表記", "住所"),
    "postal": ("郵便番号",),
    "building": ("建物名等(方書)", "方書"),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "phone": ("連絡先電話番号", "電話番号", "連絡先情報_電話番号"),
    "extension": ("内線番号", "連絡先内線番号"),
    "email": ("連絡先メールアドレス", "メールアドレス"),
    "url": ("URL", "連絡先URL", "ウェブサイト"),
    "runner": ("団体名", "運営団体", "管理者"),
    "days": ("利用可能曜日",),
    "opens": ("開始時間", "開始時刻"),
    "closes": ("終了時間", "終了時刻"),
    "hours": ("利用可能日時特記事項", "利用可能時間特記事項", "利用可能日時説明", "利用可能日時備考"),
    "about": ("説明", "概要"),
    "remark": ("備考",),
    "fees": ("料金(詳細)", "料金説明"),
    "access": ("アクセス方法",),
}
PREFECTURE = ("都道府県名", "所在地_都道府県", "都道府県")
CITY = ("市区町村名", "所在地_市区町村", "市区町村(郡)", "市区町村")
WORKDAYS = "月火水木金"
# What the address already says, and what nobody needs who wants to telephone.
READ = {*PREFECTURE, *CITY, *(name for names in NAMES.values() for name in names)}
# Separators between two numbers, but not inside brackets: there stands whose number it is.
BETWEEN = re.compile(r"[;、,/\n](?![^(]*\))")
NUMBER = re.compile(r"(?P<number>[0-9+#(][0-9+()-]*[0-9])(?:\((?P<label>[^()]*)\))?")


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


def left_out(rows: Iterable[Json]) -> list[str]:
    """Return the columns of a table that hold something and are not taken over."""
    filled = {key: None for row in rows for key, value in row.items() if key and value.strip()}
    read = {_plain(name) for name in READ}
    return [key for key in filled if _plain(key) not in read]


def _is_header(row: list[str]) -> bool:
    return bool({_plain(name) for name in row} & {_plain(name) for name in NAMES["name"]})


def window(row: Json, line: int) -> Read:
    """Return a row as a window's record; `line` is where it stands in the file."""
    plain = {_plain(key): str(value).strip() for key, value in row.items()}
    found = {key: _first(plain, names) for key, names in NAMES.items()}
    name = " ".join((found["name"] or "").split())
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
        "latitude": _degrees(found["latitude"]),
        "longitude": _degrees(found["longitude"]),
        "transportation": found["access"],
        "phones": _phones(found, line, read),
        "email": _email(found["email"], line, read),
        "url": _url(found["url"], line, read),
        "schedules": _hours(found, line, read),
        "hours_text": " ".join(found["hours"].split()) if found["hours"] else None,
        "fees": found["fees"],
        "caution": _said(found),
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
    whole = "".join(part for part in parts if part not in whole) + whole
    building = found["building"] or ""
    whole = f"{whole} {building}" if building and building not in whole else whole
    postal = re.fullmatch(r"\d{3}-\d{4}", unicodedata.normalize("NFKC", found["postal"] or "").strip())
    return f"〒{postal[0]} {whole}" if postal and "〒" not in whole else whole


def _degrees(text: str | None) -> str | None:
    plain = unicodedata.normalize("NFKC", text or "")
    return f"{float(plain):.5f}" if re.fullmatch(r"\d{2,3}\.\d+", plain) else text


def _said(found: Json) -> str | None:
    """Return what the file says in its own words, for whoever writes the description."""
    said = (("もとの説明", found["about"]), ("もとの備考", found["remark"]))
    return " ".join(f"{title}: {' '.join(text.split())}" for title, text in said if text) or None


def _phones(found: Json, line: int, read: Read) -> list[Json]:
    rows = []
    extension = f"内線{found['extension']}" if found["extension"] else None
    for part in BETWEEN.split(unicodedata.normalize("NFKC", found["phone"] or "")):
        written = re.sub(r"[ー‐−―–]", "-", "".join(part.split()))
        told = NUMBER.fullmatch(written)
        number = _number(told["number"]) if told else None
        if told and number:
            label = told["label"] or extension
            rows.append(without_nothing({"number": number, "kind": kind_of(number), "label": label}))
        elif written:
            read.notes.append(f"{line}行目 {found['name']}: 電話番号「{part.strip()}」が読めません")
    return rows


def _number(text: str) -> str | None:
    number = re.sub(r"^\+81-?0?", "0", re.sub(r"-{2,}", "-", re.sub(r"[()]", "-", text)).strip("-"))
    whole = len(digits(number)) in (10, 11) or (len(number) <= 5 and "-" not in number)
    return number if whole and re.fullmatch(r"#?[0-9]+(-[0-9]+)*", number) else None


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
    if opens and opens == closes:
        read.notes.append(f"{line}行目: 時刻が「{opens}」から「{closes}」までです。24時間か不明か分かりません")
        opens = closes = None
    if opens and closes and closes < opens:
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
