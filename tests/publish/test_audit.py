"""The audit of the built pages: one violation of each kind is found where it stands, here."""

from pathlib import Path

import pytest

from directory.complaint import Complaint
from directory.load import load
from directory.model import HIDDEN_PHONES
from publish.audit import audit, briefly, promise
from publish.audit_rules import FAULTS, digest
from tests.site_built import DAY

DIRECTORY = load()
EXIT = f'<a class="exit" href="{DIRECTORY.site.exit_url}" rel="noreferrer">すぐ閉じる</a>'
STYLE = "p{color:#123}"
LEAVING = "(function(){leave()})()"
POLICY = (
    f"default-src 'none'; style-src {digest(STYLE)}; script-src 'self' {digest(LEAVING)}; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'"
)
# A page with which nothing is wrong. Its lines are counted below.
GOOD = f"""<!doctype html>
<html lang="ja">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>つながり</title>
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<style>{STYLE}</style>
<script src="../assets/site.js" defer></script></head>
<body>
{EXIT}<script>{LEAVING}</script>
<p><a href="../">はじめの頁</a></p>
<p><a href="https://example.org/" rel="noreferrer">ウェブ</a></p>
{EXIT}
</body></html>
"""
QUIET = GOOD.replace('<meta charset="utf-8">', '<meta charset="utf-8"><meta name="robots" content="noindex">')
HIDDEN = next(p for w in DIRECTORY.windows for p in w.phones if p.state in HIDDEN_PHONES and len(p.number) > 9)
SECRET = next(point.name for point in DIRECTORY.points if not point.public)
SCRIPT = "(function () {\n  const one = 1;\n})();\n"

