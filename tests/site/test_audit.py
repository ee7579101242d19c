"""The audit stands between the build and the public folder."""

from datetime import date
from pathlib import Path

import pytest

from directory.complaint import Refused
from directory.load import load
from publish.audit import audit, promise
from publish.build import build
from tests.site_built import DAY, Site


def test_the_real_site_holds_every_promise(site: Site) -> None:
    """All pages, all languages."""
    files = {path.relative_to(site.folder).as_posix(): str(path) for path in site.folder.rglob("*") if path.is_file()}

    assert [str(complaint) for complaint in audit(files, promise(load(), DAY))] == []


def test_a_build_with_a_violation_is_refused_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was published before stays as it was."""
    monkeypatch.setattr("publish.plan.script", lambda: "let a = 1;\nlocalStorage.a = a;")

    with pytest.raises(Refused, match=r"assets/site\.\w+\.js:2:1: .*端末に何かを残します"):
        build(tmp_path / "site", date(2026, 11, 24), ("ja",))
    assert not (tmp_path / "site").exists()
