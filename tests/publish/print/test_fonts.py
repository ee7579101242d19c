"""The pinned fonts: missing ones are named, others are not used."""

from pathlib import Path

import pytest

from publish.print import fonts


class TestFonts:
    def test_missing_ones_name_the_command_that_installs_them(self, tmp_path: Path) -> None:
        """Missing fonts name the command that installs them."""
        packages = "fonts-morisawa-bizud-gothic fonts-noto-cjk fonts-noto-core"
        with pytest.raises(fonts.Missing, match=f"sudo apt-get install {packages}"):
            fonts.gather((tmp_path,), tmp_path / "fonts")

    def test_another_version_is_not_used(self, tmp_path: Path) -> None:
        """Another version of a font is not used."""
        for font in fonts.wanted():
            (tmp_path / font.file).write_bytes(b"another version")

        with pytest.raises(fonts.Missing, match="書体の版がちがいます"):
            fonts.gather((tmp_path,), tmp_path / "fonts")
