"""What may be published, and what is too old or unchecked."""

import dataclasses
from datetime import date, timedelta

import pytest

from directory.freshness import freshness
from directory.load import documents
from directory.model import Directory, Records
from directory.scalars import PartialDate

TODAY = date(2026, 11, 24)
DIRECTORY, DOCUMENT, _ = documents()


def checked(days_ago: int) -> Directory:
    """Return the directory as if a person had checked all of it some days ago."""
    day = TODAY - timedelta(days=days_ago)
    windows = tuple(dataclasses.replace(w, assured_date=day, assured_by="係") for w in DIRECTORY.windows)
    points = tuple(dataclasses.replace(p, assured_date=day, assured_by="係") for p in DIRECTORY.points)
    records = Records(organizations=DIRECTORY.records.organizations, windows=windows, distribution_points=points)
    return Directory(records, DIRECTORY.site)


class TestRelease:
    """A release refuses what nobody has checked, and what was checked too long ago."""

    def test_the_collected_data_is_refused_whole(self) -> None:
        """65 windows and 25 places are named, each with file and line."""
        errors = freshness(DIRECTORY, DOCUMENT, TODAY).errors

        assert len(errors) == 65 + 25
        assert all(error.file == "data/windows.yaml" and error.line > 1 for error in errors)

    @pytest.mark.parametrize(
        ("days", "errors", "warnings"), [(0, 0, 0), (180, 0, 0), (181, 0, 90), (365, 0, 90), (366, 90, 0)]
    )
    def test_a_check_warns_after_180_days_and_expires_after_365(self, days: int, errors: int, warnings: int) -> None:
        """To the day."""
        state = freshness(checked(days), DOCUMENT, TODAY)

        assert (len(state.errors), len(state.warnings)) == (errors, warnings)

    def test_a_number_past_its_last_day_is_refused(self) -> None:
        """Unless its state says so already."""
        directory = checked(1)
        window = next(w for w in directory.windows if w.id == "kawasaki-dv-center")
        over = dataclasses.replace(
            window.phones[0], valid_to=PartialDate("2026-11-01", date(2026, 11, 1), date(2026, 11, 1))
        )
        phones = dataclasses.replace(window, phones=(over,))
        windows = tuple(phones if w is window else w for w in directory.windows)
        records = dataclasses.replace(directory.records, windows=windows)

        errors = freshness(Directory(records, directory.site), DOCUMENT, TODAY).errors

        assert any("2026-11-01 までです" in error.what for error in errors)

    def test_names_without_any_way_to_reach_them_are_listed_as_drafts(self) -> None:
        """They stay in the file."""
        assert len(freshness(DIRECTORY, DOCUMENT, TODAY).drafts) == 22
