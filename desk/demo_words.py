"""The words of made-up records: names nobody bears, short texts without places, and call-backs that wait."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from desk import codes
from desk.callbacks.case import about, windows_of
from desk.record_key import Keys
from desk.tables import callback, contact, handover, safe_contact

NAMES = (
    "みかん",
    "そら",
    "ゆず",
    "はる",
    "つき",
    "こもれび",
    "すず",
    "なぎ",
    "ひなた",
    "しずく",
    "かえで",
    "もも",
    "りんご",
    "いと",
    "つばめ",
)
HINTS = ("青い傘", "月曜の人", "金木犀", "二つの鍵", "朝の散歩", "白い猫")
DO_NOT = ("センター名を言わない", "17時以降かけない", "夫の名を出さない", "留守番電話に残さない")
FACTS = {
    "夫婦間": "結婚して長い。話しかけても返事がない日が続く。別居を考え始めた。",
    "家族": "母の介護を一人でしている。きょうだいは手伝わない。",
    "生き方": "子どもが家を出て、これから何をしたいのか分からなくなった。",
    "人間関係": "職場の集まりに呼ばれなくなった。あいさつをしても返ってこない。",
    "心と体": "眠れない日が二週間続いている。食欲がない。",
    "暴力・犯罪": "物に当たる音が毎晩する。先週は腕をつかまれた。",
    "法律・暮らし": "家賃が二か月遅れている。手続きの紙の読み方が分からない。",
    "仕事": "契約の更新がないと言われた。次の仕事を探している。",
    "その他": "話を聞いてほしい。どこに言えばよいか分からなかった。",
}
WORDS = ("「ここに電話してよかった」", "「だれにも言えなかった」", "「まず休みたい」", "「子どもには知られたくない」")
THOUGHTS = ("疲れが大きい。次に話せる日を決めた。", "急がない。本人のペースで。", "一人で抱えている。情報を渡した。")
WAITING: tuple[tuple[int, int, dict[str, Any], str], ...] = (
    (0, 90, {"call_name": "みかん", "name_mode": "surname"}, "090-0000-0101"),
    (60, 90, {"call_name": "そら", "name_mode": "chosen", "voicemail": "vague"}, "090-0000-0102"),
    (150, 210, {"call_name": "ゆず", "other_answers": "wrong_no", "phone_shared": "seen"}, "090-0000-0103"),
    (1500, 1560, {"call_name": "", "caller_id": "show_neutral", "name_mode": "center"}, "090-0000-0104"),
    (0, 60, {"call_name": "なぎ", "danger": "yes", "care_needs": ["cognitive"]}, "090-0000-0105"),
)
USUAL: dict[str, Any] = {
    "channel": "phone",
    "name_mode": "surname",
    "caller_id": "withhold",
    "other_answers": "hang_up",
}
USUAL |= {"voicemail": "never", "danger": "no", "language": "ja"}


def prose(draw: random.Random, row: Mapping[str, Any]) -> dict[str, str]:
    """Return the free texts of a made-up contact."""
    if not row["main_issue"]:
        return {}
    found = {"summary_fact": FACTS[codes.big9(row["main_issue"])], "assessment": draw.choice(THOUGHTS)}
    if draw.random() < 0.6:
        found["her_words"] = draw.choice(WORDS)
    if draw.random() < 0.05:
        found["third_party_info"] = "区役所の担当から、来週の面接の日を聞いた。"
    return found


def fill_today(db: Connection, keys: Keys, counselors: list[int], now: datetime) -> None:
    """Let something wait today: call-backs, a handover, a promise, an urgent record without its second name."""
    for number, (start, end, more, tel) in enumerate(WAITING, 1):
        _wait(db, keys, number, now, f"{_window(now, start, end)}", {**USUAL, **more}, tel)
    lines = {
        "today_safety": "実家にいる。今夜は安全。",
        "next_event": "25日に弁護士と会う。",
        "do_not": "実家に電話しない。",
    }
    people = {"from_id": counselors[-1], "to_id": None, "written_at": now - timedelta(hours=16)}
    db.execute(insert(handover), {**lines, **people, "how_to_greet": "「図書の係です」"})
    for change in ({"urgency": "u3", "second_name": None}, {"next_done": False, "next_due": now.date()}):
        newest = db.execute(contact.select().where(contact.c.dv_flag).order_by(contact.c.id.desc())).first()
        number = newest.id - (37 if "next_due" in change else 0) if newest else 0
        db.execute(contact.update().where(contact.c.id == number).values(**change))


def _window(now: datetime, start: int, end: int) -> str:
    midnight = now.replace(hour=0, minute=0, second=0)
    begun = now.replace(minute=now.minute // 30 * 30, second=0) + timedelta(minutes=start // 30 * 30)
    first = max(begun, midnight)
    last = min(first + timedelta(minutes=end - start), first.replace(hour=23, minute=59))
    return f"{first:%Y-%m-%dT%H:%M}/{last:%H:%M}"


def _wait(
    db: Connection, keys: Keys, number: int, now: datetime, window: str, choices: dict[str, Any], tel: str
) -> None:
    start, end = windows_of([window])[0]
    row = {
        "id": number,
        "received_at": now - timedelta(hours=20),
        "next_at": start,
        "last_end": end,
        "point": "",
        **choices,
    }
    db.execute(insert(callback), row)
    sealed = {
        "tel": tel.replace("-", ""),
        "word": "青い傘",
        "stop_word": "まちがいです",
        "agreed_phrase": "図書の係",
        "windows": [window],
    }
    db.execute(insert(safe_contact), {"callback_id": number, "sealed": keys.seal(sealed, about(number))})
