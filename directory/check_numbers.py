"""Telephone numbers that cannot be right: of another kind, mistyped against their own source, known to be wrong."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from directory.complaint import Path
from directory.model import HIDDEN_PHONES, Directory, Window
from directory.parts import Phone, Source
from directory.vocabulary import WrongNumber

Wrong = tuple[Path, str, str]
KINDS = {
    "freedial": r"0120\d{6}|0800\d{7}",
    "navidial": r"0570\d{6}",
    "ip": r"050\d{8}",
    "mobile": r"0[6789]0\d{8}",
    "short-dial": r"#\d{4}|1\d{2}",
    "emergency": r"11[089]",
    "geographic": r"0(?!120|570)\d{9}",
}
# Free of charge by the numbering plan; a short number may be either.
FREE = {"freedial", "emergency"}
PAID = {"navidial", "geographic", "ip", "mobile"}
PRINTED = re.compile(r"[#0-9(][0-9()・‐−–ー\- ]{2,15}[0-9]")


def numbers(
    phones: Sequence[Phone], sources: Sequence[Source], path: Path, known_wrong: Sequence[WrongNumber]
) -> Iterator[Wrong]:
    """Yield what is wrong with a record's numbers."""
    quoted = _quoted(sources) - {phone.tel for phone in phones}
    for index, phone in enumerate(phones):
        here = (*path, index, "number")
        yield from _kind(phone, here)
        yield from _charge(phone, (*path, index, "charge"))
        if phone.state not in HIDDEN_PHONES:
            yield from _known_wrong(phone, here, known_wrong)
            yield from _mistyped(phone, here, quoted)
        if any(other.tel == phone.tel for other in phones[:index]):
            yield here, f"番号「{phone.number}」が2回あります", "1つにしてください"


def _kind(phone: Phone, path: Path) -> Iterator[Wrong]:
    fits = [kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, phone.tel)]
    if phone.kind not in fits:
        cure = f"kind を {fits[0]} にするか、番号を見なおしてください" if fits else "番号を見なおしてください"
        yield path, f"番号「{phone.number}」は kind の {phone.kind} に合いません", cure


def _charge(phone: Phone, path: Path) -> Iterator[Wrong]:
    if phone.kind in FREE and phone.charge == "caller":
        yield path, f"「{phone.number}」は通話無料の番号です", "charge: free にしてください"
    if phone.kind in PAID and phone.charge == "free":
        yield path, f"「{phone.number}」は通話料のかかる番号です", "charge: caller にしてください"


def _known_wrong(phone: Phone, path: Path, known_wrong: Sequence[WrongNumber]) -> Iterator[Wrong]:
    for wrong in known_wrong:
        if wrong.tel == phone.tel:
            cure = f"正しくは {wrong.instead}" if wrong.instead else "公式の頁で確かめてください"
            yield path, f"「{phone.number}」は出してはならない番号です（{wrong.why}）", cure


def _quoted(sources: Sequence[Source]) -> set[str]:
    """Return the digits of everything that looks like a number in the sources' quotations."""
    text = " ".join(unicodedata.normalize("NFKC", source.quote or "") for source in sources)
    return {re.sub(r"[^0-9#]", "", found) for found in PRINTED.findall(text)}


def _mistyped(phone: Phone, path: Path, quoted: set[str]) -> Iterator[Wrong]:
    """A number while the source shows another, of none of the record's phones, that is a slip away."""
    for digits in quoted:
        if _a_slip(phone.tel, digits):
            yield path, f"「{phone.number}」は、出典の引用の番号（{digits}）と少しちがいます", "見くらべてください"
            return


def _a_slip(one: str, other: str) -> bool:
    """Say whether two numbers differ as mistyped ones do: one or two digits, or two neighbours exchanged."""
    if len(one) != len(other) or len(one) < 9:
        return False
    return 0 < sum(a != b for a, b in zip(one, other, strict=True)) <= 2


def shared_numbers(directory: Directory) -> Iterator[Wrong]:
    """Yield numbers that two organizations' windows claim, though neither names the other."""
    seen: dict[str, Window] = {}
    for number, window in enumerate(directory.windows):
        for index, phone in enumerate(window.phones):
            if phone.state in HIDDEN_PHONES or phone.type != "voice":
                continue
            other = seen.setdefault(phone.tel, window)
            if other.organization != window.organization and not _linked(window, other):
                what = f"番号「{phone.number}」は「{other.name}」の番号でもあります"
                yield (
                    ("windows", number, "phones", index, "number"),
                    what,
                    "取り違えていないか確かめ、同じなら see_also に互いの id を書いてください",
                )


def _linked(one: Window, other: Window) -> bool:
    named = {*one.see_also, one.hours_depend_on, one.after_hours}
    back = {*other.see_also, other.hours_depend_on, other.after_hours}
    return other.id in named or one.id in back
