"""What the drop box is told by its environment, and what it refuses to start with: each with its cure, all at once.

DROPBOX_STATE         its folder: box.key, box.sqlite3, and unless told otherwise the two files of public keys
DROPBOX_RECIPIENTS    the age recipients (recipients.txt)
DROPBOX_SIGNERS       whom it answers (signers.txt)
DROPBOX_SITE          the built site
DROPBOX_SERVE_SITE    1: serve the whole site, where no web server does
DROPBOX_BEHIND_PROXY  1: a web server in front tells the network a request came from
DROPBOX_PLAIN_HTTP    1: on one's own machine, without TLS
DROPBOX_MAIL          smtp[s]://user:password@host:port/?from=…&to=…
DATABASE_URL          postgresql://…; without it SQLite
"""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from formhandler import keys, sealing
from formhandler.store import Unfit

TURNED_ON = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Settings:
    """All that can be set."""

    site: Path
    state: Path
    recipients: tuple[str, ...]
    signers: tuple[Ed25519PublicKey, ...]
    secret: bytes
    database: str = ""
    mail: str = ""
    behind_proxy: bool = False
    serve_site: bool = False
    plain_http: bool = False


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; Unfit with every reason not to start."""
    state = Path(environment.get("DROPBOX_STATE", "state"))
    parts: dict[str, Callable[[], Any]] = {
        "recipients": lambda: _recipients(Path(environment.get("DROPBOX_RECIPIENTS", state / "recipients.txt"))),
        "signers": lambda: _signers(Path(environment.get("DROPBOX_SIGNERS", state / "signers.txt"))),
        "secret": lambda: _secret(state),
    }
    complaints, found = _dangers(environment), {}
    for name, part in parts.items():
        try:
            found[name] = part()
        except Unfit as error:
            complaints.append(str(error))
    if complaints:
        raise Unfit("\n".join(complaints))
    return Settings(Path(environment.get("DROPBOX_SITE", "site")), state, **found, **_given(environment))


def _given(environment: Mapping[str, str]) -> dict[str, Any]:
    switches = {
        "behind_proxy": "DROPBOX_BEHIND_PROXY",
        "serve_site": "DROPBOX_SERVE_SITE",
        "plain_http": "DROPBOX_PLAIN_HTTP",
    }
    found: dict[str, Any] = {name: _on(environment, variable) for name, variable in switches.items()}
    return found | {"database": environment.get("DATABASE_URL", ""), "mail": environment.get("DROPBOX_MAIL", "")}


def _recipients(path: Path) -> tuple[str, ...]:
    try:
        found = tuple(keys.lines(path))
        sealing.check(found)
    except OSError:
        raise Unfit(
            f"公開の鍵 {path} が読めません。窓口で python -m formhandler keygen をして移してください。"
        ) from None
    except sealing.Refused as error:
        raise Unfit(
            f"{path} の鍵では封をできません（{error}）。窓口で作った recipients.txt を移してください。"
        ) from None
    return found


def _signers(path: Path) -> tuple[Ed25519PublicKey, ...]:
    try:
        found = tuple(keys.signers(path))
    except (OSError, ValueError):
        found = ()
    if not found:
        raise Unfit(f"窓口の署名の鍵 {path} が読めません。窓口で作った signers.txt を移してください。")
    return found


def _secret(state: Path) -> bytes:
    path = state / "box.key"
    try:
        return keys.secret(path)
    except keys.WeakFile:
        raise Unfit(f"{path} をほかの人も読めます。chmod 600 {path} をしてください。") from None
    except OSError as error:
        raise Unfit(
            f"{path} を作れません（{error.strerror}）。フォルダー {state} を作り、書けるようにしてください。"
        ) from None


def _dangers(environment: Mapping[str, str]) -> list[str]:
    """Return what would write down who came, or show what she typed in an error page."""
    found = []
    if _on(environment, "FLASK_DEBUG"):
        found.append("FLASK_DEBUG が入っています。打った言葉がエラー画面に出ます。FLASK_DEBUG を消してください。")
    if logging.getLogger("gunicorn.access").handlers:
        found.append("アクセスログが入っています。来た人の住所が残ります。--access-logfile を消してください。")
    return found


def _on(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "").lower() in TURNED_ON
