"""Orders as data: one line for a new lot, complaints with their place, codes that resolve for ever."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from directory.complaint import Refused
from directory.languages import BY_CODE
from directory.load import DATA
from publish.print import lots
from publish.print.orders import Printed

GOOD = '- {code: 4KWM, kind: leaf, place: bookstores, ordered: "2027-02-01", pieces: "1000"}'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Lend a copy of the data folder that may be spoilt."""
    for name in ("windows.yaml", "site.yaml", "lots.yaml", "quiet_words.yaml"):
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def ordered(data: Path, line: str) -> int:
    """Write one more order and return the number of its line."""
    path = data / "lots.yaml"
    before, after = path.read_text().split("\n\n# 相談窓口一覧（ちらし）", 1)
    path.write_text(f"{before}\n{line}\n\n# 相談窓口一覧（ちらし）{after}")
    return before.count("\n") + 2


class TestOrdering:
    def test_takes_one_line(self, data: Path) -> None:
        """Ordering takes one line."""
        ordered(data, GOOD)

        assert lots.orders(data).lots[-1].code == "4KWM"

    def test_the_example_at_the_head_of_the_file_works_when_copied(self, data: Path) -> None:
        """The example at the head of the file works when copied."""
        head = (DATA / "lots.yaml").read_text().split("# しおりに刷る電話番号")[0]
        example = head[head.index("# - code:") :].rstrip().replace("\n# ", "\n").removeprefix("# ")
        ordered(data, example)

        assert lots.orders(data).lots[-1].pieces == 1000

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            (GOOD.replace("code: 4KWM, ", ""), "code がありません"),
            (GOOD.replace("4KWM", "7KMX"), "code「7KMX」が2回あります → code: "),
            (GOOD.replace("4KWM", "40WM"), "code「40WM」は使えません"),
            (GOOD.replace("4KWM", "4KW"), "code「4KW」は使えません"),
            (GOOD.replace("bookstores", "bookstore"), "「bookstore」という場所はありません → 「bookstores」のこと"),
            (GOOD.replace("leaf", "leef"), "「leef」は使えません → 「leaf」のことですか"),
            (GOOD.replace("}", ", version: 2}"), "version を1つ上げて"),
        ],
    )
    def test_complains_with_line_and_cure(self, data: Path, wrong: str, said: str) -> None:
        """Ordering complains with line and cure."""
        line = ordered(data, wrong)

        with pytest.raises(Refused) as refused:
            lots.orders(data)

        (complaint,) = map(str, refused.value.complaints)
        assert complaint.startswith(f"{data}/lots.yaml:{line}:")
        assert said in complaint

    def test_complains_of_windows_that_are_not_there(self, data: Path) -> None:
        """Ordering complains of windows that are not there."""
        path = data / "lots.yaml"
        path.write_text(path.read_text().replace("window: national-dv-plus}", "window: national-dv-pluss}"))

        with pytest.raises(Refused, match="「national-dv-plus」のことですか"):
            lots.orders(data)


class TestClosing:
    """What is printed no more is still answered."""

    def test_a_closed_lot_is_not_printed_but_its_code_stays(self, data: Path) -> None:
        """Staff add a day to the line."""
        ordered(data, GOOD.replace("}", ', closed: "2028-03-31"}'))
        found = lots.orders(data)

        assert "4KWM" not in {lot.code for lot in found.in_print}
        assert "4KWM" in {landing.code for landing in lots.landings(found)}

    def test_a_window_leaves_the_flyer_and_another_takes_its_place(self, data: Path) -> None:
        """The thirteen codes of the old one still open its page."""
        path = data / "lots.yaml"
        row = '- {code: "27", need: money, window: kawasaki-self-support-dai-job'
        new = '- {code: "35", need: money, window: national-houterasu}'
        path.write_text(path.read_text().replace(f"{row}}}", f'{row}, closed: "2027-04-01"}}\n{new}'))
        found = lots.orders(data)

        assert [row.code for row in found.on_flyer][4:5] == ["35"]
        assert {"J27", "H27", "J35"} <= {landing.code for landing in lots.landings(found)}

    def test_the_flyer_has_room_for_ten(self, data: Path) -> None:
        """The eleventh is named, with what to do."""
        path = data / "lots.yaml"
        line = '- {code: "34", need: language, window: kanagawa-tagengo-center}'
        path.write_text(path.read_text().replace(line, f"{line}\n{line.replace('34', '35')}"))

        with pytest.raises(Refused, match="ちらしの窓口は10までです → 外す行に closed"):
            lots.orders(data)


class TestCodes:
    def test_spell_no_word_and_look_like_no_other(self) -> None:
        """Codes spell no word and look like no other."""
        assert set(lots.ALPHABET) & set("01OILSZ58BAEU9QV") == set()

    def test_are_offered_free(self) -> None:
        """Codes are offered free."""
        found = lots.orders()

        assert lots.free_code(found) not in {lot.code for lot in found.lots}

    def test_resolve_in_any_letter_case(self) -> None:
        """Codes resolve in any letter case."""
        spellings = lots.spellings("7KMX")

        assert {"B/7KMX", "b/7kmx", "b/7KMX", "B/7kMx"} <= set(spellings)
        assert len(spellings) == 2**4

    def test_belong_to_one_landing_each(self) -> None:
        """Codes belong to one landing each."""
        found = lots.landings(lots.orders())

        assert len({landing.code.lower() for landing in found}) == len(found)

    def test_tell_bookmarks_windows_and_the_site_apart(self) -> None:
        """Codes tell bookmarks, windows and the site apart."""
        found = {landing.code: landing for landing in lots.landings(lots.orders())}

        assert found["7KMX"] == lots.Landing("7KMX", "ja", kind="leaf")
        assert found["H23"] == lots.Landing("H23", "th", window="national-yorisoi")
        assert found["J22"] == lots.Landing("J22", "ja")

    def test_have_a_letter_for_every_language(self) -> None:
        """Codes have a letter for every language."""
        assert list(lots.LETTERS) == list(BY_CODE)
        assert len(set(lots.LETTERS.values())) == len(BY_CODE)

    def test_may_be_ordered_in_every_language(self) -> None:
        """Codes may be ordered in every language."""
        assert set(get_args(Printed)) == set(BY_CODE)
