"""What the tests found of each success criterion of JIS X 8341-3:2016, without a word more.

data/accessibility.yaml says of each criterion which tests hold it up, and what a person has checked;
data/accessibility_result.yaml is what the tests found when they last ran. A test that sees only a part of a criterion
gives 「機械では問題なし」, no test gives 「未確認」, a failing one 「不適合」. Nothing is claimed that was not tried.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from xml.etree import ElementTree as ET

import yaml
from pydantic import Field

from directory.load import DATA, load_file
from directory.parts import record, says
from directory.scalars import Day, Text, YesNo

Verdict = Literal["適合", "不適合", "機械では問題なし", "未確認", "適用なし"]
VERDICTS: tuple[Verdict, ...] = ("適合", "不適合", "機械では問題なし", "未確認", "適用なし")
AXE = "TestRules.test_a_page_breaks_no_rule_of_wcag_22_aa"  # runs every rule of axe on every kind of page
WRONG = ("failure", "error")


@record
class Check:
    """One trial by a person."""

    day: Annotated[Day, says("試験した日")]
    by: Annotated[Text, says("だれが（係の名でよい）")]
    how: Annotated[Text, says("何で、どうやって")]
    passed: Annotated[YesNo, says("問題がなければ true")]


@record
class Criterion:
    """One success criterion of JIS X 8341-3:2016, level A or AA."""

    number: Annotated[Text, says("WCAG の番号。JIS の細分箇条は頭に 7. が付く")]
    name: Text
    level: Literal["A", "AA"]
    applies: Annotated[YesNo, says("この基準にあたるものがサイトになければ false")] = True
    tests: Annotated[tuple[Text, ...], says("確かめているテスト（クラス名.テスト名）")] = ()
    partly: Annotated[YesNo, says("テストで一部しか確かめられないとき true")] = False
    fails: Annotated[Text | None, says("満たせないと分かっていること、その理由と対応")] = None
    checks: Annotated[tuple[Check, ...], says("人の試験")] = ()
    note: Text | None = None


@record
class Criteria:
    """All of them, and what the page says besides."""

    technologies: tuple[Text, ...]
    pages: Annotated[Text, says("試験する頁をどう選んだか")]
    criteria: tuple[Criterion, ...]


@record
class Result:
    """What the tests found when they last ran."""

    day: Day | None = None
    pages: tuple[Text, ...] = ()
    passed: tuple[Text, ...] = ()
    failed: tuple[Text, ...] = ()
    rules: Annotated[dict[Text, tuple[Text, ...]], says("達成基準の番号 → それを調べる axe の規則")] = Field(
        default_factory=dict
    )
    violated: Annotated[tuple[Text, ...], says("破られていた axe の規則")] = ()


@dataclass(frozen=True)
class Row:
    """A criterion, what is known of it, how (AC by machine, HC by a person), and which rules of axe look at it."""

    criterion: Criterion
    verdict: Verdict
    method: str = ""
    rules: tuple[str, ...] = field(default=())


@cache
def criteria(data: Path = DATA) -> Criteria:
    """Return data/accessibility.yaml."""
    return load_file(data / "accessibility.yaml", Criteria)[0]


@cache
def result(data: Path = DATA) -> Result:
    """Return data/accessibility_result.yaml; without it nothing has been tried."""
    path = data / "accessibility_result.yaml"
    return load_file(path, Result)[0] if path.exists() else Result()


def found(report: str, day: date) -> Result:
    """Return what pytest's report in JUnit's form says; a skipped test says nothing."""
    outcomes: dict[str, bool] = {}
    said: dict[str, list[str]] = {}
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 (our own report)
        name = f"{case.get('classname', '').rpartition('.')[2]}.{case.get('name', '').partition('[')[0]}"
        if case.find("skipped") is None:
            outcomes[name] = outcomes.get(name, True) and all(case.find(wrong) is None for wrong in WRONG)
        for told in case.iter("property"):
            said.setdefault(told.get("name", ""), []).append(told.get("value", ""))
    return Result(
        day=day,
        pages=tuple(sorted(set(said.get("page", ())))),
        passed=tuple(sorted(name for name, passed in outcomes.items() if passed)),
        failed=tuple(sorted(name for name, passed in outcomes.items() if not passed)),
        rules={key[4:]: tuple(values[0].split()) for key, values in sorted(said.items()) if key.startswith("axe ")},
        violated=tuple(sorted(set(said.get("violates", ())))),
    )


def written(tried: Result) -> str:
    """Return a result as the text of data/accessibility_result.yaml."""
    plain = {
        "day": tried.day and tried.day.isoformat(),
        **{key: list(getattr(tried, key)) for key in ("pages", "passed", "failed", "violated")},
        "rules": {number: list(rules) for number, rules in tried.rules.items()},
    }
    head = "# make accessibility が書きます。手で直しません。テストが確かめたことと、その日。\n"
    return head + yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def judged(known: Iterable[Criterion], tried: Result) -> list[Row]:
    """Return each criterion with its verdict."""
    outcomes = dict.fromkeys(tried.passed, True) | dict.fromkeys(tried.failed, False)
    return [_row(criterion, outcomes, tried) for criterion in known]


def _row(criterion: Criterion, outcomes: Mapping[str, bool], tried: Result) -> Row:
    rules = tuple(tried.rules.get(criterion.number, ()))
    results = [outcomes.get(test) for test in criterion.tests]
    if not criterion.applies:
        return Row(criterion, "未確認" if False in results else "適用なし")
    broken = False in results or not set(rules).isdisjoint(tried.violated)
    if criterion.fails or broken or any(not check.passed for check in criterion.checks):
        return Row(criterion, "不適合", "AC" if broken else "HC", rules)
    if criterion.checks:
        return Row(criterion, "適合", "HC", rules)
    if results and all(results) and not criterion.partly:
        return Row(criterion, "適合", "AC", rules)
    looked = (results and all(results)) or (rules and not results and AXE in outcomes)
    return Row(criterion, "機械では問題なし" if looked else "未確認", "AC" if looked else "", rules)


def level(rows: Iterable[Row]) -> Literal["AA", "A"] | None:
    """Return the level that is met; one criterion that fails, or that nobody has wholly tried, is enough for none."""
    lacking = {row.criterion.level for row in rows if row.verdict not in ("適合", "適用なし")}
    return None if "A" in lacking else "A" if "AA" in lacking else "AA"
