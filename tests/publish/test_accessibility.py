"""The accessibility result claims what the tests found and what people tried, and nothing else."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

from publish.accessibility import (
    AXE,
    VERDICTS,
    Check,
    Criterion,
    Result,
    criteria,
    found,
    judged,
    level,
    result,
    written,
)
from publish.accessibility_page import MARKS, accessibility_page
from publish.edition import edition
from publish.page import body
from tests.site_built import DAY

REPORT = """<testsuites><testsuite>
<testcase classname="tests.publish.test_site.TestWords" name="test_good[ja]"/>
<testcase classname="tests.publish.test_site.TestWords" name="test_bad[ja]"/>
<testcase classname="tests.publish.test_site.TestWords" name="test_bad[en]"><failure message="x"/></testcase>
<testcase classname="tests.publish.test_site.TestWords" name="test_left"><skipped/></testcase>
<testcase classname="tests.site.test_criteria.TestAxe" name="test_rules"><properties>
<property name="axe 1.1.1" value="image-alt area-alt"/></properties></testcase>
<testcase classname="tests.site.test_access.TestRules" name="test_a_page_breaks_no_rule_of_wcag_22_aa[ja-home]">
<properties><property name="page" value="/"/></properties></testcase>
<testcase classname="tests.site.test_access.TestRules" name="test_a_page_breaks_no_rule_of_wcag_22_aa[en-home]">
<properties><property name="page" value="/en/"/></properties></testcase>
</testsuite></testsuites>"""
TRIED = found(REPORT, DAY)
GOOD, BAD, LEFT = (f"TestWords.test_{name}" for name in ("good", "bad", "left"))


def criterion(*tests: str, **said: object) -> Criterion:
    """Return a criterion held up by some tests."""
    wanted: dict[str, object] = {"number": "1.3.1", "name": "れい", "level": "A"}
    return Criterion(**wanted | said, tests=tests)  # type: ignore[arg-type]


def verdict(*tests: str, tried: Result = TRIED, **said: object) -> str:
    """Return the verdict on a criterion held up by some tests."""
    return judged([criterion(*tests, **said)], tried)[0].verdict


def person(*, passed: bool) -> Check:
    """Return what a person found."""
    return Check(day=date(2026, 12, 1), by="係", how="NVDA", passed=passed)


class TestVerdict:
    """From what was found to what is said."""

    def test_a_test_that_fails_in_one_language_fails(self) -> None:
        """However many it passes in; one that was skipped says nothing."""
        assert TRIED.failed == (BAD,)
        assert set(TRIED.passed) == {GOOD, AXE, "TestAxe.test_rules"}

    def test_nothing_is_claimed_that_was_not_tried(self) -> None:
        """No test, a skipped test, a test that is no more: 未確認."""
        assert verdict(GOOD) == "適合"
        assert verdict(GOOD, BAD) == "不適合"
        assert {verdict(), verdict(LEFT), verdict("TestWords.test_gone"), verdict(GOOD, LEFT)} == {"未確認"}

    def test_what_a_machine_sees_in_part_is_not_claimed_as_whole(self) -> None:
        """A test of a part, or rules of axe alone, find nothing wrong; a person has still to look."""
        assert verdict(GOOD, partly=True) == "機械では問題なし"
        assert verdict(number="1.1.1") == "機械では問題なし"
        assert verdict(GOOD, number="1.1.1") == "適合"

    def test_a_broken_rule_of_axe_breaks_its_criterion_and_no_other(self) -> None:
        """Whatever our own tests say."""
        broken = dataclasses.replace(TRIED, violated=("image-alt",))

        assert verdict(GOOD, tried=broken, number="1.1.1") == "不適合"
        assert verdict(GOOD, tried=broken) == "適合"

    def test_a_person_decides_and_a_known_failure_stays_one(self) -> None:
        """A trial by a person counts for more than a part seen by a machine, never for more than a failure."""
        assert verdict(checks=(person(passed=True),)) == "適合"
        assert verdict(checks=(person(passed=True), person(passed=False))) == "不適合"
        assert verdict(BAD, checks=(person(passed=True),)) == "不適合"
        assert verdict(GOOD, checks=(person(passed=True),), fails="題が同じ") == "不適合"

    def test_what_does_not_apply_is_tried_where_it_can_be(self) -> None:
        """When the site gets a field that can be wrong, nobody has said yet what is done about it."""
        assert verdict(applies=False) == verdict(GOOD, applies=False) == "適用なし"
        assert verdict(BAD, applies=False) == "未確認"

    def test_a_level_is_met_only_when_every_criterion_of_it_is(self) -> None:
        """One that nobody has wholly tried is enough for none."""

        def met(*rows: Criterion) -> str | None:
            return level(judged(rows, TRIED))

        assert met(criterion()) is met(criterion(GOOD, partly=True)) is None
        assert met(criterion(GOOD), criterion(level="AA")) == "A"
        assert met(criterion(GOOD), criterion(GOOD, level="AA"), criterion(applies=False)) == "AA"

    def test_a_result_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        """Pages, tests and rules."""
        (tmp_path / "accessibility_result.yaml").write_text(written(TRIED), "utf-8")

        assert result(tmp_path) == TRIED
        assert TRIED.rules == {"1.1.1": ("image-alt", "area-alt")}
        assert TRIED.pages == ("/", "/en/")
        assert result(tmp_path / "elsewhere") == Result()


class TestRealCriteria:
    """data/accessibility.yaml and what the tests found of it."""

    def test_all_criteria_are_there(self) -> None:
        """25 of level A and 13 of level AA; the tests they name exist."""
        known = criteria().criteria
        tests = "\n".join(path.read_text("utf-8") for path in Path("tests").rglob("test_*.py"))
        named = [test for row in known for test in row.tests]

        assert [sum(row.level == level for row in known) for level in ("A", "AA")] == [25, 13]
        assert len({row.number for row in known}) == 38
        assert [test for test in named if not re.search(rf"def {test.rpartition('.')[2]}\b", tests)] == []

    def test_the_result_knows_every_test_that_is_named(self) -> None:
        """If not: make accessibility."""
        tried = result()
        named = {test for row in criteria().criteria for test in row.tests}

        assert named <= {*tried.passed, *tried.failed}
        assert tried.day is not None

    def test_the_page_has_every_item_of_the_form(self) -> None:
        """附属書JB.3.1, as public bodies write it, and a row for each criterion."""
        html = _page("ja")
        items = (
            "表明日",
            "規格番号及び改正年",
            "適合レベル",
            "対象となる",
            "依存した",
            "選択した方法",
            "チェックリスト",
        )

        assert [item for item in (*items, "試験を行った頁", "試験実施期間", "達成基準") if item not in html] == []
        assert len(re.findall(r">7\.\d\.\d\.\d</td>", html)) == 38
        assert set(MARKS) == set(VERDICTS)

    def test_known_failures_are_said_with_their_reason(self) -> None:
        """Quiet pages keep a neutral title, and the page says so."""
        assert "しおりから開く頁" in _page("ja").partition("把握している問題点と対応")[2]
        assert "適合レベル</th><td>まだありません" in _page("ja")

    @pytest.mark.parametrize("code", ["en", "ja-easy", "ne"])
    def test_in_another_language_it_is_marked_japanese(self, code: str) -> None:
        """With a heading and a note in the reader's own."""
        html = _page(code)

        assert html.index('class="note"') < html.index('<div class="prose" lang="ja">')
        assert "ウェブアクセシビリティ試験結果" in html


def _page(code: str) -> str:
    made_for = edition(code, DAY)
    return str(body(accessibility_page(made_for), made_for.reader))
