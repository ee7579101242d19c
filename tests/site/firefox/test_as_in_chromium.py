"""What is true in Chromium is true in Firefox: the same sentences once more."""

from tests.site.test_exit import TestLeaving
from tests.site.test_exit_back import TestBack
from tests.site.test_nothing_left import TestFilters, TestTour
from tests.site.test_open_now import TestTheScript, table

__all__ = ["TestBack", "TestFilters", "TestLeaving", "TestTheScript", "TestTour", "table"]
