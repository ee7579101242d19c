"""The table of rules stays true: every test that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
RULES = Path("desk/RULES.md").read_text("utf-8")


@cache
def written_in(path: str) -> set[str]:
    """Return the tests of a file."""
    tree = ast.parse(Path(path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_table_names_is_there() -> None:
    """If not: the test was renamed, or a rule is held by nobody."""
    named = NAMED.findall(RULES)

    assert len(named) > 40
    assert [f"{path}::{name}" for path, name in named if name not in written_in(path)] == []


def test_every_rule_has_a_test_or_says_why_not() -> None:
    """The last cell of each row names a test; one rule has nothing to be tested yet."""
    rows = [line for line in RULES.splitlines() if line.startswith("|") and "---" not in line and "test |" not in line]

    assert [line for line in rows if not NAMED.search(line) and "there is no training here yet" not in line] == []
