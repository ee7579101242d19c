"""The list of windows handed out with sanitary supplies: an A4, or folded to A6 with the list inside."""

from datetime import date
from functools import partial
from typing import Any, Literal

from babel.dates import format_date

from directory.furigana import bare_kanji
from directory.languages import BY_CODE, LANGUAGES, SPOKEN_NAMES
from directory.model import Window
from directory.words import Words, marked, words
from publish.edition import readings
from publish.print import assured, bookmark, hours, lots, phrases, qr
from publish.print.orders import Row
from publish.print.phrases import Sentence, plain, sentence, spoken
from publish.print.press import Press
from publish.print.sheet import Sheet, say
from publish.print.voice import Voice, printed, voice, voices, written

Shape = Literal["a4", "a6"]
USES: dict[Shape, str] = {"a4": "窓口に置く", "a6": "両面に印刷して二回折り、生理用品といっしょに渡す"}
TITLE = marked("話せるところの一覧")
LEAD = marked("どこでもかまいません。ひとつ選んで、かけてみてください。ちがうところにかけても、だいじょうぶです。")
ON_SITE = marked("サイトで見る")
PAID = marked("通話料がかかります")
WRITTEN = marked("チャットなら、この言葉で話せます")
URGENT, POLICE, AMBULANCE = marked("いますぐ助けがいるとき"), marked("警察"), marked("救急車・消防車")
URGENT_LABELS = {"110": POLICE, "119": AMBULANCE}
UNCHECKED, CHECKED = marked("ここにある番号は、まだ人が確かめていません"), marked("{day} に番号を確かめました")
CALLING = (
    marked("電話をかけるとき"),
    marked("名前を言わずに話せるところもあります。"),
    marked("うまく話せなくても、泣いてしまっても、かまいません。"),
    marked("とちゅうで切っても、かまいません。"),
)
POINTING = (marked("声を出しにくいとき"), marked("窓口で、ここを指でさしてください。"))
COVER = bookmark.FACES["leaf"].title
SENTENCES = (
    *(TITLE, LEAD, ON_SITE, PAID, WRITTEN, URGENT, POLICE, AMBULANCE, UNCHECKED, CHECKED, *CALLING, *POINTING, COVER),
    *(bookmark.FREE, hours.ALL_DAY, hours.EVERY_DAY, hours.HOLIDAYS, hours.NOT_ON_HOLIDAYS, hours.SEE_SITE),
)
# Names that stand in Japanese letters among other scripts, for readers who do not know kanji.
EASY_NAMES = {"日本語": "にほんご", "やさしい日本語": "やさしい にほんご"}


def sheet(press: Press, language: str, shape: Shape) -> Sheet:
    """Return the flyer of a language: the list alone, or the list with what is outside when it is folded."""
    title = plain(words(language).say(TITLE).text)
    use = f"相談窓口一覧 {BY_CODE[language].name}。{USES[shape]}"
    tell = partial(describe, press, language, shape)
    return Sheet(f"flyer-{shape}-{language}.pdf", use, "flyer", tell, title, language)


def describe(press: Press, language: str, shape: Shape) -> dict[str, Any]:
    """Return what the template needs to know."""
    said = words(language)
    easy = EASY_NAMES if language == "ja-easy" else {}
    shown = [row for row in press.orders.on_flyer if voices(press.window_of(row.window), press.today)]
    return {
        "shape": shape,
        "lang": language,
        "title": plain(said.say(TITLE).text),
        "module": qr.MODULE_MM,
        "say": _said(press, said),
        "rows": [_row(press, row, said) for row in shown],
        "home": press.code(lots.LETTERS[language] + press.orders.home),
        "urgent": [{"number": number, "label": say(URGENT_LABELS[number], language)} for number in press.urgent],
        "needs": [_need(need.label, said) for need in press.directory.site.needs],
        "languages": [(one.code, easy.get(one.name, one.name)) for one in LANGUAGES],
        "sample": not press.release,
    }


def _said(press: Press, said: Words) -> dict[str, Any]:
    told = {"title": TITLE, "lead": LEAD, "urgent": URGENT, "cover": COVER}
    found: dict[str, Any] = {key: say(text, said.language.code) for key, text in told.items()}
    found["site"] = _small(ON_SITE, said)
    found["checked"] = _checked(press, said)
    found["calling"] = [say(text, said.language.code) for text in CALLING]
    found["pointing"] = [say(text, said.language.code) for text in POINTING]
    return found


def _small(text: str, said: Words) -> Sentence:
    """Return a sentence for small lettering, where readings stand alone."""
    return sentence(spoken(said.say(text).text), said.language.code)


def _row(press: Press, row: Row, said: Words) -> dict[str, Any]:
    window, code = press.window_of(row.window), said.language.code
    found = voice(window, said.language.spoken, press.today) or voices(window, press.today)[0]
    need = next(need for need in press.directory.site.needs if need.id == row.need)
    written_only = said.language.spoken not in found.languages and written(window, said.language.spoken)
    return {
        "need": say(need.label, code),
        "number": found.phone.number,
        "free": found.phone.charge == "free",
        "fee": _small(bookmark.FREE if found.phone.charge == "free" else PAID, said),
        "name": _name(window, said),
        "hours": [sentence(spoken(line), code) for line in hours.lines(window, said)],
        "written": _small(WRITTEN, said) if written_only else None,
        "languages": _languages(found, said),
        "code": press.code(lots.LETTERS[code] + row.code),
    }


def _name(window: Window, said: Words) -> Sentence | None:
    """Return the official name; with readings where they are known, and none where a kanji would stand bare."""
    code = said.language.code
    if code == "ja-easy":
        name = phrases.named(window.name, readings())
        return None if bare_kanji(name) else sentence(name, code)
    other = next((name for spoken, name in window.alternate_names.items() if spoken == said.language.spoken), None)
    return sentence(other, code) if other else sentence(window.name, "ja")


def _languages(found: Voice, said: Words) -> list[tuple[str, str, bool]]:
    """Return the languages spoken at a number, the reader's own first and marked."""
    own = said.language.spoken
    spoken = sorted(found.languages, key=lambda code: code != own)
    easy = EASY_NAMES if said.language.code == "ja-easy" else {}
    return [(code, easy.get(SPOKEN_NAMES[code], SPOKEN_NAMES[code]), code == own) for code in spoken]


def _need(label: str, said: Words) -> dict[str, Any]:
    """Return a need to point at: in her language and, for whoever stands behind the counter, in Japanese."""
    easy = said.language.code.startswith("ja")
    return {"hers": say(label, said.language.code), "theirs": None if easy else sentence(label, "ja")}


def _checked(press: Press, said: Words) -> Sentence:
    """Return when a person last checked the oldest of the numbers, or that nobody has."""
    windows = [press.window_of(row.window) for row in press.orders.on_flyer]
    days = [assured.assured_on(window, one.phone) for window in windows for one in printed(window, press.today)]
    known = [day for day in days if day is not None]
    if not press.release or len(known) < len(days):
        return say(UNCHECKED, said.language.code)
    return sentence(said.say(CHECKED, day=_date(min(known), said)).text, said.language.code)


def _date(day: date, said: Words) -> str:
    if said.language.code == "ja-easy":
        return f"{day.year}年《ねん》{day.month}月《がつ》{day.day}日《にち》"
    return str(format_date(day, format="long", locale=said.language.locale))
