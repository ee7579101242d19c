"""Fetching envelopes: from the drop box, or from a text file that came on a stick."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError

from desk.accounts import Refused
from desk.callbacks.envelopes import Intake
from desk.office import Office
from formhandler import keys, wire
from formhandler.pull import Puller, Unreachable

Key = TypeVar("Key")
NO_KEYS = "desk.key と signing.key が鍵のフォルダーにありません。python -m formhandler keygen で作り、入れてください。"
NO_ADDRESS = "受付箱の住所がありません（DESK_DROPBOX）。媒体のファイルからは、いつでも取りこめます。"
ANSWERED = "受付箱が {} と答えました。しばらくしても同じなら、受付箱の管理者に知らせてください。"


def intake(office: Office) -> Intake:
    """Return what opens envelopes, with the identities in the folder of keys."""
    paths = [office.settings.keys / name for name in ("desk.key", "supervisor.key")]
    identities = [_key(path, keys.identity) for path in paths if path.exists()]
    if not identities:
        raise Refused(NO_KEYS)
    return Intake(office, identities)


def _key(path: Path, read: Callable[[Path], Key]) -> Key:
    try:
        return read(path)
    except keys.WeakFile:
        raise Refused(f"{path} をほかの人も読めます。chmod 600 {path} をしてください。") from None
    except (OSError, ValueError, StopIteration):
        raise Refused(NO_KEYS) from None


def pull(office: Office) -> dict[str, Any]:
    """Fetch all that waits in the drop box; return what the box said of itself."""
    if not office.settings.dropbox:
        raise Refused(NO_ADDRESS)
    signing = _key(office.settings.keys / "signing.key", keys.signer)
    try:
        puller = Puller(office.settings.dropbox, signing)
        puller.fetch(intake(office).take)
    except Unreachable as error:
        raise Refused(str(error)) from None
    except HTTPError as error:
        error.close()
        raise Refused(ANSWERED.format(error.code)) from None
    return puller.state


def from_file(office: Office, text: str) -> tuple[wire.Carried, str]:
    """Take in a text file; return what it brought, and the receipts to carry back to the drop box."""
    try:
        carried = wire.from_text(text)
    except wire.Damaged:
        raise Refused("受付箱のファイルではありません。BOXFILE 1 で始まるファイルを選んでください。") from None
    receipts = intake(office).take(carried.rows)
    signing = office.settings.keys / "signing.key"
    return carried, wire.receipts_to_text(receipts, keys.signer(signing)) if signing.exists() else ""
