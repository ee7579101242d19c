"""The desk's server: `make desk FOLDER=…` starts it; a unit of systemd does the same.

DESK_BIND             where it listens; 127.0.0.1:8100 if not told
DESK_CERTIFICATE      the certificate with its chain, and …
DESK_CERTIFICATE_KEY  … its key: without the two no other machine is answered
"""

import os
import resource
import sys
from typing import Any

from desk.reach import Unsafe, check

# What staff type is in memory for a moment; no dump of it may reach the disk.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

bind = os.environ.get("DESK_BIND", "127.0.0.1:8100")
certfile = os.environ.get("DESK_CERTIFICATE") or None
keyfile = os.environ.get("DESK_CERTIFICATE_KEY") or None
# One process: one postman, and one writer at a time.
workers = 1
worker_class = "gthread"
threads = 32
preload_app = False  # a postman does not survive a fork
accesslog = None  # who opened what stands in the desk's own log
loglevel = "error"
control_socket_disable = True
worker_tmp_dir = "/dev/shm"  # noqa: S108 (a heartbeat on a slow disk kills the worker)
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 2048
limit_request_fields = 50


def on_starting(_: Any) -> None:
    """Say what is wrong, and how to mend it, before anything is served."""
    try:
        check(os.environ)
    except Unsafe as why:
        print(f"窓口を始められません。\n{why}", file=sys.stderr)
        sys.exit(1)


def when_ready(_: Any) -> None:
    """Say what to type into a browser, once somebody answers there."""
    print(f"{'https' if certfile else 'http'}://{bind}", flush=True)
