"""What the web server is told of /api/."""

import threading
import urllib.request
from pathlib import Path

from publish.open_data.server import HEADERS, MEDIA, apache, nginx
from publish.serve import server


def test_the_recipe_for_nginx_is_in_step() -> None:
    """If not: write publish.open_data.server.nginx() into docs/recipes/nginx-api.conf."""
    assert Path("docs/recipes/nginx-api.conf").read_text("utf-8") == nginx()


def test_both_servers_say_the_same() -> None:
    """Each header and each kind of file stands in both."""
    for words in (*HEADERS, *HEADERS.values(), *(media.partition(";")[0] for media in MEDIA.values())):
        assert words in apache()
        assert words in nginx()


def test_any_page_may_read_the_data_and_nothing_else(tmp_path: Path) -> None:
    """The header stands on /api/ and on no other address."""
    (tmp_path / "api").mkdir()
    for name in ("api/windows.json", "page.html"):
        (tmp_path / name).write_text("{}", "utf-8")
    running = server(tmp_path, 0)
    threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
    try:
        found = {}
        for name in ("api/windows.json", "page.html"):
            address = f"http://127.0.0.1:{running.server_port}/{name}"
            with urllib.request.urlopen(address, timeout=5) as answer:
                found[name] = answer.headers.get("Access-Control-Allow-Origin")
    finally:
        running.shutdown()
        running.server_close()

    assert found == {"api/windows.json": "*", "page.html": None}
