"""The headers of every answer, and whether a POST came from our own page."""

from urllib.parse import urlsplit

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
POLICY = "Content-Security-Policy"
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


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
