"""The web server's share of the promise, written for Caddy and for nginx: headers, quiet paths, no record of anyone."""

import re
from urllib.parse import urlsplit

from directory.languages import LANGUAGES
from directory.vocabulary import Site
from publish.audit import QUIET
from publish.open_data import server
from publish.page import NOT_FOUND
from publish.shell import policy

# She may sit at a shared computer: no page stays in its cache. A file in assets/ is named by what it holds.
KEPT_NOT, KEPT = "no-store", "public, max-age=31536000, immutable"
# Only what browsers know by name; each that is not named here is off by default-src 'none' or asks her first.
OFF = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read", "clipboard-write",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access",
    "sync-xhr", "usb", "web-share", "window-management", "xr-spatial-tracking",
)  # fmt: skip
COMPRESSED = "text/css text/javascript application/javascript application/json application/xml image/svg+xml"

NGINX = """\
# nginx の設定。サイトと一緒に作られます。手で直さず、publish/headers.py を直してください。
# 使い方: server {{ listen …; server_name …; root （サイトのフォルダー）; include （このファイル）; }}
charset utf-8;
server_tokens off;
absolute_redirect off;
index index.html;
error_page 403 404 =404 {base}{not_found};
gzip on;
gzip_vary on;
gzip_types {compressed};

# だれが何を見たかを残さない。エラーの記録にも住所（IP）が入るため、止める
access_log off;
log_not_found off;
error_log /dev/null emerg;

set $tsunagari_kept "{kept_not}";
if ($uri ~ "^{assets}") {{ set $tsunagari_kept "{kept}"; }}
set $tsunagari_found "";
if ($uri ~* "{quiet}") {{ set $tsunagari_found "noindex"; }}

# QRコードの大文字
rewrite "^{stem}B/([0-9]+)/(?:index\\.html)?$" {base}$1b/$2/;
rewrite "^{stem}[Bb]/([0-9]+)$" {base}$1b/$2/ redirect;
rewrite "^{code}$" {base}$1/ redirect;

add_header Cache-Control $tsunagari_kept always;
add_header X-Robots-Tag $tsunagari_found always;
{headers}

# ほかのサイトから使えるもの
{open}
"""

CADDY = """\
# Caddy の設定。サイトと一緒に作られます。手で直さず、publish/headers.py を直してください。
# 使い方（Caddyfile に。はじめの行で、このファイルを読みます）:
#   import （このファイル）
#   {{
#   	import tsunagari-log
#   }}
#   example.org {{
#   	root * （サイトのフォルダー）
#   	import tsunagari
#   }}

# だれが何を見たかを残さない。エラーの記録からも、頼んだ人の住所（IP）ごと消す
(tsunagari-log) {{
	log default {{
		format filter {{
			wrap json
			fields {{
				request delete
			}}
		}}
	}}
}}

(tsunagari-pages) {{
	encode gzip

	# QRコードの大文字
	@capital path_regexp capital ^{stem}B/([0-9]+)/(?:index\\.html)?$
	rewrite @capital {base}{{re.capital.1}}b/{{re.capital.2}}/
	@slash path_regexp slash ^{stem}[Bb]/([0-9]+)$
	redir @slash {base}{{re.slash.1}}b/{{re.slash.2}}/ 302
	@code path_regexp code ^{code}$
	redir @code {base}{{re.code.1}}/ 302

	@own not path {shared}
	header @own {{
{headers}
		-Server
	}}
	@assets path {base}assets/*
	header @assets Cache-Control "{kept}"
	@pages not path {base}assets/* {shared}
	header @pages Cache-Control "{kept_not}"
	@quiet path_regexp quiet (?i){quiet}
	header @quiet X-Robots-Tag "noindex"

	# ほかのサイトから使えるもの
{open}

	file_server {{
		hide .htaccess
	}}
}}

(tsunagari-missing) {{
	header {{
{headers}
		-Server
	}}
	header Cache-Control "{kept_not}"
	header X-Robots-Tag "noindex"
	rewrite * {base}{not_found}
	file_server
}}

(tsunagari) {{
	import tsunagari-pages
	handle_errors {{
		import tsunagari-missing
	}}
}}
"""


def values() -> dict[str, str]:
    """Return the headers that every answer carries."""
    return {
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": ", ".join(["geolocation=(self)", *(f"{feature}=()" for feature in OFF)]),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000",
    }


def headers(site: Site) -> dict[str, str]:
    """Return the two servers' configuration by file name."""
    given = values()
    caddy = "\n".join(f'\t\t{name} "{value}"' for name, value in given.items())
    nginx = "\n".join(f'add_header {name} "{value}" always;' for name, value in given.items())
    places = _places(urlsplit(site.url).path or "/")
    return {
        "Caddyfile": CADDY.format(headers=caddy, open=server.caddy(places["base"]), **places),
        "nginx.conf": NGINX.format(headers=nginx, open=server.nginx(places["base"]), compressed=COMPRESSED, **places),
    }


def _places(base: str) -> dict[str, str]:
    """Return the paths and patterns that both servers use; `stem` catches the language's folder."""
    root, prefixes = re.escape(base), "|".join(language.prefix for language in LANGUAGES if language.prefix)
    return {
        "base": base,
        "not_found": NOT_FOUND,
        "stem": f"{root}((?:{prefixes})?)",
        "code": f"{root}([Bb]/[0-9A-Za-z]*[A-Za-z][0-9A-Za-z]*)",
        "assets": f"{root}assets/",
        "shared": " ".join(f"{base}{folder}*" for folder in server.OPEN),
        "quiet": f"^{root}(?:(?:{prefixes})?(?:{'|'.join(QUIET)})(?:/|$)|{re.escape(NOT_FOUND)}$)",
        "kept_not": KEPT_NOT,
        "kept": KEPT,
    }
