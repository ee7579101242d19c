"""A reader who wants to know: given everything that was published, he sets up every sum and asks what an x can be.

He shares no code with what hides the cells: he reads the tables by their labels, as they are printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import yaml

from desk.statistics.table import Table
from tests.desk.statistics.oracle import LISTS

MOST = 100_000
EMPLOYMENT = {entry["ja"] for entry in LISTS["referral_dest"] if entry.get("kpi4")}
HEADINGS: dict[str, list[str]] = {}
for entry in LISTS["main_issue"]:
    HEADINGS.setdefault(entry["big9"], []).append(entry["ja"])
DECADES: dict[str, set[str]] = {}
for entry in LISTS["age_band"]:
    DECADES.setdefault(entry["map"]["cao"], set()).update((entry["ja"], entry["map"]["cao"]))
# What he knows of each table: `a + b = c` over its columns or rows, `a <= c` where one is part of the other.
COLUMNS = yaml.safe_load("""
T1: ["電話(有料) + フリーダイヤル + 折り返し + 面接 + 出張 + メール・SNS・その他 = 計", うち初回 <= 計, うちDV <= 計]
T3: [夫婦間 + 家族 + 生き方 + 人間関係 + 心と体 + 暴力・犯罪 + 法律・暮らし + 仕事 + その他 = 計]
T7: ["9時前 + 9〜12時 + 12〜15時 + 15〜17時 + 17〜20時 + 20時以降 = 計"]
T8: [初回 + 2回目以上 + 不明 = 計, うち公的相談が初めて <= 計]
T10: [電話 + 面接 + その他 = 計]
T11: [本人が同意 <= 案内した, 引き継いだ <= 本人が同意, つながった <= 引き継いだ,
  続いている <= つながった, 成果 <= 続いている]
