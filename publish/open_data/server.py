"""What a web server must be told of what others may use: the open data below /api/, the pictures below /kit/.

Pages may not be framed nor read from elsewhere; these may. `publish.headers` writes it into the settings for nginx and
Caddy; for Apache it lies in /api/ itself as `.htaccess`.
"""

import re

MEDIA = {
    "json": "application/json; charset=utf-8",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
HEADERS = {
    "Cache-Control": "no-cache",  # ask each time; an unchanged file is answered by 304
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
# Each folder that is open to others, and its headers: data may be read by any page, pictures are only shown.
OPEN = {"api/": {"Access-Control-Allow-Origin": "*", **HEADERS}, "kit/": HEADERS}


def apache() -> str:
    """Return the settings for Apache, to lie in /api/ itself."""
    kinds = [f"AddType '{media}' .{end}" for end, media in MEDIA.items()]
    headers = [f'Header always set {name} "{value}"' for name, value in OPEN["api/"].items()]
    return "\n".join([*kinds, "<IfModule mod_headers.c>", *headers, "</IfModule>", "FileETag MTime Size", ""])


def nginx(base: str) -> str:
    """Return the settings for nginx, to stand in the site's `server { }`."""
    kinds = [f"        {media.partition(';')[0]} {end};" for end, media in MEDIA.items()]
    lines = ["location ~ /\\.ht { return 404; }"]
    for folder, headers in OPEN.items():
        told = [f'    add_header {name} "{value}" always;' for name, value in headers.items()]
        types = ["    types {", *kinds, "        image/svg+xml svg;", "    }", "    charset utf-8;"]
        charset = "    charset_types text/csv text/calendar text/plain application/json;"
        lines += [f"location {base}{folder} {{", *types, charset, *told, "}"]
    return "\n".join(lines)


def caddy(base: str) -> str:
    """Return the settings for Caddy, to stand in the site's block."""
    lines = []
    for folder, headers in OPEN.items():
        name = folder.strip("/")
        lines += [f"@{name} path {base}{folder}*", f"header @{name} {{"]
        lines += [*(f'\t{key} "{value}"' for key, value in headers.items()), "\t-Server", "}"]
    for end, media in MEDIA.items():
        kind = [f"header @{end} {{", f'\tContent-Type "{media}"', "\tdefer", "}"]  # after file_server's own guess
        lines += [f"@{end} path_regexp ^{re.escape(base)}api/.*\\.{end}$", *kind]
    return "\n".join(f"\t{line}" for line in lines)
