"""Measure what a thousand bookmarks cost, beside the same sheet made with another engine."""

from publish.print import bench


def main() -> None:
    """Print the costs."""
    print("\n".join(bench.report()))


if __name__ == "__main__":
    main()
