"""Collect the sentences to translate into data/translations/*.po and show what is missing."""

import sys

from directory.complaint import Refused
from directory.load import load
from publish.inspection import print_words
from publish.release import refused
from publish.sentences import update
from publish.today import today


def main() -> int:
    """Bring the translations up to date."""
    try:
        update(load(), today())
        print_words(today())
    except Refused as why:
        return refused(why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
