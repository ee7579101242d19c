"""The verb `make deploy`: is the built site that of today's data, what does it change, and then the switch."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from directory.opening import JST
from publish.changes import changes
from publish.deploy import NotDeployed, deploy, roll_back, served
from publish.deploy_far import deploy_far, is_far, roll_back_far, served_far
from publish.on_paper import on_paper
from publish.open_data.windows_json import windows_json
from publish.print.lots import FOLDER as CODES
from publish.release import ready

SITE = Path("site")
SERVED = Path("build/served")  # a copy of what another machine serves, to compare with
Say = Callable[[str], None]


def publish(target: str, today: date, *, trial: bool, say: Say = print) -> None:
    """Refuse what is not fit to be published; else say what changes, and switch."""
    _asked(target)
    ready(today, release=not trial)
    in_step(SITE, today, "make site" if trial else "make site RELEASE=1")
    say(f"{target} に公開します。変わるところ:")
    old = served_far(target, SERVED) if is_far(target) else served(Path(target))
    answered(old, SITE)
    for line in changes(old, SITE, on_paper()):
        say(f"  {line}")
    now = datetime.now(JST)
    name = deploy_far(SITE, target, now) if is_far(target) else deploy(SITE, Path(target), now).name
    say(f"公開しました（{name}）。もどすには: make deploy TARGET={target} ROLLBACK=1")


def back(target: str, say: Say = print) -> None:
    """Return to the release before."""
    _asked(target)
    if is_far(target):
        roll_back_far(target)
        say("ひとつ前の公開にもどしました")
    else:
        say(f"ひとつ前の公開にもどしました（{roll_back(Path(target)).name}）")


def in_step(site: Path, today: date, build: str = "make site RELEASE=1") -> None:
    """Refuse a site that was not built from the data as it is today."""
    path = site / "api" / "windows.json"
    if not path.exists() or path.read_bytes() != windows_json(today):
        raise NotDeployed(f"{site}/ が、いまのデータから作られていません → {build} のあとで試してください")


def answered(old: Path | None, new: Path) -> None:
    """Refuse a site that no longer answers a code: it may be on paper, and paper cannot be called back."""
    lost = [code for code in _codes(old) if code not in _codes(new)] if old else []
    if lost:
        cure = "data/lots.yaml に行をもどし、もう刷らないものには closed（日付）を足してください"
        raise NotDeployed(f"配った紙の QR が読めなくなります（{'、'.join(lost)}） → {cure}")


def _codes(site: Path) -> list[str]:
    """Return the codes that a built site answers, as the QR codes hold them."""
    return sorted(path.name for path in (site / CODES).glob("*") if path.name == path.name.upper())


def _asked(target: str) -> None:
    if not target:
        raise NotDeployed("TARGET がありません → make deploy TARGET=/var/www/tsunagari のように書いてください")
