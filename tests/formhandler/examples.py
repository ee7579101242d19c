"""Requests that several tests post."""

from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")
NOW = datetime(2026, 11, 24, 22, 30, tzinfo=JST)
WINDOW = "2026-11-25T10:00/10:30"

SHORTEST = {"tel": ["09000000000"], "window": [WINDOW]}
FULL = {
    "channel": ["sms_first"],
    "tel": ["090-0000-0001"],
    "phone_shared": ["mine"],
    "window": [WINDOW, "2026-11-26T13:00/13:30"],
    "call_name": ["はなこ"],
    "name_mode": ["chosen"],
    "agreed_phrase": ["本屋のさとう"],
    "caller_id": ["show_neutral"],
    "other_answers": ["wrong_no"],
    "voicemail": ["vague"],
    "word": ["りんご"],
    "stop_word": ["またこんど"],
    "topic": ["life", "money", "work"],
    "language": ["vi"],
    "care_needs": ["childcare"],
    "danger": ["no"],
    "point": ["sai-wai-03"],
    "url": [""],
}
