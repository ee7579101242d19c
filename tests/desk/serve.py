"""A desk in a process of its own, that may be killed: `python -m tests.desk.serve FOLDER PORT`."""

import sys
from pathlib import Path

from tests.desk.office import TestOffice

if __name__ == "__main__":
    office = TestOffice(Path(sys.argv[1]))
    office.app.run("127.0.0.1", int(sys.argv[2]), threaded=True)
