"""The page of one window, and what stays of a window that was renamed."""

import dataclasses
from datetime import date

from directory.model import Directory, Window
from publish.edition import Edition, edition
from publish.page import Page, body
from publish.window_page import window_pages

TODAY = date(2026, 11, 24)
ORDINARY = edition("ja", TODAY)


def changed(window_id: str, **values: object) -> Edition:
    """Return the Japanese edition with one window changed."""

    def change(window: Window) -> Window:
        return dataclasses.replace(window, **values) if window.id == window_id else window  # type: ignore[arg-type]

    known = ORDINARY.directory
    records = dataclasses.replace(known.records, windows=tuple(change(window) for window in known.windows))
    return Edition(Directory(records, known.site), ORDINARY.reader, TODAY)


def pages(made: Edition) -> dict[str, Page]:
    """Return the pages of windows by address."""
    return {page.address: page for page in window_pages(made)}


class TestRenamed:
    """A window that got another id keeps the address that partners link to."""

    def test_the_former_address_says_so_and_leads_on(self) -> None:
        """No number stands there; it is on the new page."""
        made = changed("kawasaki-dv-center", former_ids=("kawasaki-dv-2016",))

        html = body(pages(made)["w/kawasaki-dv-2016/"], made.reader)

        assert "名前が変わりました" in html.replace("<wbr>", "")
        assert 'href="../../w/kawasaki-dv-center/"' in html
        assert "tel:" not in html


class TestClosed:
    """A window that closed keeps its address and names who took over."""

    def test_it_names_its_successor_and_not_its_number(self) -> None:
        """The number may be somebody else's by now."""
        over = ORDINARY.directory.window["kawasaki-scrum21-women-free-dial-2021"].valid_to
        made = changed("kawasaki-dv-center", closed_on=over, successor="national-dv-plus")

        html = body(pages(made)["w/kawasaki-dv-center/"], made.reader)

        assert "終わりました" in html.replace("<wbr>", "")
        assert 'href="../../w/national-dv-plus/"' in html
        assert "044-200-0845" not in html


class TestFacts:
    """What decides whether she dares to call is said only where a source says it."""

    def test_what_no_source_says_is_unknown(self) -> None:
        """Police, children, bill: 分かりません; the call's trace in the phone is always said."""
        html = body(pages(ORDINARY)["w/kawasaki-dv-center/"], ORDINARY.reader)

        assert html.count('<dd class="u">分かりません</dd>') == 5
        assert "かけた番号は、電話機の履歴に残ります。" in html

    def test_what_a_source_says_is_said(self) -> None:
        """よりそい does not say; いのちの電話 takes calls without a name."""
        html = body(pages(ORDINARY)["w/kawasaki-inochi-no-denwa/"], ORDINARY.reader)

        assert "言わなくてもかまいません" in html