""")
SHARES = (
    "構成比(%)",
    "割合(%)",
    "不明を除く割合(%)",
    "平均(分)",
    "中央値(分)",
    "前年度",
    "増減",
    "女性人口1万人あたり",
)
Name = tuple[str, str, str, str]  # table, block, row, column
Rule = tuple[dict[int, int], float, float]  # the hidden cells with their signs, and between what they lie


class Reader:
    """What stands in the tables, and what must add up."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.shown = {name: cell for table in tables.values() for name, cell in _cells(table)}
        self.hidden = [name for name, cell in self.shown.items() if cell is None]
        self.place = {name: n for n, name in enumerate(self.hidden)}
        self.rules: list[Rule] = []
        for table in tables.values():
            self._inside(table)
        self._between()

    def width(self, name: Name) -> float:
        """Return how wide the whole numbers are that a hidden cell can be."""
        ends = [sign * self._least(name, sign) for sign in (1, -1)]
        return ends[1] - ends[0]

    def add(self, parts: Sequence[Name], whole: Sequence[Name], *, equal: bool = True) -> None:
        """Take down that some cells make up others, or at most them; what is shown becomes a number."""
        signs: dict[int, int] = {}
        value = 0
        for names, sign in ((parts, 1), (whole, -1)):
            for name in names:
                if (cell := self.shown[name]) is None:
                    signs[self.place[name]] = signs.get(self.place[name], 0) + sign
                else:
                    value -= sign * cell
        assert signs or value == 0 or (not equal and value > 0), (parts, whole)
        if signs:
            self.rules.append((signs, value if equal else -np.inf, value))

    def _least(self, name: Name, sign: int) -> float:
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 (slow, and only a few tests need it)

        here, rules = self._together[self.place[name]]
        matrix = np.zeros((len(rules) + 1, len(here)))
        for n, (signs, _, _) in enumerate(rules):
            for place, factor in signs.items():
                matrix[n, here[place]] = factor
        low = np.array([*(rule[1] for rule in rules), 0])
        high = np.array([*(rule[2] for rule in rules), 0])
        goal = np.zeros(len(here))
        goal[here[self.place[name]]] = sign
        bounds = Bounds(1, MOST)  # he has noticed that noughts are never hidden
        found = milp(
            goal,
            constraints=LinearConstraint(matrix, low, high),
            bounds=bounds,
            integrality=np.ones(len(here), dtype=int),
        )
        assert found.success, name
        return float(found.fun)

    @cached_property
    def _together(self) -> list[tuple[dict[int, int], list[Rule]]]:
        """Return, for each hidden cell, those it hangs together with, and their rules."""
        group = list(range(len(self.hidden)))
        for signs, _, _ in self.rules:
            joined = {group[place] for place in signs}
            group = [min(joined) if one in joined else one for one in group]
        found: dict[int, tuple[dict[int, int], list[Rule]]] = {one: ({}, []) for one in set(group)}
        for place, one in enumerate(group):
            found[one][0][place] = len(found[one][0])
        for rule in self.rules:
            found[group[next(iter(rule[0]))]][1].append(rule)
        return [found[one] for one in group]

    def _inside(self, table: Table) -> None:
        t = table.id
        rows = {(block, label) for one, block, label, _ in self.shown if one == t}
        for rule in COLUMNS.get(t, ()):
            left, sign, right = rule.rpartition(" = ") if " = " in rule else rule.rpartition(" <= ")
            for block, label in rows:
                parts = [(t, block, label, column) for column in left.split(" + ")]
                self.add(parts, [(t, block, label, right)], equal=sign == " = ")
        if t in ("T1", "T2", "T3", "T5", "T7", "T9", "T10"):
            for column in {column for one, _, _, column in self.shown if one == t}:
                body = [(t, "", r.label, column) for r in table.rows if r.kind == "row"]
                self.add(body, [(t, "", "計", column)])
        getattr(self, f"_{t.lower()}", lambda: None)()

    def _block(self, t: str, block: str, column: str) -> list[Name]:
        return [name for name in self.shown if name[0] == t and name[1] == block and name[3] == column]

    def _t4(self) -> None:
        whole = [("T4", "", "計", "件数")]
        for block in ("年齢", "方法", "相手との関係"):
            self.add(self._block("T4", block, "件数"), whole)
        for block in ("暴力の種類（重複あり）", "相談の求め（重複あり）"):
            self._each(self._block("T4", block, "件数"), whole)

    def _t4b(self) -> None:
        whole = [("T4b", "", "計（記録のある方）", "人数")]
        spoken, needing = "日本語が十分に話せない", "配慮が必要（重複あり）"
        self.add(self._block("T4b", spoken, "人数"), [("T4b", "", spoken, "人数")])
        self.add([("T4b", "", needing, "人数")], self._block("T4b", needing, "人数"), equal=False)
        self._each(self._block("T4b", needing, "人数"), [("T4b", "", needing, "人数")])
        self._each([("T4b", "", spoken, "人数"), ("T4b", "", needing, "人数")], whole)

    def _t8(self) -> None:
        for column in ("初回", "2回目以上", "不明", "計", "うち公的相談が初めて"):
            groups = [n for n in self.shown if n[0] == "T8" and n[2].endswith("（小計）") and n[3] == column]
            self.add(groups, [("T8", "", "計", column)])
            for group in groups:
                if below := self._block("T8", group[2], column):
                    self.add(below, [group])

    def _t11(self) -> None:
        for column in ("案内した", "本人が同意", "引き継いだ", "つながった", "続いている", "成果"):
            whole = [("T11", "", "市の就労支援（KPI4）", column)]
            inside = [n for n in self.shown if n[0] == "T11" and n[2] in EMPLOYMENT and n[3] == column]
            self._each(inside, whole)
            if inside:
                self.add(whole, inside, equal=False)

    def _t12(self) -> None:
        whole = [("T12", "", "計（記録のある方）", "人数")]
        for block in ("配偶関係", "働き方"):
            self.add(self._block("T12", block, "人数"), whole)
        self._each(self._block("T12", "子ども（重複あり）", "人数"), whole)
        self.add(whole, self._block("T12", "子ども（重複あり）", "人数"), equal=False)

    def _each(self, parts: Iterable[Name], whole: Sequence[Name]) -> None:
        for part in parts:
            self.add([part], whole, equal=False)

    def _between(self) -> None:
        for needed, rule in (
            ("T1 T2 T3 T7 T8 T9 T10", self._all_contacts),
            ("T2 T3", self._headings),
            ("T2 T2b T6", self._overlapping),
            ("T1 T3 T4 T6", self._violence),
            ("T5 T6", lambda: self.add([_sum("T5", "件数")], [("T6", "", "一時保護の依頼", "件数")])),
            ("T4b T12", lambda: self.add([_persons("T4b")], [_persons("T12")])),
        ):
            if set(needed.split()) <= self.tables.keys():
                rule()

    def _all_contacts(self) -> None:
        whole = [_sum("T1", "計")]
        for t, column in (("T2", "件数"), ("T3", "計"), ("T7", "計"), ("T9", "件数"), ("T10", "計")):
            self.add([_sum(t, column)], whole)
        for column, other in (("初回", "うち初回"), ("計", "計")):
            silent = [("T8", "", label, column) for label in ("（別掲）聞いていない", "（別掲）答えたくない")]
            self.add([_sum("T8", column), *silent], [_sum("T1", other)])
        for ways, column in (
            (("電話(有料)", "フリーダイヤル", "折り返し"), "電話"),
            (("面接",), "面接"),
            (("出張", "メール・SNS・その他"), "その他"),
        ):
            self.add([_sum("T1", way) for way in ways], [_sum("T10", column)])

    def _headings(self) -> None:
        for heading in HEADINGS:
            self.add([("T2", "", heading, "件数")], [_sum("T3", heading)])

    def _overlapping(self) -> None:
        for heading, issues in HEADINGS.items():
            self.add(
                [("T2", "", heading, "件数")],
                [("T2b", "", issue, "件数") for issue in dict.fromkeys(issues)],
                equal=False,
            )
        for t in ("T2b", "T6"):
            self._each([n for n in self.shown if n[0] == t], [_sum("T2", "件数")])

    def _violence(self) -> None:
        self.add([_sum("T4", "件数")], [_sum("T1", "うちDV")], equal=False)
        for label, ways in (
            ("電話", ("電話(有料)", "フリーダイヤル", "折り返し")),
            ("来所", ("面接",)),
            ("その他", ("出張", "メール・SNS・その他")),
        ):
            self.add([("T4", "方法", label, "件数")], [_sum("T1", way) for way in ways], equal=False)
        for decade, bands in DECADES.items():
            if inside := [n for n in self.shown if n[0] == "T3" and n[2] in bands and n[3] == "計"]:
                self.add([("T4", "年齢", decade, "件数")], inside, equal=False)
        for wish in self._block("T4", "相談の求め（重複あり）", "件数"):
            self.add([wish], [("T6", "", wish[2], "件数")], equal=False)


def _sum(t: str, column: str) -> Name:
    return (t, "", "計", column)


def _persons(t: str) -> Name:
    return (t, "", "計（記録のある方）", "人数")


def _cells(table: Table) -> Iterable[tuple[Name, int | None]]:
    block = ""
    for row in table.rows:
        if row.kind in ("note", "sum"):
            block = row.label
        for column, cell in zip(table.columns, row.cells, strict=True):
            name = (table.id, block if row.kind == "sub" else "", row.label, column)
            if column not in SHARES and row.kind != "note" and cell is not None and column != "止まった理由（最多）":
                yield name, None if cell == "x" else int(str(cell))
