"""One reader's language: sentences, facts, dates and hours as the pages say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

import babel.dates
import budoux
from markupsafe import Markup, escape

from directory.furigana import annotate, plain, to_html
from directory.languages import BY_CODE, SOURCE, SPOKEN_NAMES, Language
from directory.scalars import DAY_MINUTES, WEEKDAYS, PartialDate
from directory.words import Said, Words, marked
from publish.labels import WEEKDAY_NAMES

PHRASES = budoux.load_default_japanese_parser()
EASY = "ja-easy"
TAGS = {language.spoken: language.tag for language in BY_CODE.values() if language.code not in (EASY, "zh-TW")}
SPOKEN = {code: f'<span lang="{TAGS.get(code, "ja")}">{escape(name)}</span>' for code, name in SPOKEN_NAMES.items()}


@cache
def _phrases(text: str) -> Markup:
    return Markup("<wbr>").join(escape(part) for part in PHRASES.parse(text))


@dataclass(frozen=True, eq=False)
class Reader:
    """Says everything in one language; Japanese facts get furigana for readers of やさしい日本語."""

    words: Words
    readings: Mapping[str, str]
    _said: dict[str, Markup] = field(default_factory=dict, repr=False)
    _read: dict[str, Markup] = field(default_factory=dict, repr=False)
    _days: dict[tuple[str, ...], Markup] = field(default_factory=dict, repr=False)
    _hours: dict[tuple[int, int], Markup] = field(default_factory=dict, repr=False)

    @cached_property
    def language(self) -> Language:
        """The language of the page."""
        return self.words.language

    @cached_property
    def easy(self) -> bool:
        """Whether the page is in やさしい日本語."""
        return self.language.code == EASY

    def t(self, sentence: str | None, **values: object) -> Markup:
        """Return a sentence as HTML; marked as Japanese where there is no translation."""
        if not sentence:
            return Markup()
        if values:
            return self._markup(self.words.say(sentence, **values))
        if sentence not in self._said:
            self._said[sentence] = self._markup(self.words.say(sentence))
        return self._said[sentence]

    def tw(self, sentence: str, **values: object) -> Markup:
        """Return a heading or a button: like `t`, with the places where a Japanese line may break."""
        if self.language.code != SOURCE:
            return self.t(sentence, **values)
        return _phrases(self.words.say(sentence, **values).text)

    def attr(self, sentence: str | None, **values: object) -> str:
        """Return a sentence without any markup, for titles and attributes."""
        return plain(self.words.say(sentence, **values).text) if sentence else ""

    def fact(self, text: str | None) -> Markup:
        """Return a Japanese fact (a name, an address, a quotation) as it is, marked as Japanese."""
        if not text:
            return Markup()
        if self.easy:
            if text not in self._read:
                self._read[text] = Markup(to_html(annotate(text, self.readings)))
            return self._read[text]
        if self.language.code == SOURCE:
            return escape(text)
        return Markup(f'<span lang="ja">{escape(text)}</span>')

    @cached_property
    def wide(self) -> bool:
        """Whether the language is written with full-width punctuation."""
        return self.language.tag.startswith(("ja", "zh"))

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return "：" if self.wide else ": "

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return "、" if self.wide else ", "

    @property
    def dot(self) -> Markup:
        """What stands between two remarks on one line."""
        return Markup("・") if self.wide else Markup(" · ")

    @property
    def japanese(self) -> bool:
        """Whether the reader reads Japanese names."""
        return self.language.spoken == "ja"

    def aside(self, text: object) -> Markup:
        """Return a text in parentheses."""
        return Markup(f"（{escape(text)}）" if self.wide else f" ({escape(text)})")

    def _markup(self, said: Said) -> Markup:
        if not said.translated:
            text = annotate(said.text, self.readings) if self.easy else said.text
            tag = "ja-simple" if self.easy else "ja"
            return Markup('<span lang="{}">{}</span>').format(tag, Markup(to_html(text)))
        return Markup(to_html(said.text)) if self.easy else escape(said.text)

    @cached_property
    def _weekdays(self) -> dict[str, str]:
        names = babel.dates.get_day_names("abbreviated", "stand-alone", locale=self.language.locale)
        return {day: names[index] for index, day in enumerate(WEEKDAYS[:7])}

    def weekday(self, day: str) -> Markup:
        """Return a weekday of the data (月 … 日, 祝, 平日, 毎日, 年末年始) in the reader's language."""
        if day in WEEKDAY_NAMES:
            return self.t(WEEKDAY_NAMES[day])
        return self.fact(day) if self.easy else escape(self._weekdays[day])

    def weekdays(self, days: tuple[str, ...]) -> Markup:
        """Return weekdays as people say them: 月〜金 as a range, others one by one."""
        if days not in self._days:
            self._days[days] = self._some_days(days)
        return self._days[days]

    def _some_days(self, days: tuple[str, ...]) -> Markup:
        order = [day for day in WEEKDAYS if day in days]
        if set(order) >= set(WEEKDAYS[:7]):
            return self.weekday("毎日")
        if len(order) > 2 and "".join(order) in "".join(WEEKDAYS[:7]):
            return self.span(self.weekday(order[0]), self.weekday(order[-1]))
        joint = Markup("・") if self.wide else Markup(", ")
        return joint.join(self.weekday(day) for day in order)

    def span(self, first: object, last: object) -> Markup:
        """Return "first to last"."""
        first, last = escape(first), escape(last)
        return Markup(f"{first}から {last}まで" if self.easy else f"{first}–{last}")

    def clock(self, minutes: int) -> Markup:
        """Return a time of day given in minutes after midnight; past 24:00 it is the next day's."""
        hour, minute = divmod(minutes % DAY_MINUTES if minutes > DAY_MINUTES else minutes, 60)
        time = self._easy_clock(hour, minute) if self.easy else Markup(f"{hour}:{minute:02d}")
        return self.t(marked("翌日の{time}")).format(time=time) if minutes > DAY_MINUTES else time

    def _easy_clock(self, hour: int, minute: int) -> Markup:
        half = "午前" if hour < 12 else "午後"
        hour = hour if hour < 13 else hour - 12
        return self.fact(f"{half}{hour}時" + (f"{minute}分" if minute else ""))

    def hours(self, opens_at: int, closes_at: int) -> Markup:
        """Return an opening from minute to minute of a day."""
        if (opens_at, closes_at) not in self._hours:
            self._hours[opens_at, closes_at] = self._some_hours(opens_at, closes_at)
        return self._hours[opens_at, closes_at]

    def _some_hours(self, opens_at: int, closes_at: int) -> Markup:
        if opens_at == 0 and closes_at >= DAY_MINUTES:
            return self.t(marked("24時間"))
        return self.span(self.clock(opens_at), self.clock(closes_at))

    def date(self, value: date | PartialDate | str | None) -> Markup:
        """Return a date, as exactly as it is known; words such as 「2020頃」 stay Japanese."""
        if isinstance(value, str):
            return self.fact(value)
        if value is None:
            return Markup()
        if isinstance(value, PartialDate) and len(value.text) < 10:
            return escape(value.text)
        day = value.first if isinstance(value, PartialDate) else value
        if self.easy:
            return self.fact(f"{day.year}年{day.month}月{day.day}日")
        return escape(babel.dates.format_date(day, "long", locale=self.language.locale))

    def languages(self, codes: tuple[str, ...]) -> Markup:
        """Return the names of spoken languages, each in itself, the reader's own first."""
        own = self.language.spoken
        order = sorted(codes, key=lambda code: code != own)
        return Markup(self.comma.join(SPOKEN[code] for code in order))
