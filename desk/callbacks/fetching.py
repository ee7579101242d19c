"""Fetching envelopes: from the drop box, or from a text file that came on a stick."""

from desk.accounts import Refused
from desk.callbacks.envelopes import Intake
from desk.office import Office
from formhandler import keys, wire
from formhandler.pull import Puller, Unreachable

NO_KEYS = "desk.key と signing.key が鍵のフォルダーにありません。python -m formhandler keygen で作り、入れてください。"


def intake(office: Office) -> Intake:
    """Return what opens envelopes, with the identities in the folder of keys."""
    files = [path for name in ("desk.key", "supervisor.key") if (path := office.settings.keys / name).exists()]
    try:
        identities = [keys.identity(path) for path in files]
    except keys.WeakFile as error:
        raise Refused(f"{error} をほかの人も読めます。chmod 600 {error} をしてください。") from None
    if not identities:
        raise Refused(NO_KEYS)
    return Intake(office, identities)


def pull(office: Office) -> int:
    """Fetch all that waits in the drop box; return how many envelopes it let go."""
    if not office.settings.dropbox:
        raise Refused(
            "受付箱の住所がありません（DESK_DROPBOX）。媒体で運んだファイルは「ファイルから」を使ってください。"
        )
    try:
        signing = keys.signer(office.settings.keys / "signing.key")
        return Puller(office.settings.dropbox, signing).fetch(intake(office).take)
    except OSError:
        raise Refused(NO_KEYS) from None
    except Unreachable as error:
        raise Refused(str(error)) from None


def from_file(office: Office, text: str) -> tuple[wire.Carried, str]:
    """Take in a text file; return what it brought, and the receipts to carry back to the drop box."""
    try:
        carried = wire.from_text(text)
    except wire.Damaged:
        raise Refused("受付箱のファイルではありません。BOXFILE 1 で始まるファイルを選んでください。") from None
    receipts = intake(office).take(carried.rows)
    signing = office.settings.keys / "signing.key"
    return carried, wire.receipts_to_text(receipts, keys.signer(signing)) if signing.exists() else ""
