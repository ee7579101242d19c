"""The same switch on another machine, through a real OpenSSH server and a real rsync on this one."""

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publish.deploy import NotDeployed, deploy
from publish.deploy_far import deploy_far, roll_back_far, served_far
from tests.site.test_deploy import NOON, PAGES, asking, prints, release
from tests.site.test_headers import free_port

SERVER = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile {folder}/pid
AuthorizedKeysFile {folder}/key.pub
StrictModes no
UsePAM no
PasswordAuthentication no
ForceCommand {folder}/login
"""
CLIENT = """
Host far
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/key
  IdentitiesOnly yes
  UserKnownHostsFile {folder}/known
  BatchMode yes
"""
# Each program by which the far machine's disk is touched, in one that counts, and at a given step pulls the plug.
STEP = """#!/bin/sh
count=$(($(cat {folder}/count) + 1))
echo "$count" > {folder}/count
if [ "$count" -gt "$(cat {folder}/stop)" ]; then kill -9 $PPID; exit 1; fi
{done}
"""
# What was asked for sees these programs; the user's own login shell, which runs first, does not.
LOGIN = """#!/bin/sh
PATH={folder}/bin:/usr/bin:/bin exec sh -c "$SSH_ORIGINAL_COMMAND"
"""
TOUCHING = {"rm", "mkdir", "cp", "mv", "ln"}
NEVER = 10**6


@dataclass(frozen=True)
class Far:
    """The other machine: its folder for the site, and how to reach it."""

    folder: Path

    @property
    def www(self) -> Path:
        """Where the site lies there."""
        return self.folder / "www"

    @property
    def target(self) -> str:
        """What a person writes as TARGET."""
        return f"far:{self.www}"

    def run(self, command: list[str], **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run ssh and rsync as `deploy_far` asks, with the keys of this test."""
        ours = ["ssh", "-F", f"{self.folder}/client"]
        if command[0] == "ssh":
            return subprocess.run([*ours, *command[1:]], **options)  # noqa: PLW1510 (given by who asks)
        shell = {"RSYNC_RSH": " ".join(ours)}
        return subprocess.run(command, env=os.environ | shell, **options)  # noqa: PLW1510

    def stop_at(self, step: int) -> None:
        """Let the power fail at a step, counted from now."""
        (self.folder / "count").write_text("0")
        (self.folder / "stop").write_text(str(step))

    def steps(self) -> int:
        """Return how many steps were begun."""
        return int((self.folder / "count").read_text())


