"""The hours of the real windows, worked out by hand from the words of their pages (hours_text)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from directory.hours import Line, spans
from directory.load import load
from directory.opening import answer

TOKYO = ZoneInfo("Asia/Tokyo")
DIRECTORY = load()
# Window, instant, state, and: for `open` until when, for `closed` when it surely opens; "" where nobody can say.
TABLE = [
    # 祝日、年末年始を除く月曜〜金曜日午前9時30分〜午後4時30分
    ("kawasaki-dv-center", "2026-12-07 09:29", "closed", "2026-12-07 09:30"),
    ("kawasaki-dv-center", "2026-12-07 16:29", "open", "2026-12-07 16:30"),
    ("kawasaki-dv-center", "2026-12-11 16:30", "closed", "2026-12-14 09:30"),
    ("kawasaki-dv-center", "2026-12-29 10:00", "unknown", ""),
    ("kawasaki-dv-center", "2026-12-31 10:00", "closed", "2027-01-05 09:30"),
    ("kawasaki-dv-center", "2027-01-04 10:00", "unknown", ""),
    # 平日午前10時から午後6時
    ("kawasaki-self-support-dai-job", "2026-11-23 11:00", "closed", "2026-11-24 10:00"),
    ("kawasaki-self-support-dai-job", "2026-12-29 11:00", "unknown", ""),
    # 平日の午前8時半から午後5時まで
    ("kawasaki-tabunka-plaza", "2026-12-07 08:29", "closed", "2026-12-07 08:30"),
    # 9時～17時, on days that differ by language
    ("kawasaki-kian-onestop", "2026-12-08 10:00", "unknown", ""),
    ("kawasaki-kian-onestop", "2026-12-08 17:00", "closed", ""),
    # 3rd Sunday from 2:00 P.M. to 4:00 P.M.; in March 2027 that is a holiday
    ("kawasaki-kian-gyoseishoshi", "2026-12-13 15:00", "closed", "2026-12-20 14:00"),
    ("kawasaki-kian-gyoseishoshi", "2026-12-20 15:59", "open", "2026-12-20 16:00"),
    ("kawasaki-kian-gyoseishoshi", "2027-03-21 15:00", "unknown", ""),
    # 月~金曜(年末年始、祝日を除く)の午前8時半~正午、午後1~5時
    ("kawasaki-sumai-support", "2026-12-08 11:59", "open", "2026-12-08 12:00"),
    ("kawasaki-sumai-support", "2026-12-08 12:00", "closed", "2026-12-08 13:00"),
    # 月曜~金曜 午前8時30分~午後5時（休日:土曜、日曜、祝日、12月29日~1月3日）
    ("kawasaki-kodomo-katei-center", "2026-12-28 17:00", "closed", "2027-01-04 08:30"),
    ("kawasaki-chubu-jiso", "2027-03-22 10:00", "closed", "2027-03-23 08:30"),
    ("kawasaki-hokubu-jiso", "2026-05-06 10:00", "closed", "2026-05-07 08:30"),
    # 休日や受付時間外は児童虐待防止センターで対応: no hours of its own are written
    ("kawasaki-child-abuse-center", "2026-12-12 20:00", "unknown", ""),
    # 24時間365日; 午前8時〜午後9時(年中無休)
    ("kawasaki-inochi-no-denwa", "2027-01-01 03:00", "open", ""),
    ("kawasaki-city-thankyou-call", "2027-01-01 20:59", "open", "2027-01-01 21:00"),
    ("kawasaki-city-thankyou-call", "2026-12-31 21:00", "closed", "2027-01-01 08:00"),
    # 月曜日～金曜日 9:00～21:00、土曜日・日曜日 9:00～17:00（祝日・年末年始を除く）
    ("kanagawa-dv-women-phone", "2026-12-13 16:59", "open", "2026-12-13 17:00"),
    ("kanagawa-dv-women-phone", "2026-05-03 10:00", "closed", "2026-05-07 09:00"),
    ("kanagawa-dv-women-phone", "2026-12-28 10:00", "unknown", ""),
    # 月・火・木・土曜 (祝日を除く)の14:00~21:00
    ("kanagawa-dv-line", "2026-12-09 15:00", "closed", "2026-12-10 14:00"),
    # two numbers, 9:00~21:00 and 18:00~21:00, 月〜金(祝日除く)
    ("kanagawa-dv-men", "2026-12-08 12:00", "open", "2026-12-08 21:00"),
    ("kanagawa-dv-men", "2026-11-23 19:00", "closed", "2026-11-24 09:00"),
    # 毎週火曜日16時から20時 祝休日・年末年始を除く
    ("kanagawa-kanaline-men-lgbts", "2026-11-03 16:00", "closed", "2026-11-10 16:00"),
    ("kanagawa-kanaline-men-lgbts", "2026-12-29 17:00", "unknown", ""),
    # 9時00分~12時00分/13時00分~17時15分(土日・祝日・年末年始を除く)
    ("kanagawa-tagengo-center", "2026-12-08 12:59", "closed", "2026-12-08 13:00"),
    # 9時から17時(12時から13時を除く…)。毎月第3木曜日の夜間も: at what time is not written
    ("kanagawa-labor-kawasaki", "2026-12-17 19:00", "unknown", ""),
    ("kanagawa-labor-kawasaki", "2026-12-10 19:00", "closed", "2026-12-11 09:00"),
    # 火曜夜間・日曜も
    ("kanagawa-labor-110", "2026-12-08 20:00", "unknown", ""),
    ("kanagawa-labor-110", "2026-12-13 11:00", "unknown", ""),
    ("kanagawa-labor-110", "2026-12-09 20:00", "closed", "2026-12-10 09:00"),
    # 毎月第2・第4木曜日(祝日・年末年始は休み)13時から16時まで
    ("kanagawa-labor-vietnamese", "2026-12-17 14:00", "closed", "2026-12-24 13:00"),
    ("kanagawa-labor-vietnamese", "2027-02-11 14:00", "closed", "2027-02-25 13:00"),
    # 平日午後5~10時、土日祝日は午後2~7時(12月29日から1月3日は除く)
    ("kanagawa-single-parent-dial", "2026-11-23 13:59", "closed", "2026-11-23 14:00"),
    ("kanagawa-single-parent-dial", "2026-11-23 14:00", "open", "2026-11-23 19:00"),
    ("kanagawa-single-parent-dial", "2026-11-23 19:00", "closed", "2026-11-24 17:00"),
    ("kanagawa-single-parent-dial", "2026-12-28 22:00", "closed", "2027-01-04 17:00"),
    ("kanagawa-single-parent-dial", "2027-01-01 15:00", "closed", "2027-01-04 17:00"),
    # 10時~16時(月曜日~土曜日): of holidays nothing is written
    ("kanagawa-ninpu-midwife", "2026-12-12 15:59", "open", "2026-12-12 16:00"),
    ("kanagawa-ninpu-midwife", "2026-11-23 11:00", "unknown", ""),
    # 月14-20時／木10-16時／金10-16時(月2回)／土14-20時(月2回)
    ("kanagawa-day-support-women-2025", "2026-12-10 11:00", "open", "2026-12-10 16:00"),
    ("kanagawa-day-support-women-2025", "2026-12-11 11:00", "unknown", ""),
    ("kanagawa-day-support-women-2025", "2026-12-12 15:00", "unknown", ""),
    # （方針）年中無休で午前9時~翌午前5時: a plan, of which nobody has said that it began
    ("kanagawa-kokoro-phone", "2026-12-08 10:00", "unknown", ""),
    # 各機関の相談受付時間内に限ります; センターによる（神奈川は24時間365日）
    ("national-dv-navi-8008", "2026-12-08 10:00", "unknown", ""),
    ("national-8891", "2027-01-01 03:00", "open", ""),
    # 毎日16時〜21時、毎月10日は8時〜翌8時（24時間）
    ("national-inochi-free", "2026-12-10 07:59", "closed", "2026-12-10 08:00"),
    ("national-inochi-free", "2026-12-10 20:59", "open", "2026-12-11 08:00"),
    ("national-inochi-free", "2026-12-11 00:00", "open", "2026-12-11 08:00"),
    ("national-inochi-free", "2026-12-11 08:00", "closed", "2026-12-11 16:00"),
    # 曜日・時間は都道府県・政令市による（夜間対応 月〜金18:30〜22:30、受付22:00まで）
    ("national-kokoro-unified", "2026-12-08 21:59", "open", "2026-12-08 22:00"),
    ("national-kokoro-unified", "2026-12-08 22:00", "unknown", ""),
    # 電話:毎日 午後4時~午後9時
    ("national-childline", "2026-12-28 20:59", "open", "2026-12-28 21:00"),
    # 平日(年末年始を除く)午前9時から午後5時まで
    ("national-foreign-language-human-rights", "2026-12-28 10:00", "unknown", ""),
    # 月〜金 午前8時30分〜午後5時15分(祝日・12月29日から1月3日は除く)
    ("national-minna-jinken-110", "2026-12-28 17:14", "open", "2026-12-28 17:15"),
    ("national-kodomo-jinken-110", "2026-12-29 10:00", "closed", "2027-01-04 08:30"),
    # 平日の9時~21時、土曜日の9時から17時(祝日・年末年始を除く); 月曜日から金曜日(午前9時から午後5時)
    ("national-houterasu", "2026-12-12 17:00", "closed", "2026-12-14 09:00"),
    ("national-houterasu-multilingual", "2026-11-23 10:00", "unknown", ""),
    # 平日(月~金)午後5時~午後10時、土日・祝日 午前9時~午後9時
    ("national-labor-hotline", "2026-11-23 10:00", "open", "2026-11-23 21:00"),
    # 月・火・水・木・金曜 9:30～17:00／土曜 9:30～16:30
    ("kanagawa-consumer-center", "2026-12-12 16:29", "open", "2026-12-12 16:30"),
    # announced for a time that is over
    ("kawasaki-scrum21-women-free-dial-2021", "2026-12-11 15:00", "closed", ""),
    ("kawasaki-scrum21-evacuee-salon", "2026-12-17 11:00", "closed", ""),
]
IN_HER_LANGUAGE = [
    # スペイン語は月・金、ベトナム語は月・水、ネパール語は木・金
    ("kawasaki-tabunka-plaza", "es", "2026-12-08 10:00", "closed", "2026-12-11 08:30"),
    ("kawasaki-tabunka-plaza", "vi", "2026-12-07 10:00", "open", "2026-12-07 17:00"),
    ("kawasaki-tabunka-plaza", "ne", "2026-12-11 17:00", "closed", "2026-12-17 08:30"),
    # 火曜日、水曜日、土曜日
    ("national-labor-hotline", "tl", "2026-12-07 18:00", "closed", "2026-12-08 17:00"),
    ("national-labor-hotline", "tl", "2026-12-12 20:59", "open", "2026-12-12 21:00"),
    # 電話24時間／チャット12:00〜22:00（外国語もチャット）
    ("national-dv-plus", "ja", "2026-12-08 03:00", "open", ""),
    ("national-dv-plus", "vi", "2026-12-08 11:59", "closed", "2026-12-08 12:00"),
    ("national-dv-plus", "vi", "2026-12-08 21:59", "open", "2026-12-08 22:00"),
    # 外国語は10:00〜22:00、言語別に曜日・週が違う
    ("national-yorisoi", "vi", "2026-12-08 12:00", "unknown", ""),
    ("national-yorisoi", "ja", "2026-12-08 03:00", "open", ""),
]


def told(window_id: str, at: str, language: str | None = None) -> tuple[str, str]:
    """Return a real window's state at an instant, with the time that goes with it."""
    found = answer(
        DIRECTORY,
        DIRECTORY.window[window_id],
        datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO),
        language,
    )
    time = {"open": found.until, "closed": found.opens_at, "unknown": None}[found.state]
    return found.state, f"{time.astimezone(TOKYO):%Y-%m-%d %H:%M}" if time else ""