# what is written there: the text replaced, its replacement, the fault, its line
SEEDED_ANYWHERE = {
    "an image of another host": ("<p>", '<p><img alt="" src="https://example.com/a.png">', "other-host", 12),
    "an image by http": ("<p>", '<p><img alt="" src="http://example.com/a.png">', "http", 12),
    "a picture among several": ("<p>", '<p><img alt="" srcset="a.png 1x, //example.com/b.png 2x">', "other-host", 12),
    "a script of another host": ("../assets/site.js", "//example.com/site.js", "other-host", 9),
    "a style sheet of another host": ("<body>", '<body><link rel="stylesheet" href="https://a.b/c">', "other-host", 10),
    "a preload": ("<body>", '<body><link rel="preload" href="https://a.b/c" as="font">', "other-host", 10),
    "a preconnect": ("<body>", '<body><link rel="preconnect" href="//a.b">', "other-host", 10),
    "an icon of another host": ('href="data:,"', 'href="https://a.b/i.png"', "other-host", 7),
    "a manifest": ("<body>", '<body><link rel="manifest" href="m.json">', "manifest", 10),
    "a frame": ("<p>", '<p><iframe src="https://a.b/"></iframe>', "other-host", 12),
    "a form to elsewhere": ("<p>", '<p><form action="https://a.b/"></form>', "other-host", 12),
    "a button to elsewhere": ("<p>", '<p><button formaction="https://a.b/">.</button>', "other-host", 12),
    "a drawing of another host": ("<p>", '<p><svg><use href="https://a.b/i.svg#a"/></svg>', "other-host", 12),
    "an address for the browser to go to": (
        "<body>", '<body><meta http-equiv="refresh" content="9; url=https://a.b/">', "other-host", 10,
    ),
    "a base": ("<body>", '<body><base href="../">', "base", 10),
    "a click handler": ('<a href="../">', '<a href="../" onclick="go()">', "handler", 12),
    "a style attribute": ("<p>", '<p style="color:red">', "style-attribute", 12),
    "a script in the page": ("<p>", "<p><script>go()</script>", "inline-script", 12),
    "another script than the policy allows": ("leave()", "go()", "inline-script", 11),
    "a script in the page that stores": ("leave()", "localStorage.a=1", "inline-script stores", 11),
    "a script in the page that sends": ("leave()", "fetch(1)", "inline-script sends", 11),
    "a link that is a script": ('<a href="../">', '<a href="javascript:go()">', "script-link", 12),
    "a new tab": ('<a href="../">', '<a href="../" target="_blank">', "new-tab", 12),
    "a link that tells where she was": ("org/\" rel=\"noreferrer\">ウェブ", 'org/">ウェブ', "referrer-leak", 13),
    "another order of keys": ('<a href="../">', '<a href="../" tabindex="1">', "tab-order", 12),
    "a drawing filled from elsewhere": ("<p>", '<p><svg fill="url(https://a.b/)"></svg>', "css-request", 12),
    "no policy": (f' content="{POLICY}"', "", "policy style-hash inline-script", 4),
    "a policy that allows inline scripts": ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "policy", 4),
    "a policy that allows another host": ("img-src 'self'", "img-src 'self' https:", "policy", 4),
    "a policy without its ground": ("default-src 'none'; ", "", "policy", 4),
    "no word on the referrer": ('<meta name="referrer" content="no-referrer">', "", "referrer", 3),
    "a wrong word on the referrer": ('"no-referrer"', '"origin"', "referrer", 6),
    "no exit at the top": (f"{EXIT}<script>", "<script>", "exit-first exit-last", 12),
    "something before the exit": ("<body>", '<body><a href="../">.</a>', "exit-first", 10),
    "something after the exit": ("</body>", '<a href="../">.</a></body>', "exit-last", 15),
    "an exit to elsewhere": (f"{EXIT}\n</body>", f"{EXIT.replace('jma', 'a')}\n</body>", "exit-target", 14),
    "no language": (' lang="ja"', "", "language", 2),
    "another language": ('lang="ja"', 'lang="en"', "language", 2),
    "no title": ("<title>つながり</title>", "", "title", 3),
    "a number that must not be called": ("ウェブ", HIDDEN.number, "hidden", 13),
    "the same number in a link": ('href="../"', f'href="tel:{HIDDEN.tel}"', "hidden", 12),
    "a place that must not be found": ("ウェブ", SECRET, "hidden", 13),
    "a tag that does not close": ("</p>\n<p>", "</p\n<p>", "broken", 12),
}  # fmt: skip
SEEDED_QUIET = {
    "a telling title": ("つながり", "相談の窓口", "quiet-word", 5),
    "a telling title in capitals": ("つながり", "dvの頁", "quiet-word", 5),
    "a telling icon": ('href="data:,"', 'href="../hotline.png"', "quiet-word", 7),
    "a telling line for sharing": ("<body>", '<body><meta property="og:title" content="女性の窓口">', "quiet-word", 10),
    "no noindex": ('<meta name="robots" content="noindex">', "", "noindex", 3),
    "a canonical address": ("<body>", '<body><link rel="canonical" href="https://a.b/">', "quiet-data", 10),
    "a description": ("<body>", '<body><meta name="description" content="。">', "quiet-data", 10),
    "structured data": ("<p>", '<p><script type="application/ld+json">{}</script>', "quiet-data", 12),
}
SEEDED_SCRIPTS = {
    "stores": (
        'document.cookie = "a=1"', 'localStorage.setItem("a", 1)', "sessionStorage.a = 1", "indexedDB.open(1)",
        "caches.open(1)", "navigator.serviceWorker.register(1)", 'history.pushState(0, "", "?q=1")',
    ),
    "sends": (
        "navigator.sendBeacon(1)", "fetch(1)", "new XMLHttpRequest()", 'import("./a.js")', 'new WebSocket("a")',
        'location.replace("https://a.b/")', 'open("//a.b/")',
    ),
    "evaluates": ("eval(one)", 'new Function("1")', 'document.write("1")', "one.innerHTML = one"),
}  # fmt: skip


def found(folder: Path, path: str, text: str) -> list[Complaint]:
    """Audit one file at an address of the site."""
    file = folder / f"page{Path(path).suffix}"
    file.write_text(text, "utf-8")
    return audit({path: str(file)}, promise(DIRECTORY, DAY))


def places(complaints: list[Complaint]) -> set[tuple[str, int, str]]:
    """Return file, line and kind."""
    codes = {what: code for code, (what, _) in FAULTS.items()}
    return {(complaint.file, complaint.line, codes[complaint.what]) for complaint in complaints}


