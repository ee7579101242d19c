"""A desk that goes to the drop box once, in a process of its own that may be killed: FOLDER URL."""

import sys
from pathlib import Path

from desk.callbacks import postman
from desk.office import open_office
from desk.settings import Settings

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(postman.go(open_office(Settings(folder / "desk", folder / "keys", dropbox=sys.argv[2]))))
