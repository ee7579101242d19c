"""Measure the drop box beside Flask, Django and FastAPI as they come: submissions a second, the slowest hundredth."""

import argparse
from pathlib import Path

from formhandler.addresses import BACK
from formhandler.bench.run import CONNECTIONS, bench
from publish.build import build


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site; made if it is not there")
    parser.add_argument("--seconds", type=int, default=4, help="per number of connections")
    parser.add_argument("--slow", type=int, default=0, help="milliseconds that every flush takes longer")
    parser.add_argument("--only", default="", help="servers whose name holds this")
    arguments = parser.parse_args()
    site = arguments.site if (arguments.site / BACK).exists() else build(Path("build/bench_site"))
    print("connections:", *CONNECTIONS)
    bench(site.resolve(), arguments.seconds, arguments.slow, arguments.only)


if __name__ == "__main__":
    main()