@pytest.fixture
def far(tmp_path: Path) -> Iterator[Far]:
    """Start an OpenSSH server of this user on 127.0.0.1."""
    found = {name: shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") for name in ("sshd", "ssh", "rsync")}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        pytest.skip(f"there is no {', '.join(missing)}: sudo apt-get install openssh-server rsync")
    if os.geteuid() == 0 and not Path("/run/sshd").is_dir():
        pytest.skip("as root sshd wants a folder: mkdir /run/sshd")
    for name in ("host", "key"):
        asked = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(asked, check=True)
    port = free_port()
    told = {"port": port, "folder": tmp_path, "user": getpass.getuser()}
    (tmp_path / "server").write_text(SERVER.format(**told))
    (tmp_path / "client").write_text(CLIENT.format(**told))
    (tmp_path / "known").write_text(f"[127.0.0.1]:{port} {(tmp_path / 'host.pub').read_text()}")
    machine = Far(tmp_path)
    _programs(machine)
    command = [str(found["sshd"]), "-D", "-e", "-f", str(tmp_path / "server")]
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    tried = ["ssh", "-o", "ConnectionAttempts=20", "far", "true"]  # ssh itself waits until the server answers
    assert machine.run(tried, check=False).returncode == 0, (tmp_path / "log").read_text()
    yield machine
    running.terminate()
    running.wait(20)


def _programs(machine: Far) -> None:
    (machine.folder / "bin").mkdir()
    machine.stop_at(NEVER)
    texts = {"login": LOGIN.format(folder=machine.folder)}
    for name in TOUCHING | {"sync"}:
        done = f'exec {shutil.which(name)} "$@"' if name != "sync" else ""  # not the disks of the whole machine
        texts[f"bin/{name}"] = STEP.format(folder=machine.folder, done=done)
    for name, text in texts.items():
        (machine.folder / name).write_text(text)
        (machine.folder / name).chmod(0o755)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Make the release that is served first."""
    return release(tmp_path / "old", "a")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Make the release to come."""
    return release(tmp_path / "new", "b")


def test_a_release_is_brought_switched_and_rolled_back(far: Far, old: Path, new: Path) -> None:
    """The same bytes arrive, the folder is made, the roll back restores them, nothing unfinished is left."""
    deploy_far(old, far.target, NOON, far.run)
    deploy_far(new, far.target, NOON + timedelta(seconds=1), far.run)
    assert prints(new).items() <= prints(far.www / "current").items()
    roll_back_far(far.target, far.run)

    assert prints(far.www / "current") == prints(old)
    assert not list(far.www.rglob(".part-*"))


def test_no_request_sees_a_mixture_or_an_error(far: Far, old: Path, new: Path) -> None:
    """Pages are asked for without a pause while releases come and go over the line."""
    deploy_far(old, far.target, NOON, far.run)
    with asking(far.www) as (asked, wrong):
        for number in (1, 2):
            deploy_far((old, new)[number % 2], far.target, NOON + timedelta(seconds=number), far.run)
            roll_back_far(far.target, far.run)

    assert asked
    assert wrong == []


def test_when_the_power_fails_there_one_of_the_two_is_left(far: Far, old: Path, new: Path) -> None:
    """At whichever step: what is served is wholly the old release or the new one, and the next deploy works."""
    deploy(old, far.www, NOON)
    far.stop_at(NEVER)
    deploy_far(new, far.target, NOON + timedelta(seconds=1), far.run)
    steps, left = far.steps(), set()
    for stop in (1, *range(steps - 5, steps)):  # the last ones are those around the switch
        shutil.rmtree(far.www)
        deploy(old, far.www, NOON)
        far.stop_at(stop)
        with pytest.raises(NotDeployed):
            deploy_far(new, far.target, NOON + timedelta(seconds=1), far.run)
        version = (far.www / "current/w/0/index.html").read_text("utf-8")[0]
        assert {"a": prints(old), "b": prints(new)}[version].items() <= prints(far.www / "current").items()
        left.add(version)
    far.stop_at(NEVER)
    deploy_far(new, far.target, NOON + timedelta(seconds=2), far.run)

    assert left == {"a", "b"}
    assert prints(new).items() <= prints(far.www / "current").items()
    assert not list(far.www.rglob(".part-*"))


def test_when_the_disk_there_is_full_in_the_middle_the_old_release_stays(far: Far, old: Path, new: Path) -> None:
    """A page is half written; what is served is whole, and the message says that nothing has switched."""
    deploy(old, far.www, NOON)
    (new / f"w/{PAGES - 1}/index.html").write_text("b\n" * 200_000, "utf-8")
    rsync = far.folder / "bin/rsync"
    rsync.write_text(f'#!/bin/bash\nulimit -f 64\nexec {shutil.which("rsync")} "$@"\n')
    rsync.chmod(0o755)

    with pytest.raises(NotDeployed, match="何も切りかわっていません"):
        deploy_far(new, far.target, NOON + timedelta(seconds=1), far.run)
    assert list(far.www.glob("releases/.part-*"))
    assert prints(far.www / "current") == prints(old)


def test_what_is_served_there_is_fetched_to_compare(far: Far, old: Path) -> None:
    """Pages and windows, nothing else; where nothing is served yet, that is no mistake."""
    assert served_far(far.target, far.folder / "none", far.run) is None
    deploy_far(old, far.target, NOON, far.run)
    fetched = served_far(far.target, far.folder / "copy", far.run)

    assert fetched is not None
    assert set(prints(fetched)) == {name for name in prints(old) if name.endswith(".html")}


@pytest.mark.parametrize("change", ["host", "key"])
def test_an_unknown_host_or_a_wrong_key_is_said(far: Far, old: Path, change: str) -> None:
    """In Japanese, with what ssh says; nothing has switched."""
    with suppress(FileNotFoundError):
        (far.folder / {"host": "known", "key": "key"}[change]).unlink()

    with pytest.raises(NotDeployed, match=r"^far: .+ → 何も切りかわっていません"):
        deploy_far(old, far.target, NOON, far.run)
