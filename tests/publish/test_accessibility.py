"""The accessibility result page claims what the tests found, and nothing else."""

import re
from datetime import date
from pathlib import Path

from publish.accessibility import Criteria, Criterion, criteria, judged, outcomes, statement

REPORT = """<testsuites><testsuite>
<testcase classname="tests.publish.test_site.TestWords" name="test_good[ja]"/>
<testcase classname="tests.publish.test_site.TestWords" name="test_bad[ja]"/>
<testcase classname="tests.publish.test_site.TestWords" name="test_bad[en]"><failure message="x"/></testcase>
<testcase classname="tests.publish.test_site.TestWords" name="test_left"><skipped/></testcase>
</testsuite></testsuites>"""
FOUND = outcomes(REPORT)


def criterion(*tests: str, level: str = "A", applies: bool = True) -> Criterion:
    """Return a criterion held up by some tests."""
    return Criterion(number="1.1.1", name="れい", level=level, applies=applies, tests=tests)  # type: ignore[arg-type]


def verdict(*tests: str) -> str:
    """Return the verdict on a criterion held up by some tests."""
    return judged([criterion(*tests)], FOUND)[0].verdict


def test_a_test_that_fails_in_one_language_fails() -> None:
    """However many it passes in; one that was skipped says nothing."""
    assert FOUND == {"TestWords.test_good": True, "TestWords.test_bad": False}


def test_nothing_is_claimed_that_was_not_tried() -> None:
    """No test, a skipped test, a test that is no more: 未確認."""
    assert verdict("TestWords.test_good") == "適合"
    assert verdict("TestWords.test_good", "TestWords.test_bad") == "不適合"
    assert verdict() == verdict("TestWords.test_left") == verdict("TestWords.test_gone") == "未確認"
    assert verdict("TestWords.test_good", "TestWords.test_left") == "未確認"


def test_a_level_is_met_only_when_every_criterion_of_it_is() -> None:
    """One that nobody has tried is enough for none."""
    good, untried = criterion("TestWords.test_good"), criterion(level="AA")

    assert "適合レベル: まだありません" in _page(criterion())
    assert "適合レベル: A\n" in _page(good, untried)
    assert "適合レベル: AA\n" in _page(good, criterion("TestWords.test_good", level="AA"), criterion(applies=False))


def test_all_criteria_are_there() -> None:
    """25 of level A and 13 of level AA; the tests they name exist."""
    known = criteria().criteria
    written = "\n".join(path.read_text("utf-8") for path in Path("tests").rglob("test_*.py"))
    named = [test for row in known for test in row.tests]

    assert [sum(row.level == level for row in known) for level in ("A", "AA")] == [25, 13]
    assert len({row.number for row in known}) == 38
    assert [test for test in named if not re.search(rf"def {test.rpartition('.')[2]}\b", written)] == []


def test_the_page_has_every_item_of_the_form() -> None:
    """附属書JB.3.1, as public bodies write it."""
    page = statement(criteria(), FOUND, "https://example.org/", date(2026, 11, 24))
    items = (
        "表明日",
        "改正年",
        "適合レベル",
        "対象となる",
        "依存した",
        "選択した方法",
        "試験実施期間",
        "チェックリスト",
    )

    assert all(item in page for item in items)
    assert len(re.findall(r"^\| 7\.", page, re.MULTILINE)) == 38


def _page(*rows: Criterion) -> str:
    return statement(Criteria(technologies=("HTML",), pages="全部", criteria=rows), FOUND, "x", date(2026, 11, 24))
