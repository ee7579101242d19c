"""What is said: over every choice, none of our words tells where the call comes from."""

from itertools import product
from typing import Any

import pytest

from desk.callbacks.case import Case
from desk.callbacks.script import NEVER_SAID, script
from formhandler.fields import BY_NAME

CHOICES = ("name_mode", "caller_id", "other_answers", "voicemail")


def case(**row: str) -> Case:
    """Return a request with these choices."""
    found: Any = {"call_name": "", **row}
    return Case(found, {"agreed_phrase": "図書の係", "word": "青い傘", "stop_word": "まちがいです"}, ())


@pytest.mark.parametrize("values", list(product(*([c.value for c in BY_NAME[name].choices] for name in CHOICES))))
def test_no_line_says_where_the_call_comes_from(values: tuple[str, ...]) -> None:
    """For each of all choices, the lines hold no forbidden word, but with her leave the centre's name."""
    chosen = dict(zip(CHOICES, values, strict=True))
    said = script(case(**chosen), "佐藤")
    spoken = said.opening + said.word + said.check + said.other + said.voicemail

    if chosen["name_mode"] == "center":
        assert "センターの佐藤と申します" in said.opening
    else:
        assert not [word for word in NEVER_SAID if word in spoken]
    assert said.voicemail == "何も残さずに切ります。" or chosen["voicemail"] != "never"


def test_the_first_sentence_is_built_from_her_choices() -> None:
    """Her name, our name as agreed, and a question she can answer with yes or no."""
    usual = {"caller_id": "withhold", "other_answers": "wrong_no", "voicemail": "vague"}
    said = script(case(name_mode="chosen", **usual), "佐藤")
    named = script(case(name_mode="surname", **{**usual, "call_name": "そら"}), "佐藤")

    assert said.opening.startswith("図書の係と申します。")
    assert named.opening.startswith("佐藤と申します。そらさんでしょうか。")
    assert said.other == "「失礼しました。間違えました。」"
    assert said.voicemail == "「図書の係」とだけ残します。"
    assert "184" in said.dial
