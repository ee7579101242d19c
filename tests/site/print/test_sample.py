"""What is no release bears 「見本」, and says what a person checked."""

from publish.print import bookmark, flyer, run
from publish.print.press import Press
from tests.site.print import conftest, reading
from tests.site.print.kept import kept


class TestSample:
    def test_stands_across_every_page_of_a_draft(self, draft: Press) -> None:
        """「見本」 stands across every page of a draft."""
        shapes = {(sheet.template, sheet.shop, sheet.data.get("form")): sheet for sheet in run.sheets(draft, ["ja"])}
        pages = [page for sheet in map(kept, shapes.values()) for page in reading.letters(sheet.pdf)]

        assert len(pages) > 15
        assert [page for page in pages if not {"見", "本"} <= {letter.text for letter in page}] == []

    def test_does_not_hide_the_codes(self, draft: Press) -> None:
        """「見本」 does not hide the codes."""
        for sheet in map(kept, (bookmark.sheet(draft, draft.orders.lots[0], "office"), flyer.sheet(draft, "ja", "a6"))):
            said = [code for page in reading.pages(sheet.pdf) for code in reading.codes(page)]

            assert len(said) == {"bookmark": 8, "flyer": 12}[sheet.template]

    def test_is_gone_from_what_is_given_out(self) -> None:
        """「見本」 is gone from what is given out."""
        assert "見本" not in reading.text(conftest.made("flyer-a4-ja.pdf").pdf)


class TestDates:
    def test_the_flyer_says_when_its_oldest_number_was_checked(self, press: Press) -> None:
        """The flyer says when its oldest number was checked."""
        assert "2026年11月22日に番号を確かめました" in reading.text(kept(flyer.sheet(press, "ja", "a4")).pdf)

    def test_a_draft_says_that_nobody_checked(self, draft: Press) -> None:
        """A draft says that nobody checked."""
        assert "まだ人が確かめていません" in reading.text(kept(flyer.sheet(draft, "ja", "a4")).pdf)
