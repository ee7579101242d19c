"""The columns of the workbook: what each is called, how it is read, and what the dictionary says of it."""

from dataclasses import dataclass

from desk import codes
from desk.codes import Code
from desk.records.fields import BLOCKS, LINES, MANY, ONE
from desk.records.people import MANY as MANY_OF_PERSON
from desk.records.people import ONE as ONE_OF_PERSON

TEXT, TIME, MINUTES, CHOICE, CHOICES, YES_NO, DAY = "text", "time", "minutes", "choice", "choices", "yes or no", "day"
KINDS = {
    TEXT: "文字",
    TIME: "日付と時刻",
    MINUTES: "分（数字）",
    CHOICE: "選択肢から1つ",
    CHOICES: "選択肢からいくつでも（；で区切る）",
    YES_NO: "はい・いいえ",
    DAY: "日付",
}
NUMBER, PERSON, MINUTES_LONG = "number", "person", "minutes"
YES, NO = "はい", "いいえ"
UNASKED = (Code("not_asked", "聞いていない", "Not asked"), Code("declined", "答えたくない", "Declined to answer"))


@dataclass(frozen=True)
class Column:
    """One column. `of_person`: it is said of the person, and so of all rows with her number."""

    name: str
    ja: str
    kind: str
    hint: str = ""
    example: str = ""
    listed: str = ""
    required: bool = False
    longest: int = 0
    of_person: bool = False

    @property
    def choices(self) -> tuple[Code, ...]:
        """What may stand in it."""
        if self.name == "line":
            return tuple(Code(line.value, line.ja, line.ja) for line in LINES)
        if self.of_person and self.kind == CHOICE:
            own = codes.codes(self.listed)
            return (*own, *(code for code in UNASKED if code.value not in {one.value for one in own}))
        return codes.codes(self.listed) if self.listed else ()


def _contact(name: str, ja: str, hint: str = "", example: str = "", *, required: bool = False) -> Column:
    listed = "line" if name == "line" else ONE.get(name) or MANY[name]
    return Column(name, ja, CHOICES if name in MANY else CHOICE, hint, example, listed, required)


def _person(name: str, ja: str) -> Column:
    kind = CHOICE if name in ONE_OF_PERSON else CHOICES
    assert kind == CHOICE or name in MANY_OF_PERSON  # noqa: S101 (a column of nothing would be read by nobody)
    return Column(name, ja, kind, "人の番号がある行だけ", listed=name, of_person=True)


COLUMNS: tuple[Column, ...] = (
    Column(NUMBER, "元の番号", TEXT, "前の記録の番号。同じ番号は二度入りません", "H30-0012", required=True, longest=40),
    Column("started_at", "開始", TIME, "相談が始まった日と時刻", "2025/11/25 10:00", required=True),
    Column("ended_at", "終了", TIME, "分からなければ空にして、分を書きます", "2025/11/25 10:25"),
    Column(MINUTES_LONG, "分", MINUTES, "終了を書いたら、いりません", "25"),
    _contact("method", "方法", example="電話（有料回線）", required=True),
    _contact("line", "回線", example="一般回線"),
    _contact("call_outcome", "区分", "空なら「相談」", "相談"),
    _contact("caller_type", "相談者", "空なら「本人」", "本人"),
    _contact("first_time", "初回か", example="初めて", required=True),
    _contact("first_public_help", "公的な相談は初めてか"),
    _contact("intake_route", "何で知ったか", "空なら「聞いていない」。最初の1つを主なものと数えます"),
    _contact("main_issue", "主訴", "1つだけ。区分が「相談」なら必ず", "介護・看護", required=True),
    _contact("related_issue", "関連", "3つまで"),
    _contact("response", "対応", "区分が「相談」なら必ず", "傾聴・気持ちの整理；情報提供", required=True),
    Column("dv_flag", "DVにあたる", YES_NO, "空なら主訴から決まります", YES),
    _contact("dv_type", "暴力の種類"),
    _contact("perpetrator_relation", "相手との関係"),
    _contact("safety_flag", "気にとめる事実"),
    _contact("urgency", "緊急度", "空なら、いちばん低いもの"),
    Column("next_due", "次の期日", DAY, "", "2025/12/01"),
    *(Column(block.name, block.ja, TEXT, block.hint, longest=8000) for block in BLOCKS),
    Column(PERSON, "人の番号", TEXT, "前の記録で同じ方に同じ番号。空なら名のない相談", "P-7", longest=40),
    Column("call_name", "呼び名", TEXT, "本名でなくてよい", longest=20, of_person=True),
    Column("recognise_hint", "次に分かる手がかり", TEXT, "合言葉など", longest=60, of_person=True),
    Column("do_not", "してはいけないこと", TEXT, "", longest=120, of_person=True),
    _person("age_band", "年代"),
    _person("residence", "住まい"),
    _person("marital_status", "配偶関係"),
    _person("children", "子ども"),
    _person("employment_type", "働き方"),
    _person("language", "ことば"),
    _person("care_needs", "配慮"),
)
BY_JA = {column.ja: column for column in COLUMNS}
BY_NAME = {column.name: column for column in COLUMNS}
