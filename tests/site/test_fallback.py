"""Another generator can take the place of this one: content, addresses and languages are our own."""

import re
from functools import cache

from directory.languages import LANGUAGES
from publish.fallback import fallback
from tests.site_built import DAY, Site


@cache
def plain() -> dict[str, str]:
    """Return every page that the plain renderer makes."""
    return dict(fallback(DAY))


def words(html: str) -> str:
    """Return the words of a page's main part, whatever stands around them."""
    main = re.search(r"<main[^>]*>(.*)</main>", html, re.DOTALL)
    text = re.sub(r"<script[^>]*>.*?</script>|<[^>]+>", " ", main[1] if main else "", flags=re.DOTALL)
    return " ".join(text.split())


def test_the_addresses_are_those_of_the_site(site: Site) -> None:
    """All of them, in all languages; only what printed codes open is a copy that the build makes."""
    assert set(plain()) == set(site.pages)
    assert {address.split("/")[0] for address in plain()} >= {language.code for language in LANGUAGES[1:]}


def test_the_words_are_those_of_the_site(site: Site) -> None:
    """Every word of every page; the real frame adds a note only where a translation is missing."""
    differing = [address for address, html in plain().items() if words(html) != words(site.pages[address].html)]

    assert differing == []
    assert all(words(html) for html in plain().values())


def test_it_is_short() -> None:
    """Fifty lines are enough, or the content is no longer ours."""
    import publish.fallback  # noqa: PLC0415

    with open(publish.fallback.__file__, encoding="utf-8") as file:  # noqa: PTH123
        assert len(file.readlines()) <= 50
