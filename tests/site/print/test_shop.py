"""The print shop's file: boxes, inks, keys, and nothing that gives her away."""

import io

import pikepdf
import pytest

from publish.print import bookmark, quiet
from publish.print.press import Press
from publish.print.sheet import Sheet
from tests.site.print import conftest, reading

MM = reading.POINTS_PER_MM
# Operators that paint in RGB, in grey, in a named colour space, with a shading or with transparency.
NOT_FOR_PRESS = {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs", "BI"}


def bookmarks() -> list[str]:
    """Name the shop's file of every lot."""
    return [sheet.file for sheet in conftest.every_sheet() if sheet.shop]


@pytest.fixture(params=bookmarks())
def shop(request: pytest.FixtureRequest) -> Sheet:
    """Lend every shop file in turn."""
    return conftest.made(request.param)


class TestBoxes:
    def test_trim_to_48_by_140_millimetres(self, shop: Sheet) -> None:
        """The boxes trim to 48 by 140 millimetres."""
        wide = 96 if shop.data["form"] == "fold" else 48
        with pikepdf.open(io.BytesIO(shop.pdf)) as pdf:
            boxes = [[float(edge) / MM for edge in page.obj.TrimBox] for page in pdf.pages]

        assert len(boxes) == 2
        assert all(abs(x1 - x0 - wide) < 0.01 and abs(y1 - y0 - 140) < 0.01 for x0, y0, x1, y1 in boxes)

    def test_bleed_three_millimetres(self, leaf: Sheet) -> None:
        """The boxes bleed three millimetres."""
        with pikepdf.open(io.BytesIO(leaf.pdf)) as pdf:
            page = pdf.pages[0].obj
            trim, bleed, media = ([float(edge) for edge in box] for box in (page.TrimBox, page.BleedBox, page.MediaBox))

        assert [round(abs(a - b) / MM, 2) for a, b in zip(trim, bleed, strict=True)] == [3, 3, 3, 3]
        assert media[0] <= bleed[0]
        assert media[2] >= bleed[2]


class TestOffice:
    def test_mirrors_the_backs_for_printing_on_both_sides(self, press: Press) -> None:
        """The first bookmark of the fronts, upper left, has its back upper right."""
        codes = tuple(f"222{sign}" for sign in "23467CDF")
        sheet = bookmark.sheet(press, press.orders.lots[0], "office", codes)
        places = reading.placed(reading.pages(sheet.pdf)[1])
        upper = sorted((x, url) for url, (x, y) in places.items() if y < 0.5)

        assert [url[-1] for _, url in upper] == list("6432")
        assert len(places) == 8


class TestInks:
    def test_are_the_four_of_the_press(self, shop: Sheet) -> None:
        """The inks are the four of the press."""
        used = {operator for operator, _ in reading.operators(shop.pdf)}

        assert "k" in used
        assert used & NOT_FOR_PRESS == set()

    def test_print_the_code_in_black_alone(self, shop: Sheet) -> None:
        """The inks print the code in black alone."""
        assert inks_of_the_code(shop.pdf) == {("0", "0", "0", "1")}

    def test_hold_no_picture(self, shop: Sheet) -> None:
        """The inks hold no picture."""
        with pikepdf.open(io.BytesIO(shop.pdf)) as pdf:
            assert [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"] == []


def inks_of_the_code(pdf: bytes) -> set[tuple[str, ...]]:
    """Return the inks of filled shapes of more than three hundred straight edges: only codes have so many."""
    ink: tuple[str, ...] = ()
    edges, found = 0, set()
    for operator, operands in reading.operators(pdf):
        if operator == "k":
            ink = tuple(str(int(float(part))) if float(part).is_integer() else part for part in operands)
        if operator in ("l", "re"):
            edges += 1
        if operator in ("f", "f*"):
            found |= {ink} if edges > 300 else set()
        if operator in ("f", "f*", "S", "n", "B", "W"):
            edges = 0
    return found


class TestKeys:
    def test_are_those_of_pdf_x_1a(self, leaf: Sheet) -> None:
        """The keys are those of PDF/X-1a."""
        with pikepdf.open(io.BytesIO(leaf.pdf)) as pdf:
            intent = pdf.Root.OutputIntents[0]

            assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
            assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
            assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "JC200103")
            assert pdf.pdf_version == "1.4"

    def test_say_nothing_but_a_quiet_title(self, leaf: Sheet) -> None:
        """The keys say nothing but a quiet title."""
        with pikepdf.open(io.BytesIO(leaf.pdf)) as pdf:
            told = {str(key): str(value) for key, value in pdf.docinfo.items()}

        assert told["/Title"] == "しおり"
        assert {"/Author", "/Creator", "/Producer", "/Subject", "/Keywords"} & set(told) == set()


class TestQuiet:
    """Words that give her away stand nowhere on a bookmark."""

    def test_faces_address_and_file_name_are_free_of_them(self, press: Press) -> None:
        """Its faces, address and file name are free of them."""
        assert {lot.code: found for lot in press.orders.lots if (found := bookmark.seen(press, lot))} == {}

    def test_letters_and_metadata_of_the_finished_file_are_free_of_them(self, shop: Sheet) -> None:
        """Its letters and metadata of the finished file are free of them."""
        with pikepdf.open(io.BytesIO(shop.pdf)) as pdf:
            told = " ".join(str(value) for value in pdf.docinfo.values())
            assert "/Metadata" not in pdf.Root

        assert quiet.found_anywhere(told + " " + shop.file) == []
        if shop.data["form"] != "fold":
            assert quiet.found(reading.text(shop.pdf), shop.data["lang"]) == []

    def test_office_metadata_is_free_of_them(self, press: Press) -> None:
        """Its office metadata is free of them."""
        with pikepdf.open(io.BytesIO(bookmark.sheet(press, press.orders.lots[0], "office").pdf)) as pdf:
            assert quiet.found_anywhere(pdf.Root.Metadata.read_bytes().decode()) == []

    @pytest.mark.parametrize(
        ("text", "code"), [("女性相談", "ja"), ("Hotline", "en"), ("相談《そうだん》", "ja-easy"), ("ＤＶ", "ja")]
    )
    def test_are_found_whatever_their_case_width_or_reading(self, text: str, code: str) -> None:
        """Such words are found whatever their case, width or reading."""
        assert quiet.found(text, code) != []
