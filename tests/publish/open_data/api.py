"""Every file below /api/ of the real data, written once for all tests of a run."""

from functools import cache

from publish.open_data.write import files
from tests.site_built import DAY


@cache
def written() -> dict[str, bytes]:
    """Return every file below /api/ by its address."""
    return dict(files(DAY))
