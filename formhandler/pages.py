"""The built pages that the drop box itself serves: the form with its token filled in, the answers as they are."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from directory.languages import LANGUAGES, Language
from formhandler.addresses import ANSWERS, BACK, FORM
from formhandler.store import Unfit

TOKEN = re.compile(r"<template data-token>(.*?)</template>", re.DOTALL)
WINDOW = re.compile(r'\s*<option value="(\d{4}-\d\d-\d\dT\d\d:\d\d)(/\d\d:\d\d)">.*?</option>', re.DOTALL)
EMPTY_DAY = re.compile(r"\s*<optgroup[^>]*>\s*</optgroup>")
INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)

KINDS = ("script", "style")
FIXED = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


@dataclass(frozen=True)
class Page:
    """One built page as it lies on the disk."""

    html: str

    def served(self, now: str, **fill: str) -> str:
        """Return the page with its token, without the windows of time that have begun; `now`: 2026-11-25T10:00."""
        html = EMPTY_DAY.sub("", WINDOW.sub(lambda found: found[0] if found[1] > now else "", self.html))
        return TOKEN.sub(lambda found: _filled(found[1], fill), html)

    @property
    def windows(self) -> frozenset[str]:
        """The windows of time that the page offers."""
        return frozenset(found[1] + found[2] for found in WINDOW.finditer(self.html))

    def policy(self) -> str:
        """Return the Content-Security-Policy: nothing from elsewhere, and inline only what was built into the page."""
        inline = {kind: [_hash(text) for found, text in INLINE.findall(self.html) if found == kind] for kind in KINDS}
        parts = [f"{kind}-src 'self' {' '.join(hashes)}".strip() for kind, hashes in inline.items()]
        return "; ".join([*FIXED, *parts])


class Pages:
    """The pages in a folder, read again when they are built again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[int, Page]] = {}
        missing = [name for name in self._names() if not (folder / name / "index.html").is_file()]
        if missing:
            raise Unfit(f"{folder} に {missing[0]} がありません。make site でサイトを作ってください。")
        self._refuse_unequal()

    def page(self, language: Language, name: str) -> Page:
        """Return a page of a language."""
        path = self._folder / language.prefix / name / "index.html"
        stamp = path.stat().st_mtime_ns
        known = self._read.get(str(path))
        if known is None or known[0] != stamp:
            known = self._read[str(path)] = (stamp, Page(path.read_text("utf-8")))
        return known[1]

    def _names(self) -> Iterable[str]:
        return (language.prefix + name for language in LANGUAGES for name in (FORM, BACK, *ANSWERS))

    def _refuse_unequal(self) -> None:
        sizes = {len(self.page(language, name).html.encode()) for language in LANGUAGES for name in ANSWERS}
        if len(sizes) > 1:
            raise Unfit(
                "三つの答えの頁の大きさがちがいます。大きさで答えが知られます。make site で作り直してください。"
            )


def _filled(html: str, fill: dict[str, str]) -> str:
    for name, value in fill.items():
        html = html.replace(f"@{name}@", value)
    return html


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
