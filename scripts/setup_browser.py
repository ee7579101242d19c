"""Make sure of the Chromium and the fonts through which the tests look at the pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FONTS = Path("/usr/share/fonts")
APT_GET = "DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"


def main() -> None:
    """Install what is missing where that is allowed, or say in one line what to install."""
    present = {
        "chromium": shutil.which("chromium"),
        "fonts-noto-core": any(FONTS.rglob("NotoSansThai-Regular.*")),
        "fonts-noto-cjk": any(FONTS.rglob("NotoSansCJK-Regular.*")),
        "fonts-morisawa-bizud-gothic": any(FONTS.rglob("BIZUDPGothic-Regular.ttf")),
    }
    missing = " ".join(package for package, found in present.items() if not found)
    if not missing:
        return

    if shutil.which("apt-get"):
        print(f"{missing} を入れています / Installing {missing}", flush=True)
        install = f"{APT_GET} install -y --no-install-recommends {missing}"
        # the list of packages is fetched only when the one at hand is missing or too old
        shell = ["sh", "-c", f"{install} || {{ {APT_GET} update && {install}; }}"]
        command = shell if os.geteuid() == 0 else ["env", "sudo", "-n", *shell]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return

    print(f"{missing} を入れてください / Please install: {missing}", file=sys.stderr)
    sys.exit(os.environ.get("CI") == "true")


if __name__ == "__main__":
    main()
