"""What a web server must be told of /api/: every page on the web may read it, and what kind each file is.

For Apache it lies in the folder itself as `.htaccess`; for nginx it stands in docs/recipes/nginx-api.conf.
"""

MEDIA = {
    "json": "application/json; charset=utf-8",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",  # ask each time; an unchanged file is answered by 304
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def apache() -> str:
    """Return the settings for Apache, to lie in /api/ itself."""
    kinds = [f"AddType '{media}' .{end}" for end, media in MEDIA.items()]
    headers = [f'Header always set {name} "{value}"' for name, value in HEADERS.items()]
    return "\n".join([*kinds, "<IfModule mod_headers.c>", *headers, "</IfModule>", "FileETag MTime Size", ""])


def nginx() -> str:
    """Return the settings for nginx, to stand in the site's `server { }`."""
    kinds = [f"        {media.partition(';')[0]} {end};" for end, media in MEDIA.items()]
    headers = [f'    add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    block = ["location /api/ {", "    types {", *kinds, "    }", "    charset utf-8;", "    etag on;", *headers, "}"]
    return "\n".join([*block, "location ~ /\\.ht { deny all; }", ""])
