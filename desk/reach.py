"""Who can reach the desk: this machine alone, or the office's network over TLS; never anybody over an open line."""

import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

OPEN_LINE = (
    "ほかの機械から開くには証明書がいります（DESK_CERTIFICATE と DESK_CERTIFICATE_KEY）。"
    "証明書なしでは、このパソコンだけ（127.0.0.1）で開けます。"
)
UNFIT = (
    "証明書（{}）と鍵（{}）が読めないか、対になっていません。市の情報システムの担当に、対のファイルを頼んでください。"
)
OTHERS = "{} をほかの人も読めます。chmod 600 {} をしてください。"


class Unsafe(ValueError):
    """A way of serving that would show what is written here to others. Staff read the text."""


def local(bind: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    host = bind.rpartition(":")[0].strip("[]")
    try:
        return bind.startswith("unix:") or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def check(environment: Mapping[str, str]) -> None:
    """Raise Unsafe unless the desk is local, or has a certificate that fits its key."""
    certificate, key = (environment.get(name, "") for name in ("DESK_CERTIFICATE", "DESK_CERTIFICATE_KEY"))
    if not certificate:
        if not local(environment.get("DESK_BIND", "127.0.0.1:8100")):
            raise Unsafe(OPEN_LINE)
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key or None)
    except (OSError, ssl.SSLError):
        raise Unsafe(UNFIT.format(certificate, key)) from None
    if (secret := Path(key or certificate)).stat().st_mode & 0o077:
        raise Unsafe(OTHERS.format(secret, secret))
