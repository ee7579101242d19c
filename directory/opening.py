"""Is a window open at an instant, until when, from when, and why: the one place that decides.

Instants are Japan's (JST, UTC+9, no summer time) whatever zone they are given in.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from directory.hours import CLOSED, ONE_DAY, Line, Span, Why, flatten, in_force, in_season, spans, verdicts
from directory.model import HIDDEN_PHONES, Directory, Window, shown
from directory.parts import Phone, Schedule
from directory.scalars import DAY_MINUTES, WEEKDAYS

JST = timezone(timedelta(hours=9), "JST")
State = Literal["open", "closed", "unknown"]
ALWAYS = 8  # an opening that runs on for more days than any week's pattern is 「24時間」: no closing time is given
FAR = 62  # a monthly line opens again within two months; beyond that we say nothing
NOT_SPOKEN = {"email", "fax", "letter", "web"}  # reachable at night, but nobody answers then

WORDS: dict[Why, str] = {
    "open": "受付時間です",
    "outside-hours": "今日の受付時間の外です",
    "not-today": "今日は受付の日ではありません",
    "after-last-admission": "今日の受付は終わりました",
    "public-holiday": "祝日で休みです",
    "year-end": "年末年始で休みです",
    "closure": "休みの日です",
    "hours-unknown": "受付時間が分かっていません",
    "days-unknown": "受付の曜日が分かっていません",
    "weeks-unknown": "どの週に開くか分かっていません",
    "holiday-unknown": "祝日に開くか分かっていません",
    "year-end-unknown": "年末年始に開くか分かっていません",
    "year-end-rim": "年末年始は休みですが、この日が入るか分かっていません",
    "times-unknown": "時刻が分かっていません",
    "language-days-unknown": "この言葉で話せる曜日が分かっていません",
    "depends-on": "つながる先の受付時間によります",
    "season": "この時期だけの受付時間があり、日と時刻が分かっていません",
    "not-yet": "まだ始まっていません",
    "ended": "終わった窓口です",
}


@dataclass(frozen=True)
class Answer:
    """What is known about an instant. `until` ends the state, `opens_at` is the next sure opening; None: not known."""

    state: State
    why: Why
    until: datetime | None = None
    opens_at: datetime | None = None


def lines(window: Window, language: str | None = None, day: date | None = None) -> tuple[Line, ...]:
    """Return the sets of hours by which somebody answers, on a day and in a language if these are asked for."""
    found = [(window.schedules, window.languages)]
    found += [(c.schedules, c.languages or window.languages) for c in window.channels if c.kind not in NOT_SPOKEN]
    found += [(p.schedules, p.languages or window.languages) for p in window.phones if _rings(p, day)]
    return tuple(_line(window, rows, spoken, language) for rows, spoken in found if _answers(rows, spoken, language))


def _rings(phone: Phone, day: date | None) -> bool:
    """Say whether somebody speaks at a number that the public may see."""
    return phone.type != "fax" and (phone.state not in HIDDEN_PHONES if day is None else shown(phone, day))


def _answers(rows: tuple[Schedule, ...], spoken: tuple[str, ...], language: str | None) -> bool:
    return bool(rows) and (language is None or language in spoken)


def _line(window: Window, rows: tuple[Schedule, ...], spoken: tuple[str, ...], language: str | None) -> Line:
    if language is None:
        return Line(rows, window.closures)
    own = tuple(row for row in rows if language in row.languages)
    days = next((d for code, d in window.languages_by_day.items() if code == language), None)
    vague = days is None and len(spoken) > 1 and language not in ("ja", "ja-easy") and bool(window.language_note)
    return Line(
        own or tuple(row for row in rows if not row.languages),
        window.closures,
        speaks=None if days is None else frozenset(days),
        doubt="language-days-unknown" if vague or language in window.languages_days_per_week else None,
    )


def day_spans(directory: Directory, window: Window, day: date, language: str | None = None) -> tuple[Span, ...]:
    """Return a window's spans of one day: what any of its lines says, open before unknown; gaps are closed."""
    if window.ended(day) or _early(window, day):
        return ()
    teller = _teller(directory, window, language)
    found = () if teller.ended(day) or _early(teller, day) else lines(teller, language, day)
    rows = [span for line in found for span in spans(line, day)]
    gap = _gap(teller, found, day)
    return flatten([*rows, Span(0, DAY_MINUTES, "unknown", gap)] if gap else rows)


