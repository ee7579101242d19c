"""One run, from the data to the proof sheet."""

import re
from pathlib import Path

import pytest

from publish.print import run
from publish.print.press import Press


@pytest.fixture(scope="module")
def folder(draft: Press, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lend the folder of a run in the language of the fewest sheets."""
    place = tmp_path_factory.mktemp("print")
    run.run(draft, "ne", place)
    return place


def test_every_file_stands_on_the_proof_sheet(folder: Path) -> None:
    """Every file stands on the proof sheet."""
    page = (folder / "index.html").read_text()
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.name != "index.html"]

    assert len(files) > 15
    assert [name for name in files if name not in page and not name.endswith(".svg")] == []


def test_the_proof_sheet_asks_no_other_host_for_anything(folder: Path) -> None:
    """The proof sheet asks no other host for anything."""
    page = (folder / "index.html").read_text()

    assert re.findall(r"""(?:src|href)=["']https?:[^"']*""", page) == []


def test_it_says_what_each_is_for(folder: Path) -> None:
    """It says what each is for."""
    page = (folder / "index.html").read_text()

    assert "葉のしおり（ふつう）नेपाली・100枚。印刷所に渡す" in page
    assert "2頁・48 × 140 mm" in page


def test_a_language_without_translations_is_left_out_and_said(draft: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language without translations is left out and said."""
    monkeypatch.setattr(run, "untranslated", lambda sentences, code: list(sentences)[:1] if code == "en" else [])

    assert "English: 訳がまだない文が1あります" in run.lacking(draft, "en")
    assert run.lacking(draft, "ja") == ""
