import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from formhandler import keys
from formhandler.commands import commands
from formhandler.sealing import check, generate, open_envelope, recipient, seal

DAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the keys of a desk."""
    keys.make(tmp_path / "keys", DAY)
    return tmp_path / "keys"


def test_keygen_makes_what_the_drop_box_needs(folder: Path) -> None:
    """Three recipients to seal to (two keys and the paper), one signer to answer, and no private key among them."""
    recipients = keys.lines(folder / "recipients.txt")

    check(recipients)
    assert len(recipients) == 3
    assert len(keys.signers(folder / "signers.txt")) == 1
    assert "SECRET" not in (folder / "recipients.txt").read_text() + (folder / "signers.txt").read_text()


def test_only_the_owner_reads_keys(folder: Path) -> None:
    """Every file is made for its owner alone, and a private key that others can read is not used."""
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (folder / "desk.key").chmod(0o640)
    with pytest.raises(keys.WeakFile):
        keys.identity(folder / "desk.key")


def test_paper_key_stands_on_the_sheet_only(folder: Path) -> None:
    """The key on the sheet opens an envelope, and no other file holds it."""
    found = re.search(r"<pre>(.*?)</pre>", (folder / "paper.html").read_text(), re.DOTALL)
    assert found
    envelope = seal(b"a request", keys.lines(folder / "recipients.txt"))

    run = CliRunner().invoke(
        commands, ["open", "--paper", str(_file(folder, envelope))], input="".join(found[1].split())
    )

    assert run.stdout.strip().endswith("a request")
    paper = "".join(found[1].split())
    assert [path.name for path in folder.iterdir() if paper in path.read_text(errors="ignore")] == []


@pytest.mark.skipif(shutil.which("zbarimg") is None or shutil.which("rsvg-convert") is None, reason="no QR reader")
def test_qr_code_of_the_sheet_can_be_read(tmp_path: Path) -> None:
    """A reader of QR codes finds the very key."""
    from formhandler.paper import qr  # noqa: PLC0415

    identity = generate()
    (tmp_path / "qr.svg").write_text(qr(identity))
    subprocess.run(["rsvg-convert", "-w", "600", "qr.svg", "-o", "qr.png"], cwd=tmp_path, check=True)
    found = subprocess.run(["zbarimg", "-q", "--raw", "qr.png"], cwd=tmp_path, capture_output=True, check=True)

    assert found.stdout.decode().strip() == identity


def test_keygen_never_writes_over_keys(folder: Path) -> None:
    """A second run says in Japanese what is there, and changes nothing."""
    before = (folder / "desk.key").read_text()

    run = CliRunner().invoke(commands, ["keygen", str(folder)])

    assert run.exit_code == 1
    assert "すでにあります" in run.stderr
    assert (folder / "desk.key").read_text() == before


def test_command_runs(tmp_path: Path) -> None:
    """`python -m formhandler keygen` makes the files and says which of them may leave the office."""
    command = [sys.executable, "-m", "formhandler", "keygen", str(tmp_path / "k")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert "recipients.txt と signers.txt だけ" in run.stdout


def test_open_says_what_is_wrong(folder: Path) -> None:
    """A wrong key, or one that others can read, is told with its cure."""
    stranger = keys.write(folder / "stranger.key", generate())
    envelope = _file(folder, seal(b"x", keys.lines(folder / "recipients.txt")))

    wrong = CliRunner().invoke(commands, ["open", "--key", str(stranger), str(envelope)])
    stranger.chmod(0o644)
    weak = CliRunner().invoke(commands, ["open", "--key", str(stranger), str(envelope)])

    assert "鍵がちがう" in wrong.stderr
    assert "chmod 600" in weak.stderr


def test_box_secret_is_made_once(tmp_path: Path) -> None:
    """The drop box makes its secret at the first start and keeps it."""
    assert keys.secret(tmp_path / "box.key") == keys.secret(tmp_path / "box.key")
    assert len(keys.secret(tmp_path / "box.key")) == keys.SECRET_BYTES


def test_a_lost_key_is_replaced(folder: Path, tmp_path: Path) -> None:
    """When the desk's key is lost, the supervisor's opens what is there, and new keys take over for what comes."""
    old = seal(b"before", keys.lines(folder / "recipients.txt"))
    (folder / "desk.key").unlink()
    keys.make(tmp_path / "new", DAY)
    new = seal(b"after", keys.lines(tmp_path / "new" / "recipients.txt"))
    kept = [keys.identity(folder / "supervisor.key"), keys.identity(tmp_path / "new" / "desk.key")]

    assert [open_envelope(envelope, kept) for envelope in (old, new)] == [b"before", b"after"]
    assert recipient(kept[1]) in keys.lines(tmp_path / "new" / "recipients.txt")


def _file(folder: Path, envelope: bytes) -> Path:
    (folder / "envelope").write_bytes(envelope)
    return folder / "envelope"