@pytest.mark.parametrize(("window_id", "at", "state", "time"), TABLE)
def test_a_real_window_is_told_as_its_page_says(window_id: str, at: str, state: str, time: str) -> None:
    """Open until when, closed until when, or not known."""
    assert told(window_id, at) == (state, time)


@pytest.mark.parametrize(("window_id", "language", "at", "state", "time"), IN_HER_LANGUAGE)
def test_a_real_window_is_told_in_her_language(window_id: str, language: str, at: str, state: str, time: str) -> None:
    """When she can be understood there."""
    assert told(window_id, at, language) == (state, time)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2026-11-30", []),
        ("2026-12-07", [960]),
        ("2026-12-14", []),
        ("2026-12-21", [960]),
        ("2026-12-28", []),
        ("2026-12-29", []),
        ("2027-01-04", [960]),
    ],
)
def test_childlines_chat_keeps_its_own_mondays(day: str, opens: list[int]) -> None:
    """チャット:第1・第3月曜日と毎週火曜日~土曜日 16:00~21:00, though its telephone is answered daily."""
    childline = DIRECTORY.window["national-childline"]
    chat = next(channel for channel in childline.channels if channel.kind == "chat")

    found = spans(Line(chat.schedules, childline.closures), date.fromisoformat(day))

    assert [span.start for span in found if span.state == "open"] == opens
