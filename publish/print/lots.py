"""Which codes are on paper, and what each opens. A code once printed stays: paper cannot be called back.

`/B/7KMX` is one lot of bookmarks, `/B/H23` the flyer's window 23 in Thai, `/B/J22` the site itself in Japanese.
Codes are made of signs that nobody mistakes for another, in upper or lower case, and that spell no word.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from directory.complaint import Refused
from directory.document import Document
from directory.languages import LANGUAGES
from directory.load import DATA, load, load_file
from directory.model import Directory
from directory.problems import nearest
from publish.print import qr, quiet
from publish.print.orders import Kind, Lot, Orders

FOLDER = "B"
# No 0 O, 1 I L, 2 Z, 5 S, 8 B; no 9 g q, no u v w side by side; no vowels, so that no code is a word in any language.
ALPHABET = "23467CDFGHJKMNPRTWXY"
DIGITS = "23456789"
ROWS = 10  # windows that the flyer has room for
# One letter for each language of the flyer and the sign.
LETTERS = dict(zip((language.code for language in LANGUAGES), "JYGCTKPXFWHDN", strict=True))
VERSIONS = (2, 3, 4)


@dataclass(frozen=True)
class Landing:
    """What a code opens: a kind of bookmark, a window, or (neither) the site; in a language."""

    code: str
    language: str
    kind: Kind | None = None
    window: str | None = None


def orders(data: Path = DATA) -> Orders:
    """Return lots.yaml of a data folder; raise Refused with every complaint, file and line."""
    return ordered(data)[0]


@cache
def ordered(data: Path = DATA) -> tuple[Orders, Document]:
    """Return lots.yaml with the document that knows its lines."""
    found, document = load_file(data / "lots.yaml", Orders)
    _check(found, document, load(data))
    if document.complaints:
        raise Refused(document.complaints)
    return found, document


def landings(found: Orders) -> tuple[Landing, ...]:
    """Return every code that paper may carry, old ones included."""
    lots = [Landing(lot.code, lot.language, kind=lot.kind) for lot in found.lots]
    rows = [Landing(LETTERS[code] + row.code, code, window=row.window) for row in found.flyer for code in LETTERS]
    return (*lots, *rows, *(Landing(LETTERS[code] + found.home, code) for code in LETTERS))


def folder(code: str) -> str:
    """Return the address of a code below the site, as the QR code holds it."""
    return f"{FOLDER}/{code}"


def spellings(code: str) -> tuple[str, ...]:
    """Return the address in every mixture of upper and lower case, for hosts that tell them apart."""
    signs = folder(code)
    return tuple(sorted({"".join(spelling) for spelling in product(*({s.upper(), s.lower()} for s in signs))}))


def url(site: str, code: str) -> str:
    """Return what the QR code of a code says."""
    return qr.address(site, folder(code))


def _check(found: Orders, document: Document, directory: Directory) -> None:
    _check_lots(found, document, directory)
    _check_flyer(found, document, directory)
    if found.phone not in directory.window:
        cure = nearest(found.phone, list(directory.window))
        document.complain(("phone",), f"「{found.phone}」という窓口はありません", cure)


def _check_lots(found: Orders, document: Document, directory: Directory) -> None:
    places, seen = [place.id for place in found.places], set[str]()
    for index, lot in enumerate(found.lots):
        where = ("lots", index)
        if lot.place not in places:
            document.complain((*where, "place"), f"「{lot.place}」という場所はありません", nearest(lot.place, places))
        fault = _fault(lot, directory.site.url)
        if lot.code in seen or fault:
            what = fault or f"code「{lot.code}」が2回あります"
            document.complain((*where, "code"), what, f"code: {free_code(found)} と書いてください")
        seen.add(lot.code)


def _fault(lot: Lot, site: str) -> str:
    if len(lot.code) != 4 or not set(lot.code) <= set(ALPHABET):
        return f"code「{lot.code}」は使えません（読みまちがえる字があるか、4文字でない）"
    if quiet.found_anywhere(lot.code):
        return f"code「{lot.code}」は、出してはいけない語に見えます"
    if lot.version not in VERSIONS:
        return f"version「{lot.version}」は2から4のどれかです"
    if not qr.holds(url(site, lot.code), lot.version):
        return f"住所が長く、QR の型 {lot.version} に入りません。version を1つ上げて"
    return ""


def free_code(found: Orders) -> str:
    """Return a code that nothing carries yet, the same one for the same orders."""
    taken = {lot.code for lot in found.lots}
    for number in range(len(ALPHABET) ** 4):
        seed = hashlib.sha256(f"{len(taken)}-{number}".encode()).digest()
        code = "".join(ALPHABET[byte % len(ALPHABET)] for byte in seed[:4])
        if code not in taken and not quiet.found_anywhere(code):
            return code
    raise AssertionError("160,000 codes are in use")


def _check_flyer(found: Orders, document: Document, directory: Directory) -> None:
    needs, seen = [need.id for need in directory.site.needs], {found.home}
    for index, row in enumerate(found.flyer):
        where = ("flyer", index)
        if row.window not in directory.window:
            cure = nearest(row.window, list(directory.window))
            document.complain((*where, "window"), f"「{row.window}」という窓口はありません", cure)
        if row.need not in needs:
            document.complain((*where, "need"), f"「{row.need}」という困りごとはありません", nearest(row.need, needs))
        if row.code in seen or len(row.code) != 2 or not set(row.code) <= set(DIGITS):
            cure = f"code: {_free_digits(found)} と書いてください"
            document.complain((*where, "code"), f"code「{row.code}」は使えません", cure)
        seen.add(row.code)
    if len(found.on_flyer) > ROWS:
        where = ("flyer", found.flyer.index(found.on_flyer[ROWS]))
        document.complain(where, f"ちらしの窓口は{ROWS}までです", "外す行に closed（外した日）を書いてください")


def _free_digits(found: Orders) -> str:
    taken = {row.code for row in found.flyer} | {found.home}
    return next("".join(pair) for pair in product(DIGITS, repeat=2) if "".join(pair) not in taken)
