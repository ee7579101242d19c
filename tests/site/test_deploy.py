"""A redeploy nobody fears: no request sees a mixture, a power cut leaves one of the two, a roll back the same bytes."""

import hashlib
import os
import shutil
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from directory.opening import JST
from publish import publishing
from publish.deploy import NotDeployed, deploy, roll_back, served
from publish.deploy_far import deploy_far, is_far, roll_back_far, served_far
from publish.serve import server

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JST)
PAGES = 16


def release(folder: Path, version: str) -> Path:
    """Make a small site whose every page is long and says its version from end to end."""
    for number in range(PAGES):
        page = folder / f"w/{number}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"{version}\n" * 2000, "utf-8")
    (folder / "assets").mkdir()
    (folder / f"assets/site.{version}.js").write_text(version, "utf-8")
    return folder


def prints(folder: Path) -> dict[str, str]:
    """Return a fingerprint of every file."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def asking(target: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Ask for pages without a pause, in three threads; lend what was asked and what was not wholly one version."""
    running, over = server(target / "current", 0), threading.Event()
    asked, wrong = list[str](), list[str]()

    def ask() -> None:
        number = 0
        while not over.is_set():
            number += 1
            try:
                page = f"http://127.0.0.1:{running.server_port}/w/{number % PAGES}/"
                with urllib.request.urlopen(page, timeout=10) as answer:
                    body = answer.read().decode()
                if len(set(body.split())) != 1 or body.count("\n") != 2000:
                    wrong.append("a mixture")
                asked.append(page)
            except OSError as error:
                wrong.append(repr(error))

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
    threads += [threading.Thread(target=running.serve_forever, args=[0.01], daemon=True)]
    for thread in threads:
        thread.start()
    yield asked, wrong
    over.set()
    for thread in threads[:-1]:
        thread.join(timeout=10)
    running.shutdown()
    running.server_close()


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the whole machine's disks: what is tested is the order of the steps."""
    monkeypatch.setattr(os, "sync", lambda: None)


class TestSwitch:
    """From one release to the next."""

    def test_no_request_sees_a_mixture_or_an_error(self, tmp_path: Path) -> None:
        """While pages are asked for without a pause, eight and more releases and roll backs go by."""
        old, new = release(tmp_path / "old", "a"), release(tmp_path / "new", "b")
        target = tmp_path / "www"
        deploy(old, target, NOON)
        with asking(target) as (asked, wrong):
            number = 0
            while number < 8 or (len(asked) < 50 and not wrong):
                number += 1
                deploy((old, new)[number % 2], target, NOON + timedelta(seconds=number))
                roll_back(target)

        assert wrong == []

    def test_the_release_is_the_site(self, tmp_path: Path) -> None:
        """Byte for byte."""
        site = release(tmp_path / "site", "a")
        deploy(site, tmp_path / "www", NOON)

        assert prints(tmp_path / "www/current") == prints(site)

    def test_a_page_opened_before_the_switch_still_finds_its_script(self, tmp_path: Path) -> None:
        """The script of the release before is carried over, and no older one."""
        for number, version in enumerate("abc"):
            deploy(release(tmp_path / version, version), tmp_path / "www", NOON + timedelta(seconds=number))

        found = {path.name for path in (tmp_path / "www/current/assets").iterdir()}
        assert {"site.b.js", "site.c.js"} <= found

    def test_roll_back_restores_the_same_bytes(self, tmp_path: Path) -> None:
        """And a second roll back returns to where one was."""
        deploy(release(tmp_path / "old", "a"), tmp_path / "www", NOON)
        before = prints(tmp_path / "www/current")
        deploy(release(tmp_path / "new", "b"), tmp_path / "www", NOON + timedelta(hours=1))
        after = prints(tmp_path / "www/current")
        roll_back(tmp_path / "www")
        assert prints(tmp_path / "www/current") == before
        roll_back(tmp_path / "www")

        assert prints(tmp_path / "www/current") == after != before

    def test_old_releases_go_but_never_one_that_is_needed(self, tmp_path: Path) -> None:
        """Three stay."""
        site = release(tmp_path / "site", "a")
        for number in range(6):
            deploy(site, tmp_path / "www", NOON + timedelta(seconds=number))
        names = sorted(path.name for path in (tmp_path / "www/releases").iterdir())

        assert names == ["20261124-120003", "20261124-120004", "20261124-120005"]
        assert roll_back(tmp_path / "www").name == "20261124-120004"

    def test_the_release_to_return_to_stays_however_old(self, tmp_path: Path) -> None:
        """After going back and on again the one before is older than the three newest."""
        site, target = release(tmp_path / "site", "a"), tmp_path / "www"
        for number in range(3):
            deploy(site, target, NOON + timedelta(seconds=number))
        roll_back(target)
        deploy(site, target, NOON + timedelta(seconds=3))
        roll_back(target)
        deploy(site, target, NOON + timedelta(seconds=4))

        assert roll_back(target).name == "20261124-120001"
        assert (target / "current/w/0/index.html").exists()

    def test_nothing_to_return_to_is_said(self, tmp_path: Path) -> None:
        """In Japanese, with what to do."""
        deploy(release(tmp_path / "site", "a"), tmp_path / "www", NOON)

        with pytest.raises(NotDeployed, match="もどれる公開がありません"):
            roll_back(tmp_path / "www")

    def test_a_folder_of_another_kind_is_left_alone(self, tmp_path: Path) -> None:
        """A real folder called current is not ours to replace."""
        (tmp_path / "www/current").mkdir(parents=True)

        with pytest.raises(NotDeployed, match="作ったものではありません"):
            deploy(release(tmp_path / "site", "a"), tmp_path / "www", NOON)


