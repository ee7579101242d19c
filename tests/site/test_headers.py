"""The generated server configuration, in real servers: each header, quiet paths, and no address in any log."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from directory.load import load
from publish.headers import KEPT, headers, values
from publish.open_data.server import MEDIA, OPEN
from publish.serve import server
from tests.site_built import Site

VISITOR = "203.0.113.7"
EVERYWHERE = (
    "/", "/w/", "/en/need/", "/b/1/", "/B/1/", "/th/b/2/", "/callback/", "/nowhere/", "/robots.txt", "/w", "/b/1",
    "/B/7KMX",
)  # fmt: skip
QUIET = (
    "/b/1/", "/B/1/", "/B/3/", "/en/b/2/", "/en/B/2/", "/B/7KMX/", "/b/h23/", "/callback/", "/ja-easy/callback/",
    "/404.html",
)  # fmt: skip
ENTRANCE = ("/", "/w/", "/need/", "/en/", "/about/", "/area/")
NGINX = """
{user} pid nginx.pid; error_log main.log;
events {{ }}
http {{
  types {{ text/html html; text/javascript js; application/xml xml; text/plain txt; }}
  access_log seen.log;
  client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
  server {{ listen 127.0.0.1:{port}; root {root}; include {snippet}; }}
}}
"""
CADDY = """
import {snippet}
{{
	admin off
	import tsunagari-log
}}
http://127.0.0.1:{port} {{
	root * {root}
	import tsunagari
}}
"""


@dataclass(frozen=True)
class Running:
    """A server that runs, and the folder of its logs."""

    port: int
    folder: Path

    def get(self, path: str, method: str = "GET", known: str | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask as a browser would, behind a proxy that tells the visitor's address; perhaps with what it has."""
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        line.request(method, path, headers={"X-Forwarded-For": VISITOR} | ({"If-None-Match": known} if known else {}))
        answer = line.getresponse()
        body = answer.read()
        line.close()
        return answer, body

    def logs(self) -> str:
        """Return all that was written down."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("*.log"))


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def nginx(folder: Path, config: Path) -> Callable[[], None]:
    """Start nginx, which returns when it listens; return how to stop it."""
    subprocess.run(["nginx", "-p", folder, "-c", config], check=True, capture_output=True)
    return lambda: os.kill(int((folder / "nginx.pid").read_text()), signal.SIGTERM)


def caddy(folder: Path, config: Path) -> Callable[[], None]:
    """Start Caddy, which returns when it listens; return how to stop it."""
    started = ["caddy", "start", "--adapter", "caddyfile", "--config", str(config), "--pidfile", f"{folder}/caddy.pid"]
    home = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with (folder / "caddy.log").open("w") as log:
        subprocess.run(started, check=True, stdout=log, stderr=log, env=home)
    return lambda: os.kill(int((folder / "caddy.pid").read_text()), signal.SIGTERM)


SERVERS = {"nginx": (nginx, NGINX, "nginx.conf"), "caddy": (caddy, CADDY, "Caddyfile")}


@pytest.fixture(scope="module", params=SERVERS)
def web(request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The built site behind a real server with the generated configuration."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name}: sudo apt-get install {name}")
    start, text, file = SERVERS[name]
    folder = tmp_path_factory.mktemp(name)
    root = folder / "site"
    root.mkdir()
    for path in site.folder.iterdir():
        (root / path.name).symlink_to(path)
    (root / "loop.html").symlink_to("loop.html")  # opening it fails, which a server writes down
    (folder / file).write_text(headers(load().site)[file], "utf-8")
    port, user = free_port(), "user root;" if os.geteuid() == 0 else ""
    config = folder / "config"
    config.write_text(text.format(port=port, root=root, snippet=folder / file, user=user), "utf-8")
    stop = start(folder, config)
    yield Running(port, folder)
    stop()


class TestHeaders:
    """What the page says about itself, the server says too, and more."""

    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_every_answer_carries_every_header_once(self, web: Running, path: str) -> None:
        """Pages, files, redirects and pages that are not there."""
        answer, _ = web.get(path)

        assert {name: answer.headers.get_all(name) for name in values()} == {k: [v] for k, v in values().items()}

    def test_the_policy_allows_every_pages_style_and_no_frames(self, web: Running, site: Site) -> None:
        """The server does not know the page, so it allows the styles of all; only it can forbid frames around them."""
        policy = str(web.get("/")[0].getheader("Content-Security-Policy"))
        styles = {style for page in site.pages.values() for style in re.findall(r"'sha256-[^']+'", page.html[:2000])}

        assert styles <= set(re.findall(r"'sha256-[^']+'", policy))
        assert policy.endswith("; frame-ancestors 'none'")
        assert "unsafe" not in policy

    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_no_page_stays_in_a_shared_computers_cache(self, web: Running, path: str) -> None:
        """Back shows nothing to the next person."""
        assert web.get(path)[0].headers.get_all("Cache-Control") == ["no-store"]

    def test_a_file_named_by_its_content_is_kept_but_a_missing_one_is_not(self, web: Running, site: Site) -> None:
        """The one script is asked for once."""
        script = next((site.folder / "assets").iterdir()).name

        assert web.get(f"/assets/{script}")[0].headers.get_all("Cache-Control") == [KEPT]
        assert web.get("/assets/none.js")[0].headers.get_all("Cache-Control") == ["no-store"]

    def test_the_server_does_not_tell_its_version(self, web: Running) -> None:
        """Nothing to look up."""
        assert not any(letter.isdigit() for letter in web.get("/")[0].getheader("Server") or "")


class TestPaths:
    """Quiet paths are not indexed, capitals lead where they should, a wrong address gets our page."""

    @pytest.mark.parametrize("path", QUIET)
    def test_quiet_paths_are_not_for_search_engines(self, web: Running, path: str) -> None:
        """In every language, in capitals too."""
        answer, _ = web.get(path)

        assert (answer.status, answer.headers.get_all("X-Robots-Tag")) == (200, ["noindex"])

    @pytest.mark.parametrize("path", ENTRANCE)
    def test_entrance_pages_are(self, web: Running, path: str) -> None:
        """They are found by search."""
        answer, _ = web.get(path)

        assert (answer.status, answer.getheader("X-Robots-Tag")) == (200, None)

    @pytest.mark.parametrize(("capital", "small"), [("/B/1/", "b/1/"), ("/en/B/2/", "en/b/2/")])
    def test_capitals_show_the_same_page_without_a_redirect(
        self, web: Running, site: Site, capital: str, small: str
    ) -> None:
        """A QR code holds capitals; a redirect would be one more entry in her history."""
        answer, body = web.get(capital)

        assert (answer.status, body.decode()) == (200, site.pages[small].html)

    @pytest.mark.parametrize(
        ("path", "place"),
        [("/b/1", "/b/1/"), ("/B/1", "/b/1/"), ("/th/B/2", "/th/b/2/"), ("/B/7KMX", "/B/7KMX/"), ("/b/h23", "/b/h23/")],
    )
    def test_a_forgotten_slash_is_added(self, web: Running, path: str, place: str) -> None:
        """The page's links count from its folder."""
        answer, _ = web.get(path)

        assert (answer.status, answer.getheader("Location")) == (302, place)

    @pytest.mark.parametrize("path", ["/nowhere/", "/en/w/none/", "/b/9/", "/assets/"])
    def test_a_page_that_is_not_there_is_answered_with_ours(self, web: Running, site: Site, path: str) -> None:
        """In all languages, with the exit; nothing about a folder is told either."""
        answer, body = web.get(path)

        assert (answer.status, body.decode()) == (404, site.pages["404.html"].html)


