"""The one list of fields: it drives the form, the reading of what was posted, and what the desk sees.

Labels, hints and choices are Japanese sentences, looked up like all words. The first choice of a field is the safest
one: it stands wherever nothing, or something unknown, was chosen.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from directory.languages import LANGUAGES
from directory.words import marked

# tel: one line of digits; windows: days and times to call; text: a few words; one, many: choices; language: a choice
# whose labels are the languages' own names.
Kind = Literal["tel", "windows", "text", "one", "many", "language"]
# What stands folded on the page: `how` she wishes to be called, `about` what. Its answers are the safest as they stand.
Fold = Literal["", "how", "about"]

# A number has at most 11 digits; 40 leaves room for however it is parted, and for 「内線」.
TEL_LONGEST = 40
# Ten or eleven digits from a 0, or from +81, in any script's digits, parted by anything.
TEL_PATTERN = r"\P{Nd}*([0０०๐]|\+\P{Nd}*\p{Nd}\P{Nd}*\p{Nd})(\P{Nd}*\p{Nd}){9,10}\P{Nd}*"
# More than three times to try makes a busy counsellor promise what she cannot keep.
WINDOWS_MOST = 3


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked: what is sent, and what is read."""

    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question. `before_number`: what the desk must see before it sees the telephone number."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    longest: int = 0
    default: str = ""
    before_number: bool = False
    fold: Fold = ""

    @cached_property
    def values(self) -> frozenset[str]:
        """The values that can be chosen."""
        return frozenset(choice.value for choice in self.choices)


def _one(name: str, label: str, *choices: tuple[str, str], hint: str = "", fold: Fold = "") -> Field:
    """Return a question whose first choice is chosen unless she says otherwise."""
    found = tuple(Choice(*choice) for choice in choices)
    return Field(name, "one", label, hint, found, default=found[0].value, before_number=True, fold=fold)


def _open(field: Field) -> Field:
    """Return a question that may stay without an answer."""
    return replace(field, default="")


