"""Make sure of the Chromium and the fonts through which the tests look at the pages, and of a Firefox where offered."""

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
    # the list of packages is fetched only when the one at hand is missing or too old
    if missing and not (install(missing) or install(missing, f"{APT_GET} update && ")):
        print(f"{missing} を入れてください / Please install: {missing}", file=sys.stderr)
        sys.exit(os.environ.get("CI") == "true")
    if not (shutil.which("firefox-esr") or shutil.which("firefox")):
        install("firefox-esr")  # its tests are skipped without it


def install(packages: str, before: str = "") -> bool:
    """Install packages, or return False where there are none or it is not allowed."""
    print(f"{packages} を入れています / Installing {packages}", flush=True)
    shell = ["sh", "-c", f"{before}{APT_GET} install -y --no-install-recommends {packages}"]
    command = shell if os.geteuid() == 0 else ["env", "sudo", "-n", *shell]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
