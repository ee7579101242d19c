"""What partners put on their own pages: banners, and a card of one window. Pictures that are links, nothing else.

No script, no style sheet, no cookie, no counting. They work on a page with a strict policy of its own: the drawing uses
attributes only, and the snippet asks for one picture or one frame. A card's number is always today's.
"""

from collections.abc import Iterator
from datetime import date
from html import escape

from markupsafe import Markup

from directory.languages import LANGUAGES
from directory.model import Window
from directory.words import marked
from publish.banners import shelf
from publish.edition import Edition
from publish.open_data.published import Published, published, published_of
from publish.page import environment
from publish.print import banner

FOLDER = "kit/"
WIDTH = 360
LINE = 20  # full-width signs, or twice as many Latin letters, in a line of the card
INK, PAPER, LEAF = "#26352c", "#fffdf7", "#2f6b4f"
HEADING = marked("あなたのページに置く")
PASTE = marked("このまま貼れます。見た人のことは、何も記録しません。")
FRESH = marked("番号が変わると、カードの番号も変わります。")
OTHERS = marked("ほかの窓口のカードは、{id} を、その窓口のページの住所にある名前に変えてください。")
SHEET = marked("窓口のページは、そのまま印刷できます。")


def files(day: date) -> Iterator[tuple[str, str]]:
    """Yield the address and the drawing of every card."""
    for language in LANGUAGES:
        given = published(language.code, day)
        yield from ((card_address(window, given), card(window, given)) for window in given.windows)


def card(window: Window, given: Published) -> str:
    """Return a window's card: what it is, its name, the number to call now."""
    title = [(line, 18, INK) for line in lines(given.say(window.description) or window.name)]
    name = _small(window.name) if window.description else []
    voices = [phone for phone in window.phones if phone.type == "voice"][:1]
    number = [(phone.number, 26, LEAF) for phone in voices]
    return _drawing([*title, *name, *number], given.page(f"w/{window.id}/"), given)


def _small(text: str) -> list[tuple[str, int, str]]:
    return [(line, 14, INK) for line in lines(text)]


def lines(text: str) -> list[str]:
    """Return a text in lines that fit: Latin letters part at spaces, Japanese anywhere."""
    found, width = [""], 0.0
    for word in text.split(" ") if text.isascii() or " " in text else list(text):
        size = sum(0.55 if sign < "\u3000" else 1.0 for sign in word) + 0.5 * (" " in text)
        if width + size > LINE and found[-1]:
            found, width = [*found, ""], 0.0
        found[-1] += (" " if found[-1] and " " in text else "") + word
        width += size
    return found


def _drawing(rows: list[tuple[str, int, str]], to: str, given: Published) -> str:
    height, drawn = 20, []
    for text, size, colour in rows:
        height += round(size * 1.5)
        drawn.append(f'<text x="18" y="{height}" font-size="{size}" fill="{colour}">{escape(text)}</text>')
    title = escape(" ".join(text for text, _, _ in rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height + 22}" role="img" '
        f'viewBox="0 0 {WIDTH} {height + 22}" font-family="sans-serif" xml:lang="{given.edition.language.tag}">'
        f'<title>{title}</title><a href="{escape(to)}" target="_top" rel="noreferrer noopener">'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{height + 20}" rx="10" fill="{PAPER}" stroke="{LEAF}"/>'
        f"{''.join(drawn)}</a></svg>\n"
    )


def card_address(window: Window, given: Published) -> str:
    """Return where in the site a window's card stands, for ever."""
    return f"{FOLDER}{given.edition.language.prefix}card/{window.id}.svg"


def card_snippet(window: Window, given: Published) -> str:
    """Return the HTML of a window's card."""
    words = given.say(window.description) or window.name
    to = given.page(f"w/{window.id}/")
    picture = given.site.url + card_address(window, given)
    return (
        f'<a href="{escape(to)}" rel="noreferrer noopener"><img src="{escape(picture)}" alt="{escape(words)}" '
        f'width="{WIDTH}" referrerpolicy="no-referrer" loading="lazy"></a>'
    )


def kit(made_for: Edition, top: str) -> Markup:
    """Return the part of the partners' page that holds what can be pasted; `top` is the way to the site's root."""
    given = published_of(made_for)
    shown = [given.window[name] for name in given.site.front if name in given.window][:1]
    code = made_for.language.code
    sizes = [size for size in banner.SIZES if size != banner.OPEN_GRAPH] if shelf() else []
    snippets = [
        *((banner.snippet(given.site, code, size), size, top + banner.address(code, size)) for size in sizes),
        *((card_snippet(window, given), None, top + card_address(window, given)) for window in shown),
    ]
    template = environment().get_template("_partner_kit.html")
    said = {"heading": HEADING, "paste": PASTE, "fresh": FRESH, "sheet": SHEET}
    words = {key: made_for.reader.t(sentence) for key, sentence in said.items()}
    others = [made_for.reader.t(OTHERS, id=window.id) for window in shown]
    return Markup(template.render(snippets=snippets, others=others, **words))
