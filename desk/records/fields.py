"""The fields of a contact: which list each is coded with, which free text is whose, and what is needed to save.

Disclosure classes: A hers to see, B our own opinion, C from or about others, N never leaves the desk.
"""

from dataclasses import dataclass

ONE = {
    "method": "contact_method",
    "call_outcome": "call_outcome",
    "caller_type": "caller_type",
    "first_time": "first_time",
    "first_time_basis": "first_time_basis",
    "first_public_help": "first_public_help",
    "main_issue": "main_issue",
    "perpetrator_relation": "perpetrator_relation",
    "safety_now": "safety_now",
    "urgency": "urgency",
}
MANY = {
    "intake_route": "intake_route",
    "related_issue": "main_issue",
    "response": "response",
    "dv_type": "dv_type",
    "safety_flag": "safety_flag",
}
DEFAULTS = {"call_outcome": "consultation", "caller_type": "self", "urgency": "u0", "safety_now": "not_asked"}
DEFAULT_ROUTE = ["not_asked"]
# Six are needed; time and method are there already, so that four remain. A silent call has no issue and no response.
REQUIRED = ("started_at", "method", "call_outcome", "first_time", "main_issue", "response")
ONLY_COUNTED = frozenset({"main_issue", "response"})
RELATED_MOST = 3
URGENT = frozenset({"u3", "u4"})


@dataclass(frozen=True)
class Line:
    """A telephone line of the office."""

    value: str
    ja: str
    method: str
    retired: bool = False


LINES = (
    Line("paid", "一般回線", "phone"),
    Line("toll_free", "フリーダイヤル", "phone_free"),
    Line("dv", "DV相談", "phone"),
    Line("reception", "代表・窓口", "in_person"),
)


@dataclass(frozen=True)
class Block:
    """A box of free text with its disclosure class."""

    name: str
    ja: str
    hint: str
    group: str
    ground: str = ""


BLOCKS = (
    Block("summary_fact", "相談の内容（事実）", "だれが・いつ・何を。5行まで", "A"),
    Block("her_words", "本人の言葉・希望", "言ったとおりに", "A"),
    Block("assessment", "相談員の見立て", "私たちの考え。事実と混ぜない", "B", "78-1-7"),
    Block("third_party_info", "他の人・機関から聞いたこと", "だれから聞いたかも", "C", "78-1-2"),
    Block("child_fact", "子どものこと", "子どもの居場所や様子。ほかの欄に書かない", "C", "78-1-1"),
    Block("next_step", "次にすること", "", "B", "78-1-7"),
    Block("external_tool", "使った尺度と結果", "", "B", "78-1-7"),
    Block("emergency_log", "通報・緊急対応", "何時に・どこへ・だれが・どうなった", "B", "78-1-7"),
)
WRITTEN = tuple(block.name for block in BLOCKS)
WORDS_OF = {
    "started_at": "開始時刻",
    "method": "方法",
    "call_outcome": "区分",
    "first_time": "この窓口は初めてですか",
    "main_issue": "主訴",
    "response": "対応",
    "related_issue": "関連",
    "ended_at": "終了時刻",
}