class PowerCut(BaseException):
    """The end of everything at once: nothing that tidies up gets to run."""


class TestPowerCut:
    """The machine stops in the middle."""

    def test_the_old_release_or_the_new_one_is_left(self, tmp_path: Path) -> None:
        """Wherever it stops: what is served is wholly one of the two, and the next deploy works."""
        old, new = release(tmp_path / "old", "a"), release(tmp_path / "new", "b")
        steps = _interrupted(old, new, tmp_path / "whole", 10**6)
        left = set()
        for stop in range(steps):
            target = tmp_path / str(stop)
            _interrupted(old, new, target, stop)
            version = (target / "current/w/0/index.html").read_text("utf-8")[0]
            whole = {"a": prints(old), "b": prints(new)}[version]
            assert whole.items() <= prints(target / "current").items()
            left.add(version)

            deploy(new, target, NOON + timedelta(seconds=2))
            assert prints(new).items() <= prints(target / "current").items()
            assert not list(target.rglob(".part-*"))
        assert left == {"a", "b"}


def _interrupted(old: Path, new: Path, target: Path, stop: int) -> int:
    """Deploy the old release, then the new one until the power fails; return how many steps were done."""
    deploy(old, target, NOON)
    done = 0

    def cut(real: Any) -> Any:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal done
            if done >= stop:
                raise PowerCut
            done += 1
            return real(*args, **kwargs)

        return step

    with pytest.MonkeyPatch.context() as patch, suppress(PowerCut):
        for place, name in DISK:
            patch.setattr(place, name, cut(getattr(place, name)))
        deploy(new, target, NOON + timedelta(seconds=1))
    return done


# Every step by which `deploy` touches the disk.
DISK = (
    (shutil, "copy2"), (os, "sync"), (os, "fsync"), (Path, "rename"), (Path, "symlink_to"), (Path, "replace"),
)  # fmt: skip


class TestFar:
    """Another machine, played by this one: `ssh` is a shell here, `rsync` a copy."""

    def test_it_does_the_same_there(self, tmp_path: Path) -> None:
        """Deploy twice, roll back, the same bytes; nothing unfinished is left."""
        old, new = release(tmp_path / "old", "a"), release(tmp_path / "new", "b")
        target = f"host:{tmp_path}/www"
        deploy_far(old, target, NOON, _here)
        deploy_far(new, target, NOON + timedelta(seconds=1), _here)
        assert prints(new).items() <= prints(tmp_path / "www/current").items()
        roll_back_far(target, _here)

        assert prints(tmp_path / "www/current") == prints(old)
        assert not list((tmp_path / "www").rglob(".part-*"))

    def test_what_is_served_there_is_fetched_for_comparison(self, tmp_path: Path) -> None:
        """And where nothing is served yet, that is no mistake."""
        target = f"host:{tmp_path}/www"
        assert served_far(target, tmp_path / "none", _here) is None
        deploy_far(release(tmp_path / "old", "a"), target, NOON, _here)

        fetched = served_far(target, tmp_path / "copy", _here)
        assert fetched is not None
        assert (fetched / "w/0/index.html").read_text("utf-8").startswith("a\n")

    def test_when_the_line_breaks_nothing_has_switched(self, tmp_path: Path) -> None:
        """The old release is served, and the message says so."""
        old = release(tmp_path / "old", "a")
        target = f"host:{tmp_path}/www"
        deploy_far(old, target, NOON, _here)

        def broken(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
            if command[0] == "rsync":
                return subprocess.CompletedProcess(command, 12, "", "rsync: connection unexpectedly closed")
            return _here(command, **options)

        with pytest.raises(NotDeployed, match="何も切りかわっていません"):
            deploy_far(release(tmp_path / "new", "b"), target, NOON + timedelta(seconds=1), broken)
        assert prints(tmp_path / "www/current") == prints(old)

    def test_old_releases_go_there_too(self, tmp_path: Path) -> None:
        """Three stay."""
        site = release(tmp_path / "site", "a")
        for number in range(5):
            deploy_far(site, f"host:{tmp_path}/www", NOON + timedelta(seconds=number), _here)

        assert len(list((tmp_path / "www/releases").iterdir())) == 3

    @pytest.mark.parametrize("target", ["www@server.example.org:/var/www/x", "server:/srv/x"])
    def test_a_target_elsewhere_is_known_by_its_colon(self, target: str) -> None:
        """As for rsync and ssh."""
        assert is_far(target)
        assert not is_far("/var/www/x")


def _here(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    if command[0] == "rsync":
        source, into = (Path(word.rpartition(":")[2]) for word in command[-2:])
        if source.exists():
            shutil.copytree(source, into, dirs_exist_ok=True)
        return subprocess.CompletedProcess(command, 0 if source.exists() else 23, "", "")
    options["input"] = "sync() { :; }\n" + options["input"]
    return subprocess.run(command[2:], **options)  # noqa: PLW1510


class TestVerb:
    """What is not fit to be published is refused before anything is touched."""

    def test_a_site_of_other_data_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Built yesterday, the number changed today: it has to be built again."""
        site = release(tmp_path / "site", "a")
        (site / "api").mkdir()
        (site / "api/windows.json").write_text('{"windows":[]}', "utf-8")
        monkeypatch.setattr(publishing, "SITE", site)

        with pytest.raises(NotDeployed, match="いまのデータから作られていません"):
            publishing.publish(str(tmp_path / "www"), date(2026, 11, 24), trial=True)
        assert served(tmp_path / "www") is None

    def test_without_a_target_it_says_what_to_write(self) -> None:
        """In Japanese."""
        with pytest.raises(NotDeployed, match="TARGET=/var/www/tsunagari"):
            publishing.back("")
