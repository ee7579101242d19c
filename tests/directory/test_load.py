"""Reading windows.yaml: text stays text, types decide, the commented example is true."""

import re
from datetime import date
from pathlib import Path

import pytest

from directory.check import check
from directory.document import read
from directory.load import documents, load, load_file
from directory.model import Directory, Records

TODAY = date(2026, 11, 24)
HEAD = Path("data/windows.yaml").read_text("utf-8").partition("\norganizations:\n")[0]


def loaded(tmp_path: Path, text: str) -> Records:
    """Return a windows.yaml of this text."""
    path = tmp_path / "windows.yaml"
    path.write_text(text, "utf-8")
    return load_file(path, Records)[0]


class TestText:
    """What YAML would turn into something else stays what stands in the file."""

    @pytest.mark.parametrize(
        ("written", "kept"),
        [("0448118600", "0448118600"), ("12:00", "12:00"), ("no", "no"), ("2021-10-28", "2021-10-28"),
         ("'#8891'", "#8891"), ("189", "189"), ("1_000", "1_000"), ("0x1F", "0x1F"), ("~x", "~x"), ("1e3", "1e3")],
    )  # fmt: skip
    def test_an_unquoted_value_never_changes_its_meaning(self, tmp_path: Path, written: str, kept: str) -> None:
        """Leading zeros, times, dates, words for no."""
        path = tmp_path / "x.yaml"
        path.write_text(f"key: {written}\n", "utf-8")

        assert read(path).tree == {"key": kept}

    def test_a_key_without_a_value_is_unknown_not_empty(self, tmp_path: Path) -> None:
        """`url:` says as little as no line at all."""
        text = "windows:\n- id: rei\n  name: れい\n  tier: city\n  url:\n  phones:\n"

        window = loaded(tmp_path, text).windows[0]

        assert (window.url, window.phones) == (None, ())

    def test_every_value_knows_its_place(self) -> None:
        """Line and column, as an editor counts them."""
        document = documents()[1]
        line, column = document.place(("windows", 0, "name"))

        assert document.lines[line - 1][column - 1 :].startswith("name: ハロー・ウィメンズ110番")


class TestTheExample:
    """The commented record at the head of the file is complete and can be copied."""

    def example(self, tmp_path: Path) -> Records:
        """Return the head's example, uncommented."""
        lines = [line[2:] for line in HEAD.splitlines() if line.startswith("# ") and "──" not in line]
        start = lines.index("windows:")
        organizations = "organizations: [{id: scrum21, name: れい}]\n"
        return loaded(tmp_path, organizations + "\n".join(lines[start:]))

    def test_it_loads(self, tmp_path: Path) -> None:
        """Take away the # signs and it is a record."""
        assert self.example(tmp_path).windows[0].name == "れいの相談室"

    def test_it_shows_every_key_of_a_window(self) -> None:
        """Except the two that only this collection needs."""
        keys = set(re.findall(r"^#[ -]+([a-z_]+):", HEAD, re.MULTILINE))
        known = set(Records.__dataclass_fields__) | set(load().windows[0].__dataclass_fields__)

        assert known - keys <= {"organizations", "ward_status"}

    def test_it_contradicts_nothing(self, tmp_path: Path) -> None:
        """Apart from the windows it points at, which an example does not have."""
        _, document, settings = documents()
        directory = Directory(self.example(tmp_path), load().site)
        found = [c.what for c in check(directory, document, settings, TODAY) if c.file == document.file]

        assert all("windows にありません" in what or "public: false" in what for what in found), found


class TestTheRealFile:
    """data/windows.yaml, as it is."""

    def test_it_holds_the_directory(self) -> None:
        """91 windows and 28 distribution points."""
        assert (len(load().windows), len(load().points)) == (91, 28)

    def test_it_has_no_contradiction(self) -> None:
        """`make check` is silent about it."""
        assert check(*documents(), TODAY) == []

    def test_numbers_that_others_published_wrongly_are_refused(self) -> None:
        """Each is on the list, and none stands in the file as a number to call."""
        wrong = {number.tel for number in load().site.wrong_numbers}
        shown = {phone.tel for window in load().windows for phone in window.shown_phones(TODAY)}

        assert {"0570046556", "0570078355", "0570783189", "0570064000", "0570055210", "0444404444"} <= wrong
        assert not wrong & shown

    def test_two_helplines_are_not_taken_for_each_other(self) -> None:
        """よりそい, いのちの電話 and DV相談＋ have been confused in print; here each has its own digits."""
        expected = {
            "national-yorisoi": "0120279338", "national-inochi-free": "0120783556",
            "national-dv-plus": "0120279889", "national-kokoro-unified": "0570064556",
            "kawasaki-inochi-no-denwa": "0447334343",
        }  # fmt: skip

        assert expected == {name: load().window[name].phones[0].tel for name in expected}
