"""The bookmark, the front door: a front that is just a bookmark, a back that talks softly."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from directory.complaint import Refused
from directory.languages import BY_CODE, LANGUAGES
from directory.model import Window
from directory.words import Words, marked, words
from publish.print import hours, qr, quiet
from publish.print.orders import Form, Kind, Lot
from publish.print.phrases import sentence, spoken, verse
from publish.print.press import Press
from publish.print.sheet import Sheet, say, untranslated
from publish.print.voice import Voice, voice

Layout = Literal["shop", "office"]
RULER = "「実際のサイズ（100％）」で、両面（長い辺でとじる）に印刷。この線が5センチなら正しい大きさです。"
USES: dict[Kind, str] = {"leaf": "葉のしおり", "memo": "かいものメモのしおり", "night": "夜のしおり"}
FORMS: dict[Form, str] = {"plain": "ふつう", "stub": "下を切り取れる", "fold": "二つ折り"}
LAYOUTS: dict[Layout, str] = {"shop": "印刷所に渡す", "office": "事務所で印刷して切る"}


@dataclass(frozen=True)
class Face:
    """The sentences of one kind: on the front, and the title and lines of the back, as on its page of the site."""

    front: str
    title: str
    lines: tuple[str, ...]


FACES: dict[Kind, Face] = {
    "leaf": Face(
        marked("よみかけの しるし。"),
        marked("あなたの話の、つづきを聞かせてください。"),
        (marked("困ったこと、不安なこと。"), marked("だれかに話したいとき。")),
    ),
    "memo": Face(
        marked("かいもの メモ"),
        marked("毎日、おつかれさまです。"),
        (marked("家のこと、お金のこと、からだのこと。"), marked("どんなことでも、聞いてください。")),
    ),
    "night": Face(
        marked("おやすみ、また あした。"),
        marked("眠れない夜に。"),
        (marked("今夜いるところ、明日のごはん。"), marked("話しながら、いっしょに考えられます。")),
    ),
}
BY_PHONE, FREE, IN_JAPANESE = marked("電話でも話せます"), marked("無料"), marked("日本語で")


def sentences(kind: Kind) -> tuple[str, ...]:
    """Return the Japanese sentences that a bookmark of a kind needs in its language."""
    face = FACES[kind]
    return face.front, face.title, *face.lines, BY_PHONE, hours.ALL_DAY, FREE, IN_JAPANESE


def sheet(press: Press, lot: Lot, layout: Layout, codes: tuple[str, ...] = ()) -> Sheet:
    """Return the sheets of a lot: one bookmark for the print shop, or an A4 full of them; `codes` for measuring."""
    file = f"{name(lot)}-{layout}.pdf"
    use = f"{USES[lot.kind]}（{FORMS[lot.form]}）{BY_CODE[lot.language].name}・{lot.pieces}枚。{LAYOUTS[layout]}"
    tell = partial(describe, press, lot, layout, codes)
    return Sheet(file, use, "bookmark", tell, press.title, lot.language, shop=layout == "shop")


def describe(press: Press, lot: Lot, layout: Layout, codes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the template needs to know; `codes` other than the lot's own are for measuring only."""
    pieces = 1 if layout == "shop" else 4 if lot.form == "fold" else 8
    said = words(lot.language)
    found = _voice(press, said)
    return {
        "layout": layout,
        "title": press.title,
        "kind": lot.kind,
        "form": lot.form,
        "lang": lot.language,
        "module": qr.MODULE_MM,
        "say": _said(lot, said, _badge(_window(press), found, said)),
        "number": found.phone.number,
        "languages": [(language.code, language.name) for language in LANGUAGES if language.code != lot.language],
        "everyone": [say(FACES[lot.kind].title, code) for code in _readers(lot.kind)],
        "items": [press.code(code, lot.version) for code in codes or (lot.code,) * pieces],
        "ruler": RULER,
        "sample": not press.release,
    }


def seen(press: Press, lot: Lot) -> list[str]:
    """Return the words that give her away on a lot's faces, in its address or in its file's name."""
    texts: list[tuple[str, str]] = [(word, lot.language) for word in sentences(lot.kind)]
    if lot.form == "fold":
        texts += [(FACES[lot.kind].title, code) for code in BY_CODE]
    told = [(words(code).say(text), code) for text, code in texts]
    found = [word for said, code in told for word in quiet.found(said.text, code if said.translated else "ja")]
    same = (press.url(lot.code), name(lot), press.title)
    return sorted({*found, *(word for text in same for word in quiet.found_anywhere(text))})


def name(lot: Lot) -> str:
    """Return the first part of a lot's file names, which say only what a bookmark may say."""
    form = "" if lot.form == "plain" else f"-{lot.form}"
    return f"bookmark-{lot.kind}{form}-{lot.code.lower()}"


def _readers(kind: Kind) -> list[str]:
    """Return the languages in which a kind's title can be said."""
    return [code for code in BY_CODE if not untranslated([FACES[kind].title], code)]


def _window(press: Press) -> Window:
    return press.window_of(press.orders.phone)


def _voice(press: Press, said: Words) -> Voice:
    found = voice(_window(press), said.language.spoken, press.today)
    if found is None:
        what, cure = "いま出せる番号がない窓口です", "ほかの窓口の id を書いてください"
        raise Refused([press.lots_file.complaint(("phone",), what, cure)])
    return found


def _said(lot: Lot, said: Words, badge: str) -> dict[str, Any]:
    face = FACES[lot.kind]
    code = said.language.code
    return {
        "front": say(face.front, code),
        "title": say(face.title, code),
        "body": verse([said.say(line).text for line in face.lines], code),
        "label": sentence(spoken(said.say(BY_PHONE).text), code),
        "badge": sentence(spoken(badge), code),
    }


def _badge(window: Window, found: Voice, said: Words) -> str:
    """Return 「24時間　無料」 as far as it is true of the number in the reader's language."""
    facts = [hours.ALL_DAY] if hours.all_day(window, said.language.spoken) else []
    facts += [FREE] if found.phone.charge == "free" else []
    facts += [] if said.language.spoken in found.languages else [IN_JAPANESE]
    return "　".join(said.say(fact).text for fact in facts)
