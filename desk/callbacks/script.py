"""What to say, built from her choices: the first sentence, and what to do if it is not she who answers.

Of our own words none says where the call comes from, unless she has said that it may.
"""

from dataclasses import dataclass
from typing import Any

from desk.callbacks.case import Case

NEVER_SAID = ("センター", "相談", "女性", "DV", "市役所")
CENTRE = "男女共同参画センターの"


@dataclass(frozen=True)
class Script:
    """The lines of a call, in the order in which they are needed."""

    dial: str
    opening: str
    word: str
    check: str
    other: str
    voicemail: str
    stop: str
    never: tuple[str, ...]


def script(case: Case, surname: str) -> Script:
    """Return what to say in this call."""
    row, contact = case.row, case.contact
    centre = row["name_mode"] == "center"
    return Script(
        dial=_dial(row["caller_id"]),
        opening=f"{_self(row['name_mode'], contact, surname)}と申します。{_her(row['call_name'])}でしょうか。"
        "今、少しお話しできますか。（はい・いいえでけっこうです）",
        word="今日の合言葉をお聞きしてもいいですか。" if contact.get("word") else "",
        check="一人でいらっしゃいますか。切れたときは、こちらからかけますか、待ちますか。",
        other=_other(row["other_answers"]),
        voicemail=_voicemail(row["voicemail"], contact, surname),
        stop=str(contact.get("stop_word", "")),
        never=() if centre else NEVER_SAID,
    )


def _self(mode: str, contact: dict[str, Any], surname: str) -> str:
    if mode == "center":
        return CENTRE + surname
    return str(contact.get("agreed_phrase") or surname) if mode == "chosen" else surname


def _her(name: str) -> str:
    return f"{name}さん" if name else "お電話をお待ちの方"


def _dial(caller_id: str) -> str:
    if caller_id == "withhold":
        return "184をつけて、番号を出さずにかけます。"
    if caller_id == "blocked":
        return "番号を出さない電話は受けられません。代表番号が出る電話でかけます。"
    return "番号が出てもよい方です。代表番号が出る電話でかけます。"


def _other(choice: str) -> str:
    said = {"wrong_no": "「失礼しました。間違えました。」", "call_again": "「またかけます。失礼します。」"}
    return said.get(choice, "何も言わずに切ります。")


def _voicemail(choice: str, contact: dict[str, Any], surname: str) -> str:
    if choice == "name_only":
        return f"「{surname}です。またかけます。」"
    phrase = contact.get("agreed_phrase")
    return f"「{phrase}」とだけ残します。" if choice == "vague" and phrase else "何も残さずに切ります。"
