"""The headers of every answer, and whether a POST came from our own page."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# With `no-referrer` a browser sends "Origin: null" on its own form's POST; `same-origin` tells us and nobody else.
ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Strict-Transport-Security": "max-age=63072000",
}
# The rest of the site may be kept and found; it tells other sites nothing.
SITE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ALWAYS["Permissions-Policy"],
    "Strict-Transport-Security": ALWAYS["Strict-Transport-Security"],
}
POLICY = "Content-Security-Policy"
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
FOR_ALL = [*ALWAYS.items(), (POLICY, NOTHING)]


def with_headers(app: WSGIApplication) -> WSGIApplication:
    """Return the application with FOR_ALL on every answer, but for what an answer says itself.

    A page of the site is known by its own Referrer-Policy: it has all that SITE says, and nothing more.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            said = dict(headers)
            more = [] if "Referrer-Policy" in said else [line for line in FOR_ALL if line[0] not in said]
            return start_response(status, headers + more, *failure)

        return app(environ, start)

    return answer


def from_our_page(fetch_site: str | None, origin: str | None, host: str) -> bool:
    """Whether a POST came from a page of ours, as far as the browser says: it may say nothing, or "null"."""
    if fetch_site not in (None, "same-origin", "none"):
        return False
    return origin in (None, "null") or _host(origin or "") == host


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
