"""Nothing leaves the house that must not."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from directory.model import HIDDEN_PHONES, Directory, Records
from directory.parts import Phone
from directory.scalars import PartialDate
from publish.edition import Edition
from publish.open_data.facility_csv import facility_csv
from publish.open_data.geojson import points_geojson
from publish.open_data.published import Published, published
from publish.open_data.write import hsds_files, to_json
from tests.publish.open_data.api import written
from tests.site_built import DAY


@cache
def everything() -> str:
    """Return the text of every file below /api/, those in the packages too."""
    return "\n".join(_texts())


def _texts() -> Iterator[str]:
    for name, content in written().items():
        if name.endswith(".zip"):
            archive = zipfile.ZipFile(io.BytesIO(content))
            yield from (archive.read(inner).decode() for inner in archive.namelist())
        else:
            yield content.decode("utf-8-sig")


@cache
def figures() -> set[str]:
    """Return every run of figures, hyphens left out, that stands in them."""
    return {re.sub(r"\D", "", run) for run in set(re.findall(r"\d[\d -]{2,}\d", everything()))}


GIVEN = published("ja", DAY)
DIRECTORY = GIVEN.edition.directory


class TestRealData:
    """The files of the real directory."""

    def test_no_number_stands_in_them_that_may_not_be_shown(self) -> None:
        """Expired, superseded, of another purpose, unverified: none, in no way of writing it."""
        shown = {phone.tel for window in GIVEN.windows for phone in window.phones}
        shown |= {phone.tel for point in GIVEN.points for phone in point.phones}
        hidden = {phone.tel for window in DIRECTORY.windows for phone in window.phones} - shown
        written = hidden | {f"81{tel[1:]}" for tel in hidden}

        assert len(hidden) > 10
        assert not written & figures()

    @pytest.mark.parametrize("point", [point for point in DIRECTORY.points if not point.public], ids=lambda p: p.id)
    def test_a_place_that_is_not_public_stands_in_none(self, point: object) -> None:
        """Neither its short name nor its name."""
        assert getattr(point, "id", "?") not in everything()
        assert getattr(point, "name", "?") not in everything()

    def test_a_window_that_is_over_stands_in_none(self) -> None:
        """Nor does one that nobody can reach yet."""
        kept = {window.id for window in GIVEN.windows}
        gone = [window for window in DIRECTORY.windows if window.id not in kept]

        assert len(gone) > 10
        assert [window.id for window in gone if f'"id":"{window.id}"' in everything()] == []
        assert [window.id for window in gone if f'"value":"{window.id}"' in everything()] == []

    def test_notes_to_staff_and_quotations_stand_in_none(self) -> None:
        """What staff tell each other stays with them."""
        notes = [window.caution for window in DIRECTORY.windows if window.caution]
        notes += [point.caution for point in DIRECTORY.points if point.caution]
        quotes = [s.quote for w in DIRECTORY.windows for s in w.sources if s.quote and len(s.quote) > 40]

        assert notes
        assert [note for note in (*notes, *quotes) if note in everything()] == []

    def test_no_page_that_a_bookmark_opens_is_named(self) -> None:
        """Quiet pages are found by who holds the bookmark, and by nobody else."""
        assert not re.search(r"example\.org/(?:[\w-]+/)?(?:b|B|callback)/", everything())


class TestAnyData:
    """Records that the real directory does not hold today."""

    def test_a_window_that_is_not_public_is_left_out(self) -> None:
        """Though somebody can call it."""
        secret = dataclasses.replace(GIVEN.edition.windows[0], id="secret", public=False, name="ひみつ")

        assert "ひみつ" not in _all(secret)

    @pytest.mark.parametrize("state", sorted(HIDDEN_PHONES))
    def test_a_number_in_any_hidden_state_is_left_out(self, state: str) -> None:
        """Every state but `active` hides it."""
        phones = (Phone(number="044-000-0000", kind="geographic", state=state), *GIVEN.windows[0].phones)  # type: ignore[arg-type]
        window = dataclasses.replace(GIVEN.edition.windows[0], id="rei", phones=phones)

        assert "000-0000" not in _all(window)
        assert GIVEN.windows[0].phones[0].number in _all(window)

    def test_a_number_whose_last_day_has_passed_is_left_out(self) -> None:
        """Without anybody having to do something on that day."""
        last = PartialDate("2026-11-23", date(2026, 11, 23), date(2026, 11, 23))
        phone = Phone(number="044-000-0000", kind="geographic", valid_to=last)
        window = dataclasses.replace(GIVEN.edition.windows[0], id="rei", phones=(phone, *GIVEN.windows[0].phones))

        assert "000-0000" not in _all(window)


def _all(window: object) -> str:
    """Return the formats of a directory with one more window."""
    records = dataclasses.replace(DIRECTORY.records, windows=(*DIRECTORY.windows, window))  # type: ignore[arg-type]
    assert isinstance(records, Records)
    edition = Edition(Directory(records, DIRECTORY.site), GIVEN.edition.reader, DAY)
    given = Published(edition)
    table = facility_csv(given).decode("utf-8-sig")
    objects = b"".join(content for name, content in hsds_files(given) if name.endswith(".json"))
    return objects.decode() + table + to_json(points_geojson(given)).decode()
