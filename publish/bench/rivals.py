"""The same pages laid out for other generators: Material for MkDocs as it comes, Hugo with a skeleton like ours."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from directory.languages import BY_CODE, LANGUAGES, SOURCE
from publish.bench.as_markdown import as_markdown
from publish.shell import style

MATERIAL = """\
site_name: つながり かわさき
site_url: https://example.org/
theme: {name: material, custom_dir: words}
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
"""
HUGO = """\
baseURL = "https://example.org/"
title = "つながり かわさき"
defaultContentLanguage = "ja"
disableKinds = ["taxonomy", "term", "RSS", "404"]
[markup.goldmark.renderer]
unsafe = true
[languages]
"""
SKELETON = """\
<!doctype html>
<html lang="{{ .Site.LanguageCode }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} — {{ .Site.Title }}</title>
<meta name="description" content="{{ .Title }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Site.LanguageCode }}" href="{{ .Permalink }}">
{{ end }}<meta name="referrer" content="no-referrer">
<style>STYLE</style>
</head>
<body>
<a class="exit" href="https://example.org/" rel="noreferrer">{{ i18n "exit" }}</a>
<header class="top"><a class="brand" href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a>
<details class="lang"><summary>Language</summary><nav><ul class="langs">
{{ range .AllTranslations }}<li>
<a lang="{{ .Site.LanguageCode }}" href="{{ .RelPermalink }}">{{ .Site.Params.name }}</a></li>
{{ end }}</ul></nav></details></header>
<main id="m">{{ .Content }}</main>
<footer><nav><ul>{{ range slice "limits" "call" "about" "privacy" "partners" }}
<li><a href="{{ $.Site.Home.RelPermalink }}{{ . }}/">{{ i18n . }}</a></li>{{ end }}</ul></nav></footer>
<a class="exit" href="https://example.org/" rel="noreferrer">{{ i18n "exit" }}</a>
</body>
</html>
"""


# What a printed code opens is a page once more, at the code's address.
COPIES = re.compile(r"[Bb]/\w*[A-Za-z]|B/")


def pages(site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield language, address and HTML of every page of a built site; 404.html and copies for codes are left out."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix()
        first, _, rest = address.partition("/")
        if not COPIES.match(address):
            code = first if first in BY_CODE else SOURCE
            yield code, (rest if code != SOURCE else address).removeprefix("."), path.read_text("utf-8")


def material(site: Path, folder: Path) -> None:
    """Lay out a Markdown file for every page in every language; all else is as Material comes."""
    known = files("material") / "templates/partials/languages"
    rows = [
        f"        - {{locale: {one.code}, name: {one.name}, build: true, default: {str(one.code == SOURCE).lower()}}}\n"
        for one in LANGUAGES
    ]
    _write(folder / "mkdocs.yml", MATERIAL + "".join(rows))
    for one in LANGUAGES:
        if not (known / f"{one.code}.html").is_file():  # it does not know them, and does not build without
            english = (known / "en.html").read_text("utf-8")
            _write(folder / "words/partials/languages" / f"{one.code}.html", english)
    for code, address, html in pages(site):
        title, text = as_markdown(html)
        _write(folder / "docs" / code / address / "index.md", f"---\ntitle: {json.dumps(title)}\n---\n{text}")


def hugo(site: Path, folder: Path) -> None:
    """Lay out the same files for Hugo, with one template for all pages."""
    rows = [
        f'[languages.{one.code}]\nlanguageCode = "{one.tag}"\ncontentDir = "content/{one.code}"\n'
        f'weight = {number}\n[languages.{one.code}.params]\nname = "{one.name}"\n'
        for number, one in enumerate(LANGUAGES, 1)
    ]
    _write(folder / "config.toml", HUGO + "".join(rows))
    for name in ("single", "list", "index"):
        _write(folder / "layouts" / ("" if name == "index" else "_default") / f"{name}.html", _skeleton())
    for one in LANGUAGES:
        said = {name: {"other": name} for name in ("exit", "limits", "call", "about", "privacy", "partners")}
        _write(folder / "i18n" / f"{one.code}.json", json.dumps(said))
    every = list(pages(site))
    above = {(code, address.rpartition("/")[0]) for code, address, _ in every}
    for code, address, html in every:
        title, text = as_markdown(html)
        text = re.sub(r"\]\(([^):]*/)index\.md\)", r"](\1)", text)
        name = "_index.md" if not address or (code, address) in above else "index.md"
        _write(folder / "content" / code / address / name, f"---\ntitle: {json.dumps(title)}\n---\n{text}")


def _skeleton() -> str:
    return SKELETON.replace("STYLE", str(style(("stem", "record"))))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
