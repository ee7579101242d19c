"""A built page's main part as Markdown, so that other generators are given the same content."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

OPENS = {
    "h1": "\n\n# ",
    "h2": "\n\n## ",
    "h3": "**",
    "p": "\n\n",
    "dt": "\n\n**",
    "dd": "\n\n",
    "li": "\n- ",
    "br": " ",
}
CLOSES = {"h3": "**", "dt": "**", "ul": "\n\n", "table": "\n\n", "tr": "|"}
UNSEEN = {"svg", "script", "style", "rt", "form"}
MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass
class Markdown(HTMLParser):
    """Turns the tags it meets into Markdown."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    unseen: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        """Start the parser."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write what a tag begins."""
        self.unseen += tag in UNSEEN
        if tag == "a":
            self.links.append(str(dict(attrs).get("href")))
            self._say("[")
        elif tag == "table":
            self.rows = 0
            self._say("\n\n")
        elif tag in ("th", "td"):
            self._say("|")
        else:
            self._say(OPENS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """Write what a tag ends."""
        if tag == "a":
            self._say(f"]({_file(self.links.pop())})")
        elif tag == "tr":
            self.rows += 1
            self._say("|\n" + "|---|---|\n" * (self.rows == 1))
        else:
            self._say(CLOSES.get(tag, ""))
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        """Write a text, its own line ends left out."""
        self._say(re.sub(r"\s+", " ", data.replace("|", "/")))

    def _say(self, text: str) -> None:
        self.text += "" if self.unseen else text


def _file(link: str) -> str:
    """Return a link to a folder as one to the Markdown file in it."""
    return link if re.match(r"\w+:|#", link) or not link.endswith("/") else f"{link}index.md"


def as_markdown(html: str) -> tuple[str, str]:
    """Return a page's title and its main part as Markdown."""
    main, title = MAIN.search(html), TITLE.search(html)
    reader = Markdown()
    reader.feed(main[1] if main else "")
    text = re.sub(r"\n[ \n]*\n", "\n\n", re.sub(r" *\n", "\n", reader.text)).strip()
    return (title[1] if title else "").partition(" — ")[0], f"{text}\n"