FIELDS: tuple[Field, ...] = (
    _one(
        "channel",
        marked("はじめの連絡"),
        ("phone", marked("電話をかけてほしい")),
        ("sms_first", marked("先に短いメッセージ（SMS）がほしい")),
    ),
    Field(
        "tel",
        "tel",
        marked("電話番号"),
        marked("0から始まる10けたか11けたの番号です。"),
        required=True,
        longest=TEL_LONGEST,
    ),
    _open(
        _one(
            "phone_shared",
            marked("その電話は"),
            ("mine", marked("自分だけの電話")),
            ("seen", marked("自分の電話だが、見られることがある")),
            ("shared", marked("家族などと一緒に使う電話")),
            ("work", marked("職場の電話")),
            hint=marked("見られることがあるときは、番号を出さず、留守番電話にも残さないことをすすめます。"),
        )
    ),
    Field(
        "window",
        "windows",
        marked("電話してよい日と時間"),
        marked("一人で話せる時間を、三つまで選べます。"),
        required=True,
    ),
    Field(
        "call_name",
        "text",
        marked("何とお呼びしますか"),
        marked("本名でなくてかまいません。"),
        longest=20,
        before_number=True,
    ),
    _one(
        "name_mode",
        marked("こちらの名乗り方"),
        ("surname", marked("名字だけ名乗る")),
        ("chosen", marked("決めた言い方で名乗る")),
        ("center", marked("センター名を名乗ってよい")),
        fold="how",
    ),
    Field(
        "agreed_phrase",
        "text",
        marked("決めた言い方"),
        marked("「決めた言い方」や「決めた短い言葉」を選んだときだけ。実在の店や会社、役所の名は使えません。"),
        longest=30,
        before_number=True,
        fold="how",
    ),
    _one(
        "caller_id",
        marked("番号の出し方"),
        ("withhold", marked("番号を出さずにかけてほしい")),
        ("show_neutral", marked("番号が出てもよい")),
        ("blocked", marked("番号を出さない電話は受けられない")),
        hint=marked("「受けられない」を選ぶと、こちらの番号が出ます。出てはこまるときは、あなたからかけてください。"),
        fold="how",
    ),
    _one(
        "other_answers",
        marked("別の人が出たら"),
        ("hang_up", marked("何も言わずに切る")),
        ("wrong_no", marked("「間違えました」と言って切る")),
        ("call_again", marked("「またかけます」とだけ言う")),
        fold="how",
    ),
    _one(
        "voicemail",
        marked("留守番電話"),
        ("never", marked("何も残さない")),
        ("name_only", marked("名字だけ残してよい")),
        ("vague", marked("決めた短い言葉だけ残してよい")),
        fold="how",
    ),
    Field(
        "word",
        "text",
        marked("合言葉"),
        marked("なくてもかまいません。電話で「今日の合言葉は」と聞きます。"),
        longest=20,
        before_number=True,
        fold="how",
    ),
    Field(
        "stop_word",
        "text",
        marked("話せなくなったときの言葉"),
        marked("これを聞いたら、すぐ切ります。"),
        longest=30,
        default=marked("まちがいです"),
        before_number=True,
        fold="how",
    ),
    Field(
        "topic",
        "many",
        marked("話したいこと"),
        marked("選ばなくてもかまいません。"),
        (
            Choice("life", marked("生き方")),
            Choice("family", marked("家族")),
            Choice("couple", marked("夫婦間")),
            Choice("people", marked("人間関係")),
            Choice("mind-body", marked("心と体")),
            Choice("harm", marked("暴力・犯罪")),
            Choice("law-living", marked("法律・暮らし")),
            Choice("work", marked("仕事")),
            Choice("other", marked("その他")),
        ),
        fold="about",
    ),
    Field(
        "language",
        "language",
        marked("話すことば"),
        choices=tuple(Choice(language.code, language.name) for language in LANGUAGES),
        before_number=True,
        fold="about",
    ),
    Field(
        "care_needs",
        "many",
        marked("手伝いが必要なこと"),
        marked("選ばなくてもかまいません。"),
        (
            Choice("hearing", marked("聞こえにくい")),
            Choice("vision", marked("見えにくい")),
            Choice("mobility", marked("移動がむずかしい")),
            Choice("cognitive", marked("ゆっくり短く話してほしい")),
            Choice("mental", marked("心の病気や発達障害がある")),
            Choice("interpreter", marked("通訳が必要")),
            Choice("childcare", marked("子どもと一緒にいる")),
        ),
        fold="about",
    ),
    _open(
        _one(
            "danger",
            marked("今、こわいことが起きていますか"),
            ("yes", marked("はい")),
            ("no", marked("いいえ")),
            ("skip", marked("答えない")),
            hint=marked("「はい」のときは、折り返しを待たずに、下の番号に電話してください。"),
        )
    ),
)
# What the reading of a form found odd, as staff read it. A flag such as "cut:word" also names its field.
FLAGS = {
    "danger": "「今、こわいことが起きている」と答えています",
    "tel": "電話番号として読めません。打たれたままです",
    "tel:short": "携帯などの番号なのに、一けた足りません",
    "no-window": "かけてよい時間がありません",
    "window:past": "かけてよい時間が、もう過ぎています",
    "window:far": "かけてよい時間が、二週間より先です",
    "window:short": "かけてよい時間が、30分より短いです",
    "window:not-offered": "画面に出していない時間です。開いているか確かめてください",
    "window:unreadable": "かけてよい時間が読めません",
    "watched-voicemail": "電話を見られることがあるのに、留守番電話に残してよいとあります",
    "watched-number": "電話を見られることがあるのに、番号が出てよいとあります",
    "no-phrase": "「決めた言い方」がありません",
    "trap": "見えない欄に書きこみがあります。機械かもしれません",
    "cut": "長すぎたので、終わりを切りました",
    "unknown": "選べない答えでした。いちばん安全な答えにしました",
    "token:none": "この受付箱の画面から送られたと確かめられません",
    "token:bad": "この受付箱の画面から送られたと確かめられません",
    "token:fast": "画面を開いて三秒たたずに送られています。機械かもしれません",
    "token:old": "一日より前に開いた画面から送られています",
    "token:clock": "画面を開いた時刻が先の時刻です。受付箱の時計を見てください",
}
BY_NAME = {field.name: field for field in FIELDS}
NAMES = frozenset(BY_NAME)

# What no field asks for, because what is not there cannot leak: a real name, an address, a birthday, e-mail, free text.


def for_desk() -> list[Field]:
    """Return the fields as the desk must read them: how she wants to be called first, only then the number."""
    return sorted(FIELDS, key=lambda field: not field.before_number)


def label(field: Field, value: str) -> str:
    """Return a value as the desk reads it: a choice's Japanese label, or the words themselves."""
    return next((choice.label for choice in field.choices if choice.value == value), value)


def reason(flag: str) -> str:
    """Return a flag as the desk reads it."""
    kind, _, name = flag.partition(":")
    if flag in FLAGS or name not in BY_NAME:
        return FLAGS.get(flag, flag)
    return f"{BY_NAME[name].label}: {FLAGS.get(kind, kind)}"
