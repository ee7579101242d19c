"""`make preview`: what an edited line of windows.yaml does to the page in the browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TELL = """
import sys
from pathlib import Path
from publish.preview import rebuild
page, data = Path("out/w/kawasaki-dv-center/index.html"), Path("data/windows.yaml")
for line in sys.argv[1:]:
    old, _, new = line.partition("=>")
    data.write_text(data.read_text("utf-8").replace(old, new), "utf-8")
    rebuild("ja", Path("out"))
    print("shown" if new.strip('"') in page.read_text("utf-8") else "not shown")
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working copy that a test may spoil."""
    for folder in ("data", "docs", "directory", "formhandler", "publish"):
        shutil.copytree(folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy("mkdocs.yml", tmp_path)
    return tmp_path


def edited(desk: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """Edit windows.yaml, one line after the other, and say after each whether the page shows it."""
    command = [sys.executable, "-c", TELL, *lines]
    alone = os.environ | {"PYTHONPATH": str(desk), "PREVIEW": "1", "TODAY": "2026-11-24"}
    return subprocess.run(command, cwd=desk, env=alone, capture_output=True, text=True, check=True)


class TestPreview:
    """Staff see what they write; a slip does not take the page away."""

    def test_an_edited_line_is_on_the_page_and_a_broken_one_is_answered(self, desk: Path) -> None:
        """First a good change, then a mistake, then a good change again."""
        done = edited(
            desk,
            "午前9時30分〜午後4時30分=>午前9時30分〜午後4時40分",
            'tier: city\n  topics: [dv]=>tier: 市\n  topics: [dv]',
            'tier: 市\n  topics: [dv]=>tier: city\n  topics: [dv]',
        )  # fmt: skip

        assert done.stdout.split("\n")[0] == "shown"
        assert "tier の「市」は使えません" in done.stderr
        assert "Traceback" not in done.stderr
