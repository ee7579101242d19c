"""A number is offered to those whom it understands."""

from directory.model import Window
from directory.parts import ChannelRecord, Phone
from publish.print import voice
from tests.publish.print.conftest import TODAY

MAIN, ENGLISH, FAX = "0120-000-001", "0120-000-002", "0120-000-003"


def window(**more: object) -> Window:
    """Return a window with a number in Japanese, one in English and a fax."""
    phones = (
        Phone(number=MAIN, kind="freedial", languages=("ja",)),
        Phone(number=ENGLISH, kind="freedial", languages=("en",)),
        Phone(number=FAX, kind="freedial", type="fax"),
    )
    return Window(**{"id": "w", "name": "れい", "tier": "city", "phones": phones, "languages": ("ja", "en"), **more})  # type: ignore[arg-type]


def number(shown: Window, spoken: str) -> str:
    """Return the number that stands on paper for a language."""
    found = voice.voice(shown, spoken, TODAY)
    return found.phone.number if found else ""


def test_each_language_gets_the_number_that_speaks_it() -> None:
    """English readers see the English line."""
    assert (number(window(), "ja"), number(window(), "en")) == (MAIN, ENGLISH)


def test_others_get_the_first_number_with_the_languages_it_really_speaks() -> None:
    """Thai readers see the first line and that it speaks Japanese."""
    found = voice.voice(window(), "th", TODAY)

    assert found == voice.Voice(window().phones[0], ("ja",))


def test_a_fax_is_nobody_to_talk_to() -> None:
    """A window with a fax alone has no number."""
    assert number(window(phones=(Phone(number=FAX, kind="freedial", type="fax"),)), "ja") == ""


def test_languages_of_the_chat_are_not_those_of_the_telephone() -> None:
    """A line that speaks Japanese, beside a chat in English, is not offered as English."""
    channels = (ChannelRecord(kind="phone", languages=("ja",)), ChannelRecord(kind="chat", languages=("ja", "en")))
    shown = window(phones=(Phone(number=MAIN, kind="freedial"),), channels=channels)

    assert voice.voices(shown, TODAY)[0].languages == ("ja",)
    assert voice.written(shown, "en")
    assert not voice.written(shown, "th")


def test_only_numbers_that_stand_on_paper_must_be_vouched_for() -> None:
    """A third number that no language needs is not asked for."""
    spare = Phone(number=FAX, kind="freedial", languages=("ja",))

    assert len(voice.printed(window(phones=(*window().phones[:2], spare)), TODAY)) == 2
