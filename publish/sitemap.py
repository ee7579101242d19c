"""sitemap.xml: the addresses that search engines may know. Quiet pages are not in it."""

from html import escape


def sitemap(root: str, addresses: list[str]) -> str:
    """Return the sitemap of addresses below a root address."""
    rows = "".join(f"<url><loc>{escape(root + address)}</loc></url>\n" for address in sorted(addresses))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{rows}</urlset>\n"
    )
