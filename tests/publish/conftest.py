"""The site of the real data, built once."""

import pytest

from tests.site_built import Site, built


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All pages in all languages."""
    return built(tmp_path_factory.mktemp("site"))
