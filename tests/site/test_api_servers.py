"""What the small server and Apache say of /api/; nginx and Caddy are tried in test_headers.py."""

import os
import shutil
import subprocess
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from publish.open_data.server import MEDIA, OPEN, apache
from publish.serve import server
from tests.site.test_headers import free_port

APACHE = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
{user}
{modules}
TypesConfig mime.types
DocumentRoot {folder}/site
<Directory {folder}/site>
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "headers")


@pytest.fixture
def place() -> Iterator[Path]:
    """Lend a folder that a server can read that runs as a user of its own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def site(place: Path) -> Path:
    """Make a site with a file of each kind below /api/, and a page."""
    folder = place / "site"
    (folder / "api").mkdir(parents=True)
    for name in (*(f"api/data.{end}" for end in MEDIA), "page.html"):
        (folder / name).write_text("{}", "utf-8")
    (folder / "api/.htaccess").write_text(apache(), "utf-8")
    return folder


def asked(port: int, name: str) -> Message:
    """Return the headers of an answer."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{name}", timeout=10) as answer:
        headers: Message = answer.headers
        return headers


class TestSmallServer:
    """`make run`."""

    def test_any_page_may_read_the_data_and_nothing_else(self, site: Path) -> None:
        """The header stands on /api/ and on no other address."""
        running = server(site, 0)
        threading.Thread(target=running.serve_forever, args=[0.01], daemon=True).start()
        try:
            found = [
                asked(running.server_port, name).get("Access-Control-Allow-Origin")
                for name in ("api/data.json", "page.html")
            ]
        finally:
            running.shutdown()
            running.server_close()

        assert found == ["*", None]


class TestApache:
    """`.htaccess`, read by a real Apache."""

    @pytest.fixture
    def port(self, site: Path) -> Iterator[int]:
        """Start Apache on the site."""
        program = Path(shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin") or "")
        modules = Path("/usr/lib/apache2/modules")
        if not program.is_file() or not modules.is_dir():
            pytest.skip("there is no Apache: sudo apt-get install apache2-bin")
        found, folder = free_port(), site.parent
        (folder / "mime.types").write_text("text/html html\n", "utf-8")
        loaded = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES)
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        config = folder / "apache.conf"
        config.write_text(APACHE.format(folder=folder, port=found, modules=loaded, user=user), "utf-8")
        subprocess.run([program, "-f", config, "-k", "start"], check=True, capture_output=True)
        yield found
        subprocess.run([program, "-f", config, "-k", "stop"], check=True, capture_output=True)

    def test_it_says_what_the_other_servers_say(self, port: int) -> None:
        """Every header, once, and what kind each file is; a page outside keeps to itself."""
        for end, media in MEDIA.items():
            told = asked(port, f"api/data.{end}")
            assert {name: told.get_all(name) for name in OPEN["api/"]} == {k: [v] for k, v in OPEN["api/"].items()}
            assert told["Content-Type"] == media
        assert asked(port, "page.html").get("Access-Control-Allow-Origin") is None
