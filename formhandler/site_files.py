"""The rest of the site, where no web server stands in front: `make run`, or a centre's single machine."""

from pathlib import Path

from flask import Flask, Response, abort, redirect, send_from_directory
from werkzeug.security import safe_join


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
        return send_from_directory(root, path, conditional=False)

    app.add_url_rule("/", "site home", file, defaults={"path": ""}, provide_automatic_options=False)
    app.add_url_rule("/<path:path>", "site", file, provide_automatic_options=False)
