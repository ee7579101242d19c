import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from formhandler import keys, wire
from formhandler.commands import commands
from formhandler.pull import Puller
from formhandler.request import from_json
from formhandler.sealing import open_envelope
from formhandler.serve import practise, serve
from formhandler.settings import from_environment
from formhandler.store import Unfit
from tests.formhandler import servers, site
from tests.formhandler.box import DAYS, open_box, own_pages
from tests.formhandler.servers import ask, free_port


def test_site_and_drop_box_on_one_port(tmp_path: Path) -> None:
    """One command serves the site, takes a request, and the desk fetches it by stick with the practice keys."""
    site.build(tmp_path / "site", *DAYS)
    port, state = free_port(), tmp_path / "state"
    command = [sys.executable, "-m", "formhandler", "serve", f"--site={tmp_path}/site", f"--state={state}"]
    program = servers.Program(tmp_path, [*command, f"--port={port}"])
    servers.wait(program, lambda: servers.status(port, "GET", "/health") == 204)
    home, posted = ask(port, "GET", "/"), ask(port, "POST", "/callback/", "tel=09000000000&word=a")
    fetched = by_stick(f"http://127.0.0.1:{port}", state / "practice", tmp_path)
    left = Puller(f"http://127.0.0.1:{port}", keys.signer(state / "practice/signing.key")).all()
    program.stop()

    assert home[2] == "<!doctype html><title>home</title>"
    assert posted[:2] == (303, "/callback/1/")
    assert fetched == ["a"]
    assert left == []


def test_a_port_that_is_taken_is_told_in_japanese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the command that helps; nothing is made for practice."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert serve(tmp_path / "site", tmp_path / "state", port) == 1
    assert capsys.readouterr().err == f"ポート {port} は使われています。make run PORT={port + 1} で試してください。\n"
    assert not (tmp_path / "state").exists()


def test_a_missing_page_is_answered_with_the_sites_own(tmp_path: Path) -> None:
    """And the open data may be read from everywhere, as behind a web server."""
    box = open_box(tmp_path, site=own_pages(tmp_path), serve_site=True)
    (tmp_path / "site/404.html").write_text("<!doctype html><title>404</title>")
    (tmp_path / "site/api").mkdir()
    (tmp_path / "site/api/windows.json").write_text("{}")
    missing = box.client.get("/nowhere/")

    assert (missing.status_code, missing.text) == (404, "<!doctype html><title>404</title>")
    with box.client.get("/api/windows.json") as data, box.client.get("/") as home:
        assert data.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Origin" not in home.headers
    box.store.close()


def by_stick(url: str, folder: Path, tmp_path: Path) -> list[str]:
    """Fetch into a file, open it, bring the receipts back; return the words."""
    key = f"--key={folder}/signing.key"
    run = CliRunner().invoke(commands, ["fetch", key, url, str(tmp_path / "box.txt")], catch_exceptions=False)
    assert run.stdout == "1 通\n"
    rows = wire.from_text((tmp_path / "box.txt").read_text()).rows
    receipts = wire.receipts_to_text([row.receipt for row in rows], keys.signer(folder / "signing.key"))
    (tmp_path / "acks.txt").write_text(receipts, "utf-8-sig")
    run = CliRunner().invoke(commands, ["acknowledge", key, url, str(tmp_path / "acks.txt")], catch_exceptions=False)
    assert run.stdout == "1 通を消しました。\n"
    identity = keys.identity(folder / "desk.key")
    return [str(from_json(open_envelope(row.envelope, [identity])).answers["word"]) for row in rows]


def test_unreachable_is_told_in_japanese(tmp_path: Path) -> None:
    """A drop box that does not answer is no traceback."""
    keys.make(tmp_path / "keys", date(2026, 11, 23))
    key = f"--key={tmp_path}/keys/signing.key"
    run = CliRunner().invoke(commands, ["fetch", key, f"http://127.0.0.1:{free_port()}", str(tmp_path / "f")])

    assert run.exit_code == 1
    assert "つながりません" in run.stderr


def test_practice_keys_are_refused_for_real(tmp_path: Path) -> None:
    """Keys made for trying things out lie beside the box: without --plain-http it does not start with them."""
    practise(tmp_path)

    from_environment({"DROPBOX_STATE": str(tmp_path), "DROPBOX_PLAIN_HTTP": "1"})
    with pytest.raises(Unfit, match="練習用の鍵"):
        from_environment({"DROPBOX_STATE": str(tmp_path)})


def test_files_of_the_site(tmp_path: Path) -> None:
    """Pages, styles and folders are served with headers of their own; nothing outside of the site is."""
    box = open_box(tmp_path, site=own_pages(tmp_path), serve_site=True)
    (tmp_path / "site/a").mkdir()
    (tmp_path / "site/a/index.html").write_text("<!doctype html><style>p{}</style><script>1</script>")
    (tmp_path / "site/a.css").write_text("p{}")

    page = box.client.get("/a/")
    assert "script-src 'self' 'sha256-" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "X-Robots-Tag" not in page.headers
    with box.client.get("/a.css") as style:
        assert style.mimetype == "text/css"
    assert box.client.get("/a").headers["Location"] == "/a/"
    for outside in ("/../box.key", "/%2e%2e/box.sqlite3", "//etc/passwd", "/a/../../box.sqlite3"):
        assert box.client.get(outside).status_code in (308, 404)
    box.store.close()


def test_command_lists_what_it_can() -> None:
    """`python -m formhandler` tells its verbs in Japanese."""
    run = subprocess.run([sys.executable, "-m", "formhandler", "--help"], capture_output=True, text=True, check=True)

    assert all(verb in run.stdout for verb in ("keygen", "open", "serve", "fetch", "acknowledge"))
