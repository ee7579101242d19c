"""The result page in the form of JIS X 8341-3:2016 (附属書JB.3.1), written from what the tests really found.

data/accessibility.yaml says of each success criterion which tests hold it up. Without a test it is 「未確認」, as is
one whose test did not run; with a failing test it is 「不適合」. Nothing is claimed that was not tried.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from xml.etree import ElementTree as ET

from directory.load import DATA, load_file
from directory.parts import record, says
from directory.scalars import Text, YesNo

Verdict = Literal["適合", "不適合", "未確認", "適用なし"]
HEADER = "| 細分箇条 | 達成基準 | レベル | 適用 | 適合 | 方法 | 備考 |\n| --- | --- | --- | --- | --- | --- | --- |"
OUTCOMES = {"failure": False, "error": False}


@record
class Criterion:
    """One success criterion of JIS X 8341-3:2016, level A or AA."""

    number: Annotated[Text, says("WCAG の番号。JIS の細分箇条は頭に 7. が付く")]
    name: Text
    level: Literal["A", "AA"]
    applies: Annotated[YesNo, says("この基準にあたるものがサイトになければ false")] = True
    tests: Annotated[tuple[Text, ...], says("確かめているテスト（クラス名.テスト名）")] = ()
    note: Text | None = None


@record
class Criteria:
    """All of them, and what the page says besides."""

    technologies: tuple[Text, ...]
    pages: Annotated[Text, says("試験する頁をどう選んだか")]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Row:
    """A criterion and what the tests found."""

    criterion: Criterion
    verdict: Verdict


def criteria(data: Path = DATA) -> Criteria:
    """Return data/accessibility.yaml."""
    return load_file(data / "accessibility.yaml", Criteria)[0]


def outcomes(report: str) -> dict[str, bool]:
    """Return test → whether it passed, from pytest's report in JUnit's form; a skipped test is not there."""
    found: dict[str, bool] = {}
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 (our own report)
        name = f"{case.get('classname', '').rpartition('.')[2]}.{case.get('name', '').partition('[')[0]}"
        if case.find("skipped") is None:
            passed = all(case.find(wrong) is None for wrong in OUTCOMES)
            found[name] = found.get(name, True) and passed
    return found


def judged(known: Iterable[Criterion], found: Mapping[str, bool]) -> list[Row]:
    """Return each criterion with its verdict."""
    return [Row(criterion, _verdict(criterion, found)) for criterion in known]


def _verdict(criterion: Criterion, found: Mapping[str, bool]) -> Verdict:
    if not criterion.applies:
        return "適用なし"
    results = [found.get(test) for test in criterion.tests]
    if False in results:
        return "不適合"
    return "適合" if results and all(results) else "未確認"


def statement(known: Criteria, found: Mapping[str, bool], root: str, today: date) -> str:
    """Return the result page as Markdown."""
    rows = judged(known.criteria, found)
    return "\n".join([*_head(known, rows, root, today), HEADER, *(_line(row) for row in rows), ""])


def _head(known: Criteria, rows: list[Row], root: str, today: date) -> Iterator[str]:
    counts = {
        verdict: sum(row.verdict == verdict for row in rows) for verdict in ("適合", "不適合", "未確認", "適用なし")
    }
    yield from ("# ウェブアクセシビリティ試験結果", "", f"- 表明日: {today.isoformat()}")
    yield "- 規格の規格番号及び改正年: JIS X 8341-3:2016"
    yield f"- 満たしている適合レベル: {_level(rows)}"
    yield f"- 対象となるウェブページ: {root} の下のすべての頁（13の言葉）"
    yield f"- 依存したウェブコンテンツ技術: {'、'.join(known.technologies)}"
    yield f"- 試験対象のウェブページを選択した方法: {known.pages}"
    yield f"- 試験実施期間: {today.isoformat()}（自動の試験。人による試験は、備考にあるものだけ）"
    yield f"- まとめ: {'、'.join(f'{verdict} {count}' for verdict, count in counts.items())}（計{len(rows)}）"
    yield from ("", "## 達成基準チェックリスト", "")
    yield "方法の AC は、機械が見つけ、機械が判断したものです。「未確認」は、まだだれも試験していないという意味です。"
    yield ""


def _level(rows: list[Row]) -> str:
    """Return the level that is met; one criterion that fails, or that nobody has tried, is enough for none."""
    open_rows = {row.criterion.level for row in rows if row.verdict in ("不適合", "未確認")}
    if "A" in open_rows:
        return "まだありません（準拠しているとは言えません）"
    return "A" if "AA" in open_rows else "AA"


def _line(row: Row) -> str:
    c = row.criterion
    method = "AC" if c.tests and row.verdict != "未確認" else ""
    marks = {"適合": "○", "不適合": "×", "未確認": "未確認", "適用なし": "―"}
    cells = (f"7.{c.number}", c.name, c.level, "○" if c.applies else "―", marks[row.verdict], method, c.note or "")
    return f"| {' | '.join(cells)} |"
