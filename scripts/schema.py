"""Write data/windows.schema.json from the model."""

import sys
from pathlib import Path

from directory.schema import schema


def main() -> int:
    """Write the schema."""
    Path("data/windows.schema.json").write_text(schema(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
