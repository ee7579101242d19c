"""The same switch on another machine: rsync brings the release, one short script there does what `deploy` does here."""

import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from publish.deploy import CURRENT, KEPT, PART, PREVIOUS, RELEASES, NotDeployed

FAR = re.compile(r"(?P<host>[\w.-]+(?:@[\w.-]+)?):(?P<folder>[\w./~-]+)")
Run = Callable[..., "subprocess.CompletedProcess[str]"]

# What is true after something has failed: before the switch, and while it went on.
NOTHING = "何も切りかわっていません"
PERHAPS = "前の公開か新しい公開の、どちらかがそのまま出ています"

COMPARED = ("--include=*/", "--include=*.html", "--include=/api/windows.json", "--exclude=*")
# In each script $1 is the target folder, $2 the release's name; it stops at the first thing that fails.
BEFORE = f"""set -eu
cd "$1" 2>/dev/null || {{ mkdir -p "$1"; cd "$1"; }}
if [ -e {CURRENT} ] && [ ! -L {CURRENT} ]; then echo "{CURRENT} is not a link" >&2; exit 3; fi
mkdir -p {RELEASES}
rm -rf {RELEASES}/{PART}* {PART}*
"""
POINT = f"""point() {{ ln -sfn "$2" "{PART}$1"; mv -T "{PART}$1" "$1"; sync; }}
"""
SWITCH = f"""set -eu
cd "$1"
{POINT}part="{RELEASES}/{PART}$2"
if [ -d {CURRENT}/assets ]; then mkdir -p "$part/assets"; cp -n {CURRENT}/assets/site.*.js "$part/assets/"; fi
sync
mv -T "$part" "{RELEASES}/$2"
if [ -L {CURRENT} ]; then point {PREVIOUS} "$(readlink {CURRENT})"; fi
point {CURRENT} "{RELEASES}/$2"
ls -1 {RELEASES} | sort | head -n -{KEPT} | while read -r old; do
  case "$(readlink {CURRENT}) $(readlink {PREVIOUS} || true)" in *"/$old"*) ;; *) rm -rf "{RELEASES}/$old" ;; esac
done
"""
BACK = f"""set -eu
cd "$1"
{POINT}here="$(readlink {CURRENT})"
back="$(readlink {PREVIOUS})"
[ -d "$back" ]
point {CURRENT} "$back"
point {PREVIOUS} "$here"
"""


def is_far(target: str) -> bool:
    """Say whether a target is on another machine (`user@host:/folder`)."""
    return FAR.fullmatch(target) is not None


def deploy_far(site: Path, target: str, now: datetime, run: Run = subprocess.run) -> str:
    """Bring a built site to another machine and switch to it; return the release's name."""
    name = now.strftime("%Y%m%d-%H%M%S")
    host, folder = _parted(target)
    _script(host, BEFORE, folder, name, run)
    into = f"{host}:{folder}/{RELEASES}/{PART}{name}/"
    _done(run(["rsync", "-a", "--delete", f"{site}/", into], capture_output=True, text=True, check=False), target)
    _script(host, SWITCH, folder, name, run, PERHAPS)
    return name


def served_far(target: str, into: Path, run: Run = subprocess.run) -> Path | None:
    """Fetch what has to be compared of the release that is served there; None where nothing is served yet."""
    host, folder = _parted(target)
    into.mkdir(parents=True, exist_ok=True)
    asked = ["rsync", "-a", "--delete", *COMPARED, f"{host}:{folder}/{CURRENT}/", f"{into}/"]
    answer = run(asked, capture_output=True, text=True, check=False)
    return None if answer.returncode else into


def roll_back_far(target: str, run: Run = subprocess.run) -> None:
    """Switch another machine to the release before."""
    host, folder = _parted(target)
    _script(host, BACK, folder, "-", run, PERHAPS)


def _parted(target: str) -> tuple[str, str]:
    found = FAR.fullmatch(target)
    if found is None:
        raise NotDeployed(f"TARGET の「{target}」が読めません → TARGET=user@server:/var/www/tsunagari の形で")
    return found["host"], found["folder"].rstrip("/")


def _script(host: str, text: str, folder: str, name: str, run: Run, left: str = NOTHING) -> None:
    asked = ["ssh", host, "sh", "-s", "--", folder, name]
    _done(run(asked, input=text, capture_output=True, text=True, check=False), host, left)


def _done(answer: "subprocess.CompletedProcess[str]", where: str, left: str = NOTHING) -> None:
    if answer.returncode:
        last = (answer.stderr or "").strip().splitlines()[-1:]
        raise NotDeployed(f"{where}: {''.join(last) or 'つながりが切れました'} → {left}。もう一度試してください")
