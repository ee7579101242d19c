"""The built pages that the drop box itself serves: the form with its token filled in, the answers as they are."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from directory.languages import LANGUAGES, Language
from formhandler.addresses import ANSWERS, BACK, FORM
from formhandler.store import Unfit

TOKEN = re.compile(r"<template data-token>(.*?)</template>", re.DOTALL)
WINDOW = re.compile(r'\s*<option value="(\d{4}-\d\d-\d\dT\d\d:\d\d)(/\d\d:\d\d)">.*?</option>', re.DOTALL)
CAPACITY = re.compile(r'data-capacity="(\d+)"')
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

    def served(self, offered: Collection[str], **fill: str) -> str:
        """Return the page with its token and with no other windows of time than these."""
        html = WINDOW.sub(lambda found: found[0] if found[1] + found[2] in offered else "", self.html)
        return TOKEN.sub(lambda found: _filled(found[1], fill), EMPTY_DAY.sub("", html))

    @cached_property
    def windows(self) -> frozenset[str]:
        """The windows of time that the page offers."""
        return frozenset(found[1] + found[2] for found in WINDOW.finditer(self.html))

    @cached_property
    def capacity(self) -> int:
        """How many may be called in each window of time; 0: the page names no end."""
        found = CAPACITY.search(self.html)
        return int(found[1]) if found else 0

    @cached_property
    def policy(self) -> str:
        """Return the Content-Security-Policy: nothing from elsewhere, and inline only what was built into the page."""
        inline = {kind: [_hash(text) for found, text in INLINE.findall(self.html) if found == kind] for kind in KINDS}
        parts = [f"{kind}-src 'self' {' '.join(hashes)}".strip() for kind, hashes in inline.items()]
        return "; ".join([*FIXED, *parts])


class Pages:
    """The pages in a folder, read again when they are built again."""

    def __init__(self, folder: Path) -> None:
        self._files = {name: folder / name / "index.html" for name in _names()}
        self._read: dict[str, tuple[int, Page]] = {}
        missing = [name for name, file in self._files.items() if not file.is_file()]
        if missing:
            raise Unfit(f"{folder} に {missing[0]} がありません。make site でサイトを作ってください。")
        for name in self._files:
            self._fresh(name)
        self._refuse_unequal()

    def page(self, language: Language, name: str) -> Page:
        """Return a page of a language."""
        name = language.prefix + name
        try:
            return self._fresh(name)
        except OSError:  # the site is being built this very moment
            return self._read[name][1]

    def _fresh(self, name: str) -> Page:
        file = self._files[name]
        stamp = file.stat().st_mtime_ns
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            known = self._read[name] = (stamp, Page(file.read_text("utf-8")))
        return known[1]

    def _refuse_unequal(self) -> None:
        sizes = {len(self.page(language, name).html.encode()) for language in LANGUAGES for name in ANSWERS}
        if len(sizes) > 1:
            raise Unfit(
                "三つの答えの頁の大きさがちがいます。大きさで答えが知られます。make site で作り直してください。"
            )


def _names() -> Iterable[str]:
    return (language.prefix + name for language in LANGUAGES for name in (FORM, BACK, *ANSWERS))


def _filled(html: str, fill: dict[str, str]) -> str:
    for name, value in fill.items():
        html = html.replace(f"@{name}@", value)
    return html


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
