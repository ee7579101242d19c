"""The rest of the site, where no web server stands in front: `make run`, or a centre's single machine."""

from pathlib import Path

from flask import Flask, Response, abort, redirect, send_from_directory
from werkzeug.security import safe_join

from formhandler.headers import POLICY, SITE
from formhandler.pages import Page

MISSING = "404.html"
OPEN = {"Access-Control-Allow-Origin": "*"}  # open data: every page on the web may read it


def site_files(app: Flask, folder: Path) -> None:
    """Serve the files of the built site below every address that is not the drop box's own."""
    root = folder.resolve()

    def file(path: str) -> Response:
        found = safe_join(str(root), path)
        if found is None:
            abort(404)
        if Path(found).is_dir():
            if path and not path.endswith("/"):
                return redirect(f"/{path}/", 301)  # type: ignore[return-value]
            path += "index.html"
        response = (
            _page(root, path) if path.endswith(".html") or not Path(found).exists() else send_from_directory(root, path)
        )
        if response.status_code < 400:
            response.headers.update(SITE | OPEN if path.startswith("api/") else SITE)
        return response

    app.add_url_rule("/", "site home", file, defaults={"path": ""}, provide_automatic_options=False)
    app.add_url_rule("/<path:path>", "site", file, provide_automatic_options=False)


def _page(root: Path, path: str) -> Response:
    """Return a page, or the site's own page for an address that is not there."""
    file, status = (root / path, 200) if (root / path).is_file() else (root / MISSING, 404)
    if not file.is_file():
        abort(404)
    page = Page(file.read_text("utf-8"))
    return Response(page.html, status, {POLICY: page.policy}, mimetype="text/html")
