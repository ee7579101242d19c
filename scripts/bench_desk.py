"""Measure every screen of the desk over 2,000, 20,000 and 200,000 contacts."""

import argparse

from desk.bench.run import SIZES, report


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of contacts")
    for line in report(parser.parse_args().sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
