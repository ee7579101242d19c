"""What one tag, one style sheet or one script of a built page may not hold; a fault is a code of `FAULTS`."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape

# code: what is wrong, and the cure
FAULTS = {
    "other-host": ("ほかの場所から読み込みます", "このサイトの中のファイルを相対の住所で読むか、消してください"),
    "http": ("http で始まるものを読み込みます", "このサイトの中のファイルを相対の住所で読むか、消してください"),
    "manifest": ("マニフェストを読み込みます", "消してください。端末に残ります"),
    "base": ("<base> があります", "消してください。リンクの行き先が変わります"),
    "referrer-leak": ("ほかのサイトへのリンクに noreferrer がありません", 'rel="noreferrer noopener" を足してください'),
    "new-tab": ("リンクが新しいタブを開きます", "target を消してください。閉じたあとにタブが残ります"),
    "script-link": ("リンクがスクリプトを動かします", "リンクには住所だけを書いてください"),
    "handler": ("タグの中にスクリプトがあります", "publish/theme/ の .js に移してください"),
    "style-attribute": ("タグの中に style があります", "publish/theme/site.css に移してください"),
    "inline-script": ("頁の中に、CSP にないスクリプトがあります", "publish/theme/ の .js に移してください"),
    "tab-order": ("Tab キーの順を変えています", "tabindex は 0 か -1 だけにし、autofocus は消してください"),
    "css-request": ("スタイルがほかのファイルを読み込みます", "url() と @import を消してください"),
    "stores": ("スクリプトが端末に何かを残します", "消してください。残してよいものはありません"),
    "sends": ("スクリプトがどこかと通信します", "消してください。頁が持つものだけで作ります"),
    "evaluates": ("スクリプトが文字列をプログラムとして動かします", "ふつうの関数に書き直してください"),
    "policy": ("CSP がないか、ゆるいか、遅すぎます", "policy() を、style と script より前に置いてください"),
    "style-hash": ("style の中身が CSP のハッシュと合いません", "publish/shell.py の style() をそのまま出してください"),
    "referrer": (
        "referrer の指定がないか、違います",
        'head に <meta name="referrer" content="no-referrer"> を置いてください',
    ),
    "noindex": ("静かな頁に noindex がありません", "publish の Page に quiet=True を書いてください"),
    "noindex-stray": ("静かでない頁に noindex があります", "quiet=True を消すか、QUIET に足してください"),
    "exit-first": ("「すぐ閉じる」が、はじめに選べるものではありません", "body のはじめに置いてください"),
    "exit-last": ("「すぐ閉じる」が、頁の終わりにありません", "body の終わりに置いてください"),
    "exit-target": ("「すぐ閉じる」の行き先が違います", "data/site.yaml の exit_url を使ってください"),
    "language": ("html の lang がないか、頁の言葉と違います", "directory/languages.py の tag を書いてください"),
    "title": ("題がありません", "head に <title> を置いてください"),
    "quiet-word": ("静かな頁の題・住所・アイコン・共有の文に、出せない語があります", "言いかえてください"),
    "quiet-data": ("静かな頁に、検索や共有のための記述があります", "静かな頁では出さないでください"),
    "hidden": ("出してはいけない番号や場所があります", "data/windows.yaml で state や public を確かめてください"),
    "broken": ("タグが閉じていません", "この行の < と > を確かめてください"),
}  # fmt: skip

TAG = re.compile(r"""(<!--.*?-->|<[a-zA-Z/!][^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>)""", re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
ADDRESS = re.compile(r"\s*(?:([a-z][a-z0-9+.-]*):|[/\\]{2})", re.IGNORECASE)
LOADS = {
    "src", "srcset", "imagesrcset", "poster", "background", "action", "formaction", "ping", "manifest", "data", "code",
    "codebase", "archive", "xlink:href",
}  # fmt: skip
# A link element with one of these only tells; with any other it loads.
TELLING = {"canonical", "alternate", "license", "author", "help", "next", "prev"}
DATA_SCRIPTS = {"application/json", "application/ld+json"}
CHOOSABLE = {"a", "area", "button", "input", "select", "textarea", "summary", "iframe", "audio", "video"}

CSS_REQUEST = re.compile(r"@import|(?:url|image-set)\(\s*+[\"']?+\s*+(?!data:|#)", re.IGNORECASE)
STORES = re.compile(
    r"\bcookie(?:Store)?\b|\b(?:local|session)Storage\b|\bindexedDB\b|\bcaches\b|\bserviceWorker\b|\bopenDatabase\b"
    r"|\bwindow\s*\.\s*name\b|\bpushState\b|\bshowSaveFilePicker\b|\bgetDirectory\b"
)
SENDS = re.compile(
    r"\bsendBeacon\b|\bfetch\b\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bWebTransport\b|\bEventSource\b|\bimportScripts\b"
    r"|\bimport\b|\b(?:Shared)?Worker\b|\bRTCPeerConnection\b|\bnew\s+Image\b|\bwindow\s*\.\s*open\b"
    r"|[\"'`](?:https?:|wss?:)?//"
)
EVALUATES = re.compile(r"\beval\s*\(|\bnew\s+Function\b|\bdocument\s*\.\s*write|\.(?:inner|outer)HTML\s*=")

# Elements and attributes that rules for whole pages look at, besides where the Tab key stops.
PAGE_WIDE = frozenset(
    ["html", "head", "title", "body", "meta", "link", "style", "script", "form", "rel", "type", "itemscope", "itemprop"]
)

HASH = r"'sha(?:256|384|512)-[A-Za-z0-9+/=]+'"
# What each directive may name; a directive that is not here, or anything else in it, makes the policy too wide.
MAY_NAME = {
    "default-src": r"'none'",
    "style-src": rf"(?:'self'|{HASH})",
    "script-src": rf"(?:'self'|{HASH})",
    "img-src": r"(?:'self'|'none'|data:)",
    "base-uri": r"'none'",
    "form-action": r"'(?:self|none)'",
    "connect-src": r"'(?:self|none)'",
    "frame-ancestors": r"'none'",
    **dict.fromkeys(("font-src", "frame-src", "manifest-src", "object-src", "worker-src"), r"'none'"),
}
NEEDED = {"default-src", "base-uri", "form-action"}


@dataclass(frozen=True)
class Tag:
    """One tag as the rules look at it."""

    name: str
    attributes: dict[str, str]
    faults: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute's value, "" without it."""
        return self.attributes.get(name, "")

    @cached_property
    def choosable(self) -> bool:
        """Whether the Tab key stops here."""
        if "tabindex" in self.attributes:
            return not self.get("tabindex").startswith("-")
        if self.name in ("a", "area"):
            return "href" in self.attributes
        return self.name in CHOOSABLE and self.get("type") != "hidden"

    @cached_property
    def matters(self) -> bool:
        """Whether a rule for whole pages looks at it; most of a long list are none of these."""
        return self.leaves or self.name in PAGE_WIDE or not self.attributes.keys().isdisjoint(PAGE_WIDE)

    @cached_property
    def runs(self) -> bool:
        """Whether a script follows that stands in the page."""
        return self.name == "script" and "src" not in self.attributes and self.get("type").lower() not in DATA_SCRIPTS

    @cached_property
    def leaves(self) -> bool:
        """Whether this is 「すぐ閉じる」."""
        return self.name == "a" and "exit" in self.get("class").split()


@cache
def tag(text: str) -> Tag:
    """Read one tag; the same text is read once, however many pages hold it."""
    name, *rest = re.split(r"[\s/>]", text[1:].lower(), maxsplit=1) if text[1] != "/" else [""]
    inside = text[1 + len(name) : -1]
    pairs = ATTRIBUTE.findall(inside) if rest else []
    found = {key.lower(): unescape(_bare(value)) for key, value in reversed(pairs)}  # the first one counts
    return Tag(name, found, tuple(_faults(Tag(name, found))))


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value


def _faults(read: Tag) -> list[str]:
    names = read.attributes
    rules = {
        "base": read.name == "base",
        "manifest": "manifest" in read.get("rel").lower().split() or "manifest" in names,
        "handler": any(name.startswith("on") for name in names),
        "style-attribute": "style" in names,
        "new-tab": read.get("target").lower() not in ("", "_self"),
        "tab-order": "autofocus" in names or bool(re.match(r"\+?0*[1-9]", read.get("tabindex"))),
        "css-request": any(css_request(value) for value in names.values()),
    }
    return [code for code, wrong in rules.items() if wrong] + _loads(read) + _leads(read)


def _loads(read: Tag) -> list[str]:
    """Say whether the tag makes the browser ask another host."""
    addresses = [value for name, value in read.attributes.items() if name in LOADS]
    rel = set(read.get("rel").lower().split())
    if read.name in ("use", "image", "feimage", "base") or (read.name == "link" and not rel & TELLING):
        addresses.append(read.get("href"))
    if read.get("http-equiv").lower() == "refresh":
        addresses += re.findall(r"url\s*=\s*['\"]?(\S+)", read.get("content"), re.IGNORECASE)
    schemes = [scheme(part) for address in addresses for part in address.split(",")]
    return ["http" if found == "http" else "other-host" for found in schemes if found not in ("", "data")]


def _leads(read: Tag) -> list[str]:
    """Say what is wrong with where a link leads."""
    if read.name not in ("a", "area"):
        return []
    where = scheme(read.get("href"))
    if where in ("javascript", "data", "vbscript", "blob"):
        return ["script-link"]
    bare = "noreferrer" not in read.get("rel").lower().split()
    return ["referrer-leak"] if where in ("http", "https", "//") and bare else []


def scheme(address: str) -> str:
    """Return an address's scheme, "//" for one that only names a host, "" for one inside the site."""
    found = ADDRESS.match(address)
    return (found[1] or "//").lower() if found else ""


@cache
def css_request(text: str) -> re.Match[str] | None:
    """Find what a style sheet asks for."""
    return CSS_REQUEST.search(text)


@cache
def digest(text: str) -> str:
    """Return the name by which a policy allows a style sheet or a script in the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def strict(policy: str) -> bool:
    """Say whether a Content-Security-Policy lets in nothing but this site's own files and hashed blocks."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    given = {name.lower(): values for name, *values in parts}
    narrow = all(
        values and all(re.fullmatch(MAY_NAME.get(name, "(?!)"), value) for value in values)
        for name, values in given.items()
    )
    return narrow and given.keys() >= NEEDED


@cache
def script_faults(text: str) -> list[tuple[int, str]]:
    """Return where a script stores, sends or evaluates something: offset and code."""
    rules = (("stores", STORES), ("sends", SENDS), ("evaluates", EVALUATES))
    return [(found.start(), code) for code, rule in rules for found in rule.finditer(text)]