def _early(window: Window, day: date) -> bool:
    return window.valid_from is not None and day < window.valid_from.first


def _teller(directory: Directory, window: Window, language: str | None) -> Window:
    """Return the window whose hours decide: itself, or the one that it says they depend on."""
    if window.hours_depend_on is None:
        return window
    seen: list[Window] = []
    while not lines(window, language) and window not in seen:
        seen.append(window)
        window = directory.window.get(window.hours_depend_on or "", window)
    return window


def _gap(window: Window, found: tuple[Line, ...], day: date) -> Why | None:
    """Return why the hours outside all rows are unknown rather than closed, if they are."""
    if window.hours_depend_on is not None:
        return "depends-on"
    if any(in_season(season, day) for season in window.seasonal):
        return "season"
    return None if any(in_force(row, day) for line in found for row in line.schedules) else "hours-unknown"


def answer(directory: Directory, window: Window, at: datetime, language: str | None = None) -> Answer:
    """Return the state of a window at an instant."""
    local = at.astimezone(JST)
    day = local.date()
    if window.ended(day):
        return Answer("closed", "ended")
    minute = local.hour * 60 + local.minute
    today = day_spans(directory, window, day, language)
    here = next((span for span in today if span.start <= minute < span.end), None)
    opening = _next(directory, window, day, minute, language, ("open",))
    if here is None:
        change = _next(directory, window, day, minute, language, ("open", "unknown"))
        return Answer("closed", _why_closed(directory, window, day, minute, language), change, opening)
    until = _end(directory, window, day, here, language)
    return Answer(here.state, here.why, until, None if here.state == "open" else opening)


def _end(directory: Directory, window: Window, day: date, here: Span, language: str | None) -> datetime | None:
    """Follow spans of one state across midnights to their end; None when there is none within a week."""
    end = here.end
    for step in range(ALWAYS + 1):
        today = day_spans(directory, window, day + step * ONE_DAY, language)
        end = 0 if step else here.start
        for span in today:
            if span.start == end or (not step and span == here):
                end = span.end if span.state == here.state else end
        if end < DAY_MINUTES:
            return instant(day + step * ONE_DAY, end)
    return None


def _next(
    directory: Directory, window: Window, day: date, minute: int, language: str | None, states: tuple[State, ...]
) -> datetime | None:
    """Return when a span of one of the states begins next."""
    for step in range(FAR):
        for span in day_spans(directory, window, day + step * ONE_DAY, language):
            if span.state in states and (step or span.start > minute):
                return instant(day + step * ONE_DAY, span.start)
    return None


def _why_closed(directory: Directory, window: Window, day: date, minute: int, language: str | None) -> Why:
    if _early(window, day):
        return "not-yet"
    found = [
        pair
        for line in lines(_teller(directory, window, language), language, day)
        if line.speaks is None or WEEKDAYS[day.weekday()] in line.speaks
        for pair in verdicts(line, day)
    ]
    held = [row for row, why in found if why not in CLOSED]
    if held:
        late = any(row.last_admission and row.last_admission <= minute < (row.closes_at or 0) for row in held)
        again = any(row.opens_at and row.opens_at > minute for row in held)
        return "after-last-admission" if late and not again else "outside-hours"
    reasons = {why for _, why in found}
    order: tuple[Why, ...] = ("public-holiday", "year-end", "closure")
    return next((why for why in order if why in reasons), "not-today")


def instant(day: date, minute: int) -> datetime:
    """Return the instant of a minute of a day in Japan (1440 is the next midnight)."""
    return datetime.combine(day, time(), JST) + timedelta(minutes=minute)