class TestOnePage:
    """Each kind of violation is named with page and line."""

    @pytest.mark.parametrize(("path", "html"), [("about/index.html", GOOD), ("b/1/index.html", QUIET)])
    def test_a_good_page_has_no_faults(self, tmp_path: Path, path: str, html: str) -> None:
        """An entrance page and a quiet one."""
        assert found(tmp_path, path, html) == []

    @pytest.mark.parametrize("seed", SEEDED_ANYWHERE)
    def test_a_violation_is_found_in_its_line(self, tmp_path: Path, seed: str) -> None:
        """On a page that search engines may know."""
        old, new, codes, line = SEEDED_ANYWHERE[seed]
        assert old in GOOD

        complaints = found(tmp_path, "about/index.html", GOOD.replace(old, new, 1))

        assert ("about/index.html", line, codes.split()[0]) in places(complaints)
        assert {code for _, _, code in places(complaints)} <= {*codes.split()}

    @pytest.mark.parametrize("seed", SEEDED_QUIET)
    @pytest.mark.parametrize("path", ["b/1/index.html", "callback/index.html", "B/2/index.html"])
    def test_a_quiet_page_that_gives_her_away_is_found(self, tmp_path: Path, seed: str, path: str) -> None:
        """On what a QR code opens, and where she asks to be called."""
        old, new, code, line = SEEDED_QUIET[seed]

        assert places(found(tmp_path, path, QUIET.replace(old, new, 1))) == {(path, line, code)}

    @pytest.mark.parametrize(
        ("code", "title"), [("en", "Helpline"), ("th", "ปรึกษา"), ("vi", "Tư vấn"), ("ne", "महिला")]
    )
    def test_the_title_is_held_to_the_words_of_its_language(self, tmp_path: Path, code: str, title: str) -> None:
        """Also inside longer words, and in capitals."""
        path = f"{code}/callback/index.html"
        html = QUIET.replace('lang="ja"', f'lang="{code}"').replace("つながり", title)

        assert places(found(tmp_path, path, html)) == {(path, 5, "quiet-word")}

    @pytest.mark.parametrize("path", ["b/soudan/index.html", "en/b/hotline/index.html"])
    def test_a_telling_address_is_found(self, tmp_path: Path, path: str) -> None:
        """An address is the same for all, so it is held to the words of all languages."""
        html = QUIET.replace('lang="ja"', 'lang="en"') if path.startswith("en/") else QUIET

        assert places(found(tmp_path, path, html)) == {(path, 1, "quiet-word")}

    def test_a_page_that_hides_from_search_must_be_a_quiet_one(self, tmp_path: Path) -> None:
        """Or nobody finds the window; and the two lists of quiet pages stay one."""
        assert places(found(tmp_path, "about/index.html", QUIET)) == {("about/index.html", 3, "noindex-stray")}

    def test_a_style_sheet_that_asks_or_is_not_the_hashed_one_is_found(self, tmp_path: Path) -> None:
        """Both are seen in the page's own style element."""
        html = GOOD.replace(STYLE, "@import 'a.css';p{background:url(https://a.b/)}")

        assert places(found(tmp_path, "about/index.html", html)) == {
            ("about/index.html", 8, "css-request"),
            ("about/index.html", 8, "style-hash"),
        }

    def test_a_policy_that_comes_late_is_found(self, tmp_path: Path) -> None:
        """What stands before it is not under it."""
        html = GOOD.replace('<meta charset="utf-8">', '<meta charset="utf-8"><script src="a.js"></script>')

        assert places(found(tmp_path, "about/index.html", html)) == {("about/index.html", 4, "policy")}

    def test_a_hidden_number_is_not_repeated_in_the_complaint(self, tmp_path: Path) -> None:
        """The log of a build server is read by others too."""
        complaints = found(tmp_path, "about/index.html", GOOD.replace("ウェブ", SECRET))

        assert SECRET not in str(complaints[0])


class TestFiles:
    """Scripts and style sheets are looked at too."""

    @pytest.mark.parametrize(
        ("code", "line"), [(code, line) for code in SEEDED_SCRIPTS for line in SEEDED_SCRIPTS[code]]
    )
    def test_a_script_that_stores_sends_or_evaluates_is_found(self, tmp_path: Path, code: str, line: str) -> None:
        """In its line."""
        text = SCRIPT.replace("})", f"  {line};\n}})")

        assert places(found(tmp_path, "assets/site.js", text)) == {("assets/site.js", 3, code)}

    def test_a_script_that_does_none_of_it_passes(self, tmp_path: Path) -> None:
        """It may leave by replacing the page, and look at a link's address."""
        assert found(tmp_path, "assets/site.js", SCRIPT.replace("1;", 'location.replace(link.href), "a//b";')) == []

    def test_a_style_sheet_that_asks_is_found(self, tmp_path: Path) -> None:
        """A picture in the sheet itself is not asked for."""
        text = 'a{background:url( "data:image/png;base64,AA")}\nb{background:url(b.png)}'

        assert places(found(tmp_path, "assets/a.css", text)) == {("assets/a.css", 2, "css-request")}


class TestBriefly:
    """Thousands of complaints of one kind are one."""

    def test_a_mistake_in_a_template_is_said_once(self) -> None:
        """The first page is named, the others are counted."""
        thousands = [Complaint(f"w/{number}/index.html", 9, 1, "<p style>", "x", "y") for number in range(3)]

        assert briefly(thousands) == [
            Complaint("w/0/index.html", 9, 1, "<p style>", "x（同じ誤りが、ほかに2か所）", "y")
        ]
