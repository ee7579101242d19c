import re

from directory.languages import LANGUAGES
from formhandler.fields import BY_NAME, FIELDS, TEL_PATTERN, for_desk, label

QUIET = ("女性", "相談", "DV", "被害")


def test_first_choice_is_the_safest() -> None:
    """Who says nothing is called without a number shown, by surname only, and finds nothing on her voicemail."""
    expected = {"caller_id": "withhold", "name_mode": "surname", "voicemail": "never", "other_answers": "hang_up"}

    assert expected == {name: BY_NAME[name].default for name in expected}


def test_asks_for_no_name_address_or_free_text() -> None:
    """No field asks who she is or where, and the longest text is one short line."""
    names = {field.name for field in FIELDS}

    assert not names & {"name", "address", "email", "birthday", "text", "message"}
    assert max(field.longest for field in FIELDS if field.kind == "text") == 30


def test_labels_stay_quiet() -> None:
    """A glance at the form's headings does not give away whom it is from."""
    assert not [field.label for field in FIELDS if any(word in field.label for word in QUIET)]


def test_every_language_can_be_asked_for() -> None:
    """The languages to be called in are the languages offered, in their own names."""
    assert [choice.value for choice in BY_NAME["language"].choices] == [language.code for language in LANGUAGES]


def test_desk_sees_how_to_call_before_the_number() -> None:
    """All her rules for the call stand above the telephone number, and no field is left out."""
    names = [field.name for field in for_desk()]

    assert sorted(names) == sorted(field.name for field in FIELDS)
    rules = ("caller_id", "name_mode", "agreed_phrase", "other_answers", "voicemail", "word", "stop_word")
    assert max(map(names.index, rules)) < names.index("tel")


def test_desk_reads_japanese() -> None:
    """A choice is shown to the desk in Japanese, words as they were typed."""
    assert label(BY_NAME["voicemail"], "never") == "何も残さない"
    assert label(BY_NAME["word"], "りんご") == "りんご"


def test_pattern_is_one_a_browser_accepts() -> None:
    """The telephone pattern uses only what browsers know in their strictest mode (no bare hyphen or slash)."""
    assert not re.search(r"\[[^\]]*[-()/&|{}][^\]]*\]", TEL_PATTERN)
