"""Measure the site: its build beside other generators, and how soon home can be read on a slow line."""

import argparse

from publish.bench import building, first_view


def main() -> None:
    """Print the figures as they come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", type=int, nargs="*", default=[200, 1_000], help="sizes to build")
    parser.add_argument("--material", type=int, default=200, help="the largest size that Material builds itself")
    parser.add_argument("--only", choices=("building", "first-view"), default="", help="one of the two")
    arguments = parser.parse_args()
    if arguments.only != "first-view":
        for line in building.report(arguments.windows, arguments.material):
            print(line, flush=True)
    if arguments.only != "building":
        for line in first_view.report():
            print(line, flush=True)


if __name__ == "__main__":
    main()
