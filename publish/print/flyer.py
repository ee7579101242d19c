"""The list of windows handed out with sanitary supplies: an A4, or folded to A6 with the list inside."""

from datetime import date
from typing import Any, Literal

from babel.dates import format_date

from directory.furigana import bare_kanji
from directory.languages import LANGUAGES, SPOKEN_NAMES
from directory.model import Window
from directory.words import Words, words
from publish.print import assured, bookmark, finish, hours, lots, qr, typeset
from publish.print.orders import Row
from publish.print.phrases import Sentence, plain, sentence, spoken
from publish.print.press import Press

Shape = Literal["a4", "a6"]
TITLE = "話せるところの一覧"
LEAD = "どこでもかまいません。ひとつ選んで、かけてみてください。ちがうところにかけても、だいじょうぶです。"
ON_SITE = "サイトで見る"
PAID = "通話料がかかります"
URGENT, POLICE, AMBULANCE = "いますぐ助けがいるとき", "警察", "救急車・消防車"
URGENT_LABELS = {"110": POLICE, "119": AMBULANCE}
UNCHECKED, CHECKED = "ここにある番号は、まだ人が確かめていません", "{day} に番号を確かめました"
CALLING = (
    "電話をかけるとき",
    "名前を言わずに話せるところもあります。",
    "うまく話せなくても、泣いてしまっても、かまいません。",
    "とちゅうで切っても、かまいません。",
)
POINTING = ("声を出しにくいとき", "窓口で、ここを指でさしてください。")
COVER = bookmark.FACES["leaf"].title
SENTENCES = (TITLE, LEAD, ON_SITE, PAID, URGENT, POLICE, AMBULANCE, UNCHECKED, *CALLING, *POINTING, COVER)
# Names that stand in Japanese letters among other scripts, for readers who do not know kanji.
EASY_NAMES = {"日本語": "にほんご", "やさしい日本語": "やさしい にほんご"}


def make(press: Press, language: str, shape: Shape) -> bytes:
    """Return the flyer of a language: the list alone, or the list with what is outside when it is folded."""
    data = describe(press, language, shape)
    return finish.for_office(typeset.pdf("flyer", data), plain(words(language).say(TITLE).text))


def describe(press: Press, language: str, shape: Shape) -> dict[str, Any]:
    """Return what the template needs to know."""
    said = words(language)
    shown = [row for row in press.orders.flyer if assured.voices(press.window_of(row.window), press.today)]
    return {
        "shape": shape,
        "lang": language,
        "title": plain(said.say(TITLE).text),
        "module": qr.MODULE_MM,
        "say": _said(press, said),
        "rows": [_row(press, row, said) for row in shown],
        "home": press.code(lots.LETTERS[language] + press.orders.home),
        "urgent": [{"number": number, "label": _say(URGENT_LABELS[number], said)} for number in press.urgent],
        "needs": [_need(need.label, said) for need in press.directory.site.needs],
        "languages": [(one.code, one.name) for one in LANGUAGES],
        "sample": not press.release,
    }


def _said(press: Press, said: Words) -> dict[str, Any]:
    told = {"title": TITLE, "lead": LEAD, "urgent": URGENT, "cover": COVER}
    found: dict[str, Any] = {key: _say(text, said) for key, text in told.items()}
    found["site"] = sentence(spoken(said.say(ON_SITE).text), said.language.code)
    found["checked"] = _checked(press, said)
    found["calling"] = [_say(text, said) for text in CALLING]
    found["pointing"] = [_say(text, said) for text in POINTING]
    return found


def _say(text: str, said: Words) -> Sentence:
    told = said.say(text)
    return sentence(told.text, said.language.code if told.translated else "ja")


def _row(press: Press, row: Row, said: Words) -> dict[str, Any]:
    window = press.window_of(row.window)
    phone = assured.voices(window, press.today)[0]
    need = next(need for need in press.directory.site.needs if need.id == row.need)
    return {
        "need": _say(need.label, said),
        "number": phone.number,
        "free": phone.charge == "free",
        "fee": _say(bookmark.FREE if phone.charge == "free" else PAID, said),
        "name": _name(window, said),
        "hours": [sentence(line, said.language.code) for line in hours.lines(window, said)],
        "languages": _languages(window, said),
        "code": press.code(lots.LETTERS[said.language.code] + row.code),
    }


def _name(window: Window, said: Words) -> Sentence | None:
    """Return the official name; with readings where they are known, and none where a kanji would stand bare."""
    code = said.language.code
    if code == "ja-easy":
        name = said.say(window.name).text
        return None if bare_kanji(name) else sentence(name, code)
    other = next((name for spoken, name in window.alternate_names.items() if spoken == said.language.spoken), None)
    return sentence(other, code) if other else sentence(window.name, "ja")


def _languages(window: Window, said: Words) -> list[tuple[str, str, bool]]:
    """Return the languages spoken there, the reader's own first and marked."""
    own = said.language.spoken
    spoken = sorted(window.languages, key=lambda code: code != own)
    easy = EASY_NAMES if said.language.code == "ja-easy" else {}
    return [(code, easy.get(SPOKEN_NAMES[code], SPOKEN_NAMES[code]), code == own) for code in spoken]


def _need(label: str, said: Words) -> dict[str, Any]:
    """Return a need to point at: in her language and, for whoever stands behind the counter, in Japanese."""
    easy = said.language.code.startswith("ja")
    return {"hers": _say(label, said), "theirs": None if easy else sentence(label, "ja")}


def _checked(press: Press, said: Words) -> Sentence:
    """Return when a person last checked the oldest of the numbers, or that nobody has."""
    windows = [press.window_of(row.window) for row in press.orders.flyer]
    days = [assured.assured_on(window, press.today) for window in windows]
    known = [day for day in days if day is not None]
    if not press.release or len(known) < len(days):
        return _say(UNCHECKED, said)
    return sentence(said.say(CHECKED, day=_date(min(known), said)).text, said.language.code)


def _date(day: date, said: Words) -> str:
    if said.language.code == "ja-easy":
        return f"{day.year}年《ねん》{day.month}月《がつ》{day.day}日《にち》"
    return str(format_date(day, format="long", locale=said.language.locale))
