"""The pages that the drop box serves, built without the site around them."""

from pathlib import Path

from markupsafe import Markup

from directory.languages import LANGUAGES
from directory.words import words
from formhandler.addresses import BACK, FORM
from formhandler.form_page import ADDRESSES, Offer, answer, back, form, level
from publish.reader import Reader

NUMBERS = Markup('<a href="tel:09000000000">090-0000-0000</a>')
SHELL = '<!doctype html><html lang="{tag}"><meta charset="utf-8"><title>{title}</title><main>{body}</main></html>'


def offers(*days: str) -> list[Offer]:
    """Offer four half hours of each day."""
    times = ("10:00/10:30", "10:30/11:00", "13:00/13:30", "13:30/14:00")
    return [Offer(f"{day}T{time}", day, time.replace("/", "–")) for day in days for time in times]


def build(folder: Path, *days: str, capacity: int = 0) -> Path:
    """Write the form, the taking back and the three answers in every language."""
    answers = {}
    for language in LANGUAGES:
        voice = Reader(words(language.code), {})
        bodies = {FORM: form(voice, offers(*days), capacity), BACK: back(voice)}
        bodies |= {address: answer(kind, voice) + NUMBERS for kind, address in ADDRESSES.items()}
        for address, body in bodies.items():
            page = SHELL.format(tag=language.tag, title="電話のお願い", body=body)
            answers[language.prefix + address] = page
    forms = {address: page for address, page in answers.items() if address.endswith((FORM, BACK))}
    for address, page in {**level({k: v for k, v in answers.items() if k not in forms}), **forms}.items():
        (folder / address).mkdir(parents=True, exist_ok=True)
        (folder / address / "index.html").write_text(page, "utf-8")
    (folder / "index.html").write_text("<!doctype html><title>home</title>")
    return folder
