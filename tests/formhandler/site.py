"""The pages that the drop box serves, built without the site around them."""

from pathlib import Path

from directory.languages import LANGUAGES
from directory.words import words
from formhandler.addresses import BACK, FORM
from formhandler.form_page import ADDRESSES, Offer, PlainVoice, Telephone, answer, back, form, level

TELEPHONES = [Telephone("窓口", "090-0000-0000", "09000000000")]
SHELL = '<!doctype html><html lang="{tag}"><meta charset="utf-8"><title>{title}</title><main>{body}</main></html>'


def offers(*days: str) -> list[Offer]:
    """Offer four half hours of each day."""
    times = ("10:00/10:30", "10:30/11:00", "13:00/13:30", "13:30/14:00")
    return [Offer(f"{day}T{time}", day, time.replace("/", "–")) for day in days for time in times]


def build(folder: Path, *days: str) -> Path:
    """Write the form, the taking back and the three answers in every language."""
    answers = {}
    for language in LANGUAGES:
        voice = PlainVoice(words(language.code))
        bodies = {FORM: form(voice, offers(*days), TELEPHONES), BACK: back(voice, TELEPHONES)}
        bodies |= {address: answer(kind, voice, TELEPHONES) for kind, address in ADDRESSES.items()}
        for address, body in bodies.items():
            page = SHELL.format(tag=language.tag, title="電話のお願い", body=body)
            answers[language.prefix + address] = page
    forms = {address: page for address, page in answers.items() if address.endswith((FORM, BACK))}
    for address, page in {**level({k: v for k, v in answers.items() if k not in forms}), **forms}.items():
        (folder / address).mkdir(parents=True, exist_ok=True)
        (folder / address / "index.html").write_text(page, "utf-8")
    return folder
