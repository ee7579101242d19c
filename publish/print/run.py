"""One run of printing: which sheets there are, whether they may be made, and where they go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from directory.complaint import Complaint, Refused
from directory.languages import BY_CODE
from publish.banners import shelf
from publish.print import assured, banner, bookmark, flyer, proof, sign, staff_card
from publish.print.orders import Lot
from publish.print.press import Press
from publish.print.sheet import Sheet, untranslated

ALL = "all"
FLYERS: tuple[flyer.Shape, ...] = ("a4", "a6")
SIZES: tuple[sign.Size, ...] = ("a4", "a3")
LAYOUTS: tuple[bookmark.Layout, ...] = ("office", "shop")


NOT_YET = re.compile(r"\bexample(?:\.|/)|\blocalhost\b")


@dataclass
class Printed:
    """What a run made, and what it left out for want of a translation."""

    sheets: list[Sheet] = field(default_factory=list)
    banners: dict[str, dict[str, bytes]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def run(press: Press, language: str, folder: Path) -> Printed:
    """Make every sheet of a language (or of all), write it and the proof sheet; refuse all or nothing."""
    refuse(press)
    codes = tuple(BY_CODE) if language == ALL else (language,)
    printed = Printed(left_out=[note for code in codes if (note := lacking(press, code))])
    complete = [code for code in codes if not lacking(press, code)]
    printed.sheets = list(sheets(press, complete))
    drawn = {name: path.read_bytes() for name, path in shelf().items()}
    printed.banners = {code: {n: drawn[n] for n in drawn if n.startswith(f"banners/{code}/")} for code in complete}
    _write(press, printed, folder)
    return printed


def sentences() -> tuple[str, ...]:
    """Return every Japanese sentence of the sheets that wants a translation."""
    faces = (text for kind in bookmark.FACES for text in bookmark.sentences(kind))
    return tuple(dict.fromkeys([*faces, *flyer.SENTENCES, *sign.SENTENCES, *banner.SENTENCES]))


def refuse(press: Press) -> None:
    """Raise what keeps a run off paper: words that give her away, and for release numbers nobody vouches for."""
    found = [complaint for index, lot in enumerate(press.orders.lots) for complaint in _given_away(press, index, lot)]
    if press.release:
        ids = dict.fromkeys([press.orders.phone, *(row.window for row in press.orders.on_flyer)])
        found += assured.complaints(press.directory, press.windows_file, ids, press.today)
    if press.release and NOT_YET.search(press.directory.site.url):
        cure = "公開する住所に書きかえてください"
        found.append(Complaint("data/site.yaml", 1, 1, "", "url が例の住所のままです", cure))
    if found:
        raise Refused(found)


def _given_away(press: Press, index: int, lot: Lot) -> Iterator[Complaint]:
    for word in bookmark.seen(press, lot):
        what = f"しおり {lot.code} に「{word}」が出ます"
        yield press.lots_file.complaint(("lots", index), what, "言いかえてください")


def sheets(press: Press, codes: list[str]) -> Iterator[Sheet]:
    """Yield every sheet of some languages; what hangs in Japan's shops belongs to Japanese."""
    for lot in press.orders.in_print:
        if lot.language in codes:
            yield from (bookmark.sheet(press, lot, layout) for layout in LAYOUTS)
    for code in codes:
        yield from (flyer.sheet(press, code, shape) for shape in FLYERS)
    if "ja" in codes:
        yield from (sign.sheet(press, size) for size in SIZES)
        yield from (sign.sheet(press, "a4", point) for point in sign.points(press))
        yield staff_card.sheet(press)


def lacking(press: Press, code: str) -> str:
    """Return what keeps a language off paper: sentences that have no translation yet."""
    missing = untranslated([*sentences(), *(need.label for need in press.directory.site.needs)], code)
    if not missing:
        return ""
    return f"{BY_CODE[code].name}: 訳がまだない文が{len(missing)}あります（「{missing[0]}」など） → make words"


def _write(press: Press, printed: Printed, folder: Path) -> None:
    ready = [(sheet.file, sheet.pdf) for sheet in printed.sheets]
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ready:
        (folder / name).write_bytes(content)
    for made in printed.banners.values():
        for name, content in made.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    page = proof.page(press, printed.sheets, printed.banners, printed.left_out)
    (folder / "index.html").write_text(page, encoding="utf-8")
