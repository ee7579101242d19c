"""The server: gunicorn --config formhandler/deploy/gunicorn.conf.py 'formhandler.app:create_app()'."""

import contextlib
import os
import random
import resource
import sys
from typing import Any

from formhandler.pages import Pages
from formhandler.settings import from_environment
from formhandler.store import Unfit

# What she typed is in memory for a moment; no dump of it may reach the disk.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

bind = os.environ.get("DROPBOX_BIND", "unix:/run/tsunagari/box.sock")
# One process, because one process alone may write to SQLite; its threads wait together for one flush of the disk.
workers = 1
worker_class = "gthread"
threads = 64
preload_app = False  # a writer thread does not survive a fork
# Lines that name an address are of level WARNING and below, even those about a request that makes no sense.
accesslog = None
loglevel = "error"
control_socket_disable = True
worker_tmp_dir = "/dev/shm"  # noqa: S108 (a heartbeat on a slow disk kills the worker)
forwarded_allow_ips = "*"  # it listens on a socket that only the web server in front can open
limit_request_line = 2048
limit_request_fields = 50
graceful_timeout = 20


def post_fork(_server: Any, _worker: Any) -> None:
    """Stay on one processor: threads of Python that wander between two cost a third more."""
    with contextlib.suppress(AttributeError, OSError):  # another system, or not allowed
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})  # noqa: S311 (any one will do)


def when_ready(server: Any) -> None:
    """Say where the site is, if it is served from here, too."""
    if os.environ.get("DROPBOX_SERVE_SITE"):
        print(f"http://{server.cfg.bind[0]} を開いてください（終わるには Ctrl+C）", flush=True)


def on_starting(server: Any) -> None:
    """Say what is wrong, and how to mend it, before anything is served."""
    try:
        settings = from_environment()
        Pages(settings.site)
        if server.cfg.accesslog or server.cfg.logconfig or server.cfg.syslog:
            raise Unfit("アクセスログが入っています。来た人の住所が残ります。--access-logfile などを消してください。")
        if server.cfg.workers > 1 and not settings.database:
            raise Unfit("SQLite では一つの工程だけが書けます。workers = 1 にするか、DATABASE_URL を指定してください。")
    except Unfit as error:
        print(f"受付箱を始められません。\n{error}", file=sys.stderr)
        sys.exit(1)