OFFERED = [("api/", "/api/windows.json"), ("kit/", "/kit/card/national-yorisoi.svg")]


class TestOpen:
    """What others may use: the data from any page, the pictures on any page; nothing else."""

    @pytest.mark.parametrize(("folder", "path"), OFFERED)
    def test_it_carries_its_own_headers_once(self, web: Running, folder: str, path: str) -> None:
        """And not those that keep a page to itself."""
        answer, _ = web.get(path)
        told = {name: answer.headers.get_all(name) for name in (*values(), *OPEN["api/"])}

        assert answer.status == 200
        assert {name: found for name, found in told.items() if found} == {k: [v] for k, v in OPEN[folder].items()}

    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_no_page_may_be_read_from_elsewhere(self, web: Running, path: str) -> None:
        """Only the data may."""
        assert web.get(path)[0].getheader("Access-Control-Allow-Origin") is None

    @pytest.mark.parametrize(("end", "media"), MEDIA.items())
    def test_every_file_says_what_it_is(self, web: Running, site: Site, end: str, media: str) -> None:
        """A calendar is one for a calendar program."""
        path = next(one for one in sorted((site.folder / "api").rglob(f"*.{end}"))).relative_to(site.folder)

        assert str(web.get(f"/{path}")[0].getheader("Content-Type")).lower() == media

    def test_an_unchanged_file_is_not_sent_again(self, web: Running) -> None:
        """Who has it already is told so."""
        mark = web.get("/api/windows.json")[0].getheader("ETag")
        answer, body = web.get("/api/windows.json", known=mark)

        assert mark
        assert (answer.status, body) == (304, b"")

    def test_settings_of_another_server_are_not_served(self, web: Running) -> None:
        """`.htaccess` is for Apache."""
        assert web.get("/api/.htaccess")[0].status == 404

    def test_a_partners_page_with_a_strict_policy_shows_the_card_and_reads_the_data(
        self, web: Running, browser: Browser, tmp_path: Path
    ) -> None:
        """From another origin, through a real server; no page of ours can be read there."""
        ours = f"http://127.0.0.1:{web.port}"
        policy = f"default-src 'none'; img-src {ours}; connect-src {ours}"
        head = f'<!doctype html><title>x</title><meta http-equiv="Content-Security-Policy" content="{policy}">'
        card = f'<img src="{ours}/kit/card/national-yorisoi.svg" alt="">'
        (tmp_path / "index.html").write_text(head + card, "utf-8")
        partner = server(tmp_path, 0)
        threading.Thread(target=partner.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{partner.server_port}/")
        width = page.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)")
        count = page.evaluate(f"fetch('{ours}/api/windows.json').then(a => a.json()).then(a => a.windows.length)")
        refused = page.evaluate(f"fetch('{ours}/').then(() => 'read', () => 'refused')")
        page.close()
        partner.shutdown()
        partner.server_close()

        assert (width, refused) == (360, "refused")
        assert count > 60


class TestLogs:
    """Nobody can be asked for what was never written."""

    def test_no_address_stands_in_any_log(self, web: Running) -> None:
        """Neither after a good answer nor after a missing page, a failure or nonsense."""
        for path in ("/", "/b/1/", "/nowhere/", "/loop.html", f"/{'a' * 300}/", "/%00", "/../../b/"):
            web.get(path)
        web.get("/b/1/", "POST")
        with socket.create_connection(("127.0.0.1", web.port)) as line:
            line.sendall(b"nonsense\r\n\r\n")
            line.recv(1000)

        logs = web.logs().replace(f"127.0.0.1:{web.port}", "")  # where it listens

        assert "127.0.0.1" not in logs
        assert VISITOR not in logs
        assert "/b/1/" not in logs
