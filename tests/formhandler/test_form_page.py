import html5lib
import pytest

from directory.languages import BY_CODE, LANGUAGES, SOURCE, Language
from directory.words import Words, words
from formhandler.fields import FIELDS
from formhandler.form_page import HEADINGS, answer, back, form, level
from formhandler.request import read
from publish.reader import Reader
from tests.formhandler.examples import NOW
from tests.formhandler.site import offers

VOICE = Reader(words(SOURCE), {})
HTML = str(form(VOICE, offers("2026-11-25", "2026-11-26")))
TYPED = ("input", "select", "textarea", "form")


def elements(html: str, *names: str) -> list[dict[str, str]]:
    """Parse HTML strictly and return the attributes of its elements of some names."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    fragment = parser.parse(f"<!doctype html><html lang=ja><title>x</title>{html}")
    return [dict(element.attrib) for element in fragment.iter() if element.tag in names]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_is_sound_html_in_every_language(language: Language) -> None:
    """Form, taking back and answers parse without an error."""
    voice = Reader(words(language.code), {})

    for html in (form(voice, offers("2026-11-25")), back(voice)):
        assert elements(html, "form") != []
    for kind in HEADINGS:
        assert elements(answer(kind, voice), "h1") != []


def test_every_field_is_asked() -> None:
    """Each field of the list stands in the form, and the form asks for nothing else."""
    asked = {item["name"] for item in elements(HTML, "input", "select")}

    assert asked == {field.name for field in FIELDS} | {"url", "token", "point"}


def test_browser_remembers_nothing() -> None:
    """Form and fields tell the browser not to complete, correct or look up what is typed."""
    assert {item.get("autocomplete") for item in elements(HTML + str(back(VOICE)), *TYPED)} == {"off"}
    written = [item for item in elements(HTML, "input") if item.get("type", "tel") == "tel" and item["name"] != "url"]
    assert len(written) == 5
    assert {(item["autocorrect"], item["spellcheck"]) for item in written} == {("off", "false")}


def test_needs_no_script() -> None:
    """There is no script, no inline style and no request to anywhere else."""
    assert not elements(HTML, "script", "style", "img", "link", "iframe")
    assert "http" not in HTML
    assert "style=" not in HTML
    assert " on" not in " ".join(" ".join(item) for item in elements(HTML, "input", "form", "button"))


def test_browser_checks_what_it_can() -> None:
    """A number and one window of time are required; the rest may stay as it is."""
    required = [item["name"] for item in elements(HTML, "input", "select") if "required" in item]

    assert required == ["tel", "window"]


def test_sent_as_it_stands_it_is_the_safest_request() -> None:
    """What is chosen at first is, for each field, what the reading takes as safest."""
    chosen = {item["name"]: [item["value"]] for item in elements(HTML, "input") if "checked" in item}
    answers = read({}, page="ja", now=NOW).answers

    assert len(chosen) == 5
    assert {name: [answers[name]] for name in chosen} == chosen


def test_windows_are_those_given() -> None:
    """Each of the three lists offers every window of time, under its day."""
    values = [item["value"] for item in elements(HTML, "option") if item["value"].startswith("2026")]

    assert values == [offer.value for offer in offers("2026-11-25", "2026-11-26")] * 3


def test_unfilled_place_for_the_token_shows_nothing() -> None:
    """Served by another program than the drop box, the page has no broken code and no broken token."""
    start, end = HTML.index("<template data-token>"), HTML.index("</template>")

    assert HTML.count("@token@") == HTML.count("@code@") == 1
    assert start < HTML.index("@code@") < HTML.index("@token@") < end


def test_telephone_numbers_are_given_from_outside() -> None:
    """No number stands in our words: a stale translation must never be a wrong number."""
    for html in (form(VOICE, []), back(VOICE), *(answer(kind, VOICE) for kind in HEADINGS)):
        assert "tel:" not in html


def test_untranslated_words_say_that_they_are_japanese() -> None:
    """Where there is no translation the Japanese sentence stands, marked for readers aloud."""
    assert '<span lang="ja">電話番号</span>' in form(Reader(Words(BY_CODE["ne"]), {}), [])


def test_pages_are_grown_to_one_size_in_bytes() -> None:
    """Short and long pages, in signs of one or four bytes, come out equally long, and still as they were."""
    pages = level({"a": "x", "b": "あ" * 700, "c": "🦊" * 300})

    assert {len(page.encode()) for page in pages.values()} == {3072}
    assert pages["a"].startswith("x<!--")
    assert pages["b"].endswith("-->")
