"""The directory as the table that Japanese municipalities publish (自治体標準オープンデータセット, GIF 451-7).

Windows and places are rows alike. What has one opening time in the week has it in the columns for it; all else stands
in words, for the columns hold one time only. UTF-8 with a byte-order mark and CRLF, as spreadsheets in Japan want it.
"""

import csv
import io
from functools import partial

from directory.furigana import annotate, katakana
from directory.languages import SPOKEN_NAMES
from directory.model import DistributionPoint, Window
from directory.parts import Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS, clock_text
from publish.open_data.hsds_parts import CITY, POSTAL
from publish.open_data.published import Published
from publish.pieces import piece

COLUMNS = (
    "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字",
    "所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村", "所在地_町字",
    "所在地_番地以下", "建物名等(方書)", "緯度", "経度", "郵便番号", "電話番号", "内線番号", "連絡先メールアドレス",
    "法人番号", "団体名", "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "料金(詳細)", "説明",
    "アクセス方法", "担当区域", "対応言語", "URL", "最終確認日", "備考",
)  # fmt: skip
UNASSURED = "まだ人が確かめていません"
Row = dict[str, str | None]


def facility_csv(given: Published) -> bytes:
    """Return the table."""
    directory = given.edition.directory
    rows = (piece(directory, "facility", record.id, partial(_line, record, given)) for record in given.records)
    return "".join([_written(dict(zip(COLUMNS, COLUMNS, strict=True))), *rows]).encode("utf-8-sig")


def _line(record: Window | DistributionPoint, given: Published) -> str:
    own = _window(record, given) if isinstance(record, Window) else _point(record)
    return _written(_shared(record, given) | own)


def _written(row: Row) -> str:
    out = io.StringIO(newline="")
    csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n").writerow(
        {key: _cell(value) for key, value in row.items() if value}
    )
    return out.getvalue()


def _cell(value: str | None) -> str:
    """Return a text that no spreadsheet takes for a formula; `#8891` and dates are harmless."""
    text = value or ""
    return f"'{text}" if text[:1] in "=+-@" else text


def _shared(record: Window | DistributionPoint, given: Published) -> Row:
    terms = given.terms
    voices = [phone.number for phone in record.phones if phone.type == "voice"]
    assured = record.assured_date
    return {
        "全国地方公共団体コード": terms.city_code,
        "ID": given.id("service", record.id),
        "地方公共団体名": terms.prefecture + terms.city,
        "名称": record.name,
        "名称_カナ": katakana(annotate(record.name, given.edition.reader.readings)),
        "電話番号": ";".join(voices),
        "アクセス方法": record.transportation,
        "最終確認日": assured.isoformat() if assured else None,
        "備考": None if assured else UNASSURED,
        **_address(record, given),
        **_hours(record.schedules, record.hours_text),
    }


def _address(record: Window | DistributionPoint, given: Published) -> Row:
    codes = {ward.id: ward.code for ward in given.site.wards}
    row: Row = {"所在地_全国地方公共団体コード": codes.get(record.ward or "")}
    if record.public and record.latitude and record.longitude:
        row |= {"緯度": f"{record.latitude:.5f}", "経度": f"{record.longitude:.5f}"}
    if not record.address:
        return row
    postal = POSTAL.match(record.address)
    text = postal[2] if postal else record.address
    parts = CITY.match(text)
    ours = parts is not None and parts["city"].startswith(given.terms.city)
    return row | {
        "所在地_連結表記": text,
        "郵便番号": postal[1] if postal else None,
        "所在地_都道府県": (parts["state"] or (given.terms.prefecture if ours else None)) if parts else None,
        "所在地_市区町村": parts["city"] if parts and (ours or parts["state"]) else None,
    }


def _hours(rows: tuple[Schedule, ...], text: str | None) -> Row:
    words = text or "、".join(_in_words(row) for row in rows)
    only = rows[0] if len(rows) == 1 else None
    if only is None or only.opens_at is None or only.closes_at is None or not _weekly(only):
        return {"利用可能日時特記事項": words}
    return {
        "利用可能曜日": "".join(day for day in WEEKDAYS[:7] if day in only.byday),
        "開始時間": clock_text(only.opens_at),
        "終了時間": clock_text(only.closes_at),
        "利用可能日時特記事項": words,
    }


def _weekly(row: Schedule) -> bool:
    plain = not (row.nth_week or row.weeks_per_month or row.bymonthday or row.dates or row.valid_from or row.valid_to)
    return plain and bool(row.byday) and (row.closes_at or 0) <= DAY_MINUTES


def _in_words(row: Schedule) -> str:
    weeks = "".join(f"第{number}" for number in row.nth_week)
    days = [*row.byday, *(f"毎月{day}日" for day in row.bymonthday), *(day.isoformat() for day in row.dates)]
    times = "〜".join("" if time is None else clock_text(time) for time in (row.opens_at, row.closes_at))
    return f"{weeks}{'・'.join(days)} {times}".strip(" 〜")


def _window(window: Window, given: Published) -> Row:
    organization = given.edition.directory.organization.get(window.organization or "")
    return {
        "名称_英字": next((name for code, name in window.alternate_names.items() if code == "en"), None),
        "連絡先メールアドレス": window.email,
        "団体名": organization.name if organization else window.organization_note,
        "料金(詳細)": window.fees,
        "説明": "。".join(text for text in (window.description, window.eligibility) if text),
        "担当区域": window.service_area,
        "対応言語": ";".join(SPOKEN_NAMES[code] for code in window.languages),
        "URL": window.url,
    }


def _point(point: DistributionPoint) -> Row:
    said = (point.description, point.what, point.quantity, point.limit, point.how_to_ask, point.ends_text)
    return {"説明": "。".join(text for text in said if text)}
