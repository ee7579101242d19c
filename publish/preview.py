"""`make preview`: one language in the browser, drawn anew as its files are saved."""

import os
import shutil
import tempfile
from functools import partial
from pathlib import Path

from directory.complaint import Refused
from directory.languages import BY_CODE
from directory.load import documents
from directory.words import words
from publish.build import build_language, write
from publish.edition import edition, readings
from publish.inputs import Inputs, Records, ground
from publish.later import small
from publish.ledger import Ledger
from publish.pieces import pieces
from publish.plan import Plan
from publish.print.lots import ordered
from publish.release import ready, refused
from publish.shell import frame, script, script_name, style
from publish.site import configuration, live
from publish.today import today


def preview(code: str, port: int) -> int:
    """Serve one language; a saved file of data, words or templates rebuilds it and reloads the page."""
    os.environ["PREVIEW"] = "1"
    out = Path(tempfile.mkdtemp(prefix="tsunagari-"))
    server = live(out, port, partial(rebuild, code, out))
    rebuild(code, out)
    print(f"http://127.0.0.1:{port}/{BY_CODE[code].prefix} を開いてください（終わるには Ctrl+C）", flush=True)
    try:
        server.serve()
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
        shutil.rmtree(out, ignore_errors=True)
    return 0


def rebuild(code: str, out: Path) -> None:
    """Build anew from the files as they are now; while they are wrong, say so and keep the last good pages."""
    for remembered in (
        documents,
        ordered,
        readings,
        words,
        edition,
        style,
        script,
        script_name,
        frame,
        configuration,
        pieces,
        small,
    ):
        remembered.cache_clear()
    try:
        ready(today(), release=False)
    except Refused as why:
        refused(why)
        return
    inputs = Inputs(ground(today()), code, Records(documents()[1].tree))
    build_language(Plan(edition(code, today()), inputs, Ledger(out)), out)
    write(out / script_name(), script())
