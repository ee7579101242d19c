"""Run the tests that hold up the success criteria and write the result page from what they found."""

import subprocess
import sys
from pathlib import Path

from directory.complaint import Refused
from directory.load import load
from publish.accessibility import criteria, outcomes, statement
from publish.release import refused
from publish.site import today

REPORT, OUT = Path("build/tests.xml"), Path("build/accessibility.md")


def main() -> int:
    """Write the page; a failing test makes a row 不適合 and does not stop it."""
    try:
        known, root = criteria(), load().site.url
    except Refused as why:
        return refused(why)
    OUT.parent.mkdir(exist_ok=True)
    names = {test.rpartition(".")[2] for criterion in known.criteria for test in criterion.tests}
    asked = [sys.executable, "-m", "pytest", "-q", "-k", " or ".join(sorted(names)), f"--junitxml={REPORT}"]
    subprocess.run(asked, check=False)
    OUT.write_text(statement(known, outcomes(REPORT.read_text("utf-8")), root, today()), "utf-8")
    print(f"{OUT} を作りました。人が読み、公開する頁に写してください")
    return 0


if __name__ == "__main__":
    sys.exit(main())
