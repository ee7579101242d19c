"""Prose pages (docs/*.md) after Markdown: links into the reader's language, the list of partners, furigana."""

import re

from markupsafe import Markup

from directory.furigana import to_html
from directory.languages import BY_CODE, SOURCE
from publish.edition import Edition
from publish.page import environment
from publish.partner_kit import kit

PARTNERS = "<!-- partners -->"
PROSE = ("about", "privacy", "call", "limits", "partners")


def is_source_text(name: str, made_for: Edition) -> str:
    """Return the language a prose file is written in: its own, or Japanese where there is no translation."""
    found = re.search(r"\.([A-Za-z-]+)\.md$", name)
    code = found[1] if found else SOURCE
    return code if code in BY_CODE else made_for.language.code


def finished(html: str, address: str, made_for: Edition) -> str:
    """Return a prose page's HTML as it is shown."""
    home = "../" * address.count("/") or "./"
    html = re.sub(r'href="/(?!/)', f'href="{home}', html)
    if made_for.reader.easy:
        html = re.sub(r"(<[^>]*>)|([^<]+)", lambda m: m[1] or _ruby(m[2]), html)
    html = html.replace(PARTNERS, str(partners(made_for, home)))
    top = home + "../" * made_for.language.prefix.count("/")
    return html + str(kit(made_for, top)) if address == "partners/" else html


def _ruby(text: str) -> str:
    return to_html(str(Markup(text).unescape()))


def partners(made_for: Edition, home: str) -> Markup:
    """Return the list of organizations that co-operate."""
    reader = made_for.reader
    rows = [o for o in made_for.directory.records.organizations if o.partner]
    template = environment().get_template("_partners.html")
    html = template.render(rows=rows, t=reader.t, fact=reader.fact, home=home)
    return Markup(html)
