"""Run the tests that hold up the success criteria and write down what they found; the site's page is made from it."""

import subprocess
import sys
from pathlib import Path

from directory.complaint import Refused
from directory.load import DATA
from publish.accessibility import AXE, criteria, found, written
from publish.release import refused
from publish.today import today

REPORT, OUT = Path("build/tests.xml"), DATA / "accessibility_result.yaml"


def main() -> int:
    """Write the result; a failing test makes a row 不適合 and does not stop it."""
    try:
        known = criteria()
    except Refused as why:
        return refused(why)
    REPORT.parent.mkdir(exist_ok=True)
    names = {test.rpartition(".")[2] for criterion in known.criteria for test in criterion.tests}
    chosen = " or ".join(sorted({*names, AXE.rpartition(".")[2], "test_every_rule_of_axe_is_named_with_its_criterion"}))
    asked = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-k", chosen, f"--junitxml={REPORT}"]
    subprocess.run(asked, check=False)
    OUT.write_text(written(found(REPORT.read_text("utf-8"), today())), "utf-8")
    print(f"{OUT} に書きました。make site で /accessibility/ の頁になります")
    return 0


if __name__ == "__main__":
    sys.exit(main())
