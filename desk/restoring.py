"""The day after the fire: from a backup and one age key to an office's folder that opens."""

from getpass import getpass
from pathlib import Path

from desk import backup, record_key
from desk.backup import Counts
from desk.record_key import Unlockable
from formhandler import keys, sealing


def identity(path: Path | None) -> str:
    """Return an age key: out of its file, or as somebody types it from the paper in the safe."""
    try:
        return keys.identity(path) if path else sealing.from_paper(getpass("紙の鍵: "))
    except keys.WeakFile as error:
        raise Unlockable(f"{error} をほかの人も読めます。chmod 600 {error} をしてください。") from None
    except (OSError, StopIteration, sealing.Refused, ValueError):
        raise Unlockable(
            "鍵が読めません。desk.key か supervisor.key を指すか、紙の鍵を打ちなおしてください。"
        ) from None


def restore(path: Path, folder: Path, identity: str, address: str = "") -> Counts:
    """Put a backup into an empty folder (or an empty PostgreSQL), its keys beside it; return what is counted there."""
    found = backup.opened_keys(path, [identity])
    counted = backup.restore(path, folder, found)
    if address:
        backup.move_in(folder, found, address)
    record_key.put(folder / "keys", found)
    return counted
