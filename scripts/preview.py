"""Show one language while writing: the page reloads when a file is saved."""

import argparse
import sys

from directory.languages import BY_CODE
from publish.preview import preview


def main() -> int:
    """Serve one language with live reload."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="ja")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    if arguments.language not in BY_CODE:
        print(f"LANGUAGE は {' '.join(BY_CODE)} のどれかです", file=sys.stderr)
        return 1
    return preview(arguments.language, arguments.port)


if __name__ == "__main__":
    sys.exit(main())
