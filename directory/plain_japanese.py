"""やさしい日本語: what makes a text hard for a reader who is still learning, and how to say it instead.

The rules follow the government's 在留支援のためのやさしい日本語ガイドライン (2020); the numbers are those of 弘前大学
for notices in a disaster. No dictionary of word classes is behind them: a rule that cannot be sure stays silent.

`problems` takes one text with its furigana as 漢字《かな》. Sentences (ending 。！？) are held to all rules; buttons
and headings only to those on words, dates and hours. {placeholders}, `code`, tags and addresses count for nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from directory.furigana import KANJI, bare_kanji, morae, plain

Level = Literal["error", "warn"]
Finder = Callable[[str], Iterable[str]]

NO_WORDS: Mapping[str, str] = MappingProxyType({})
# A sentence is what ends in one of these, with the bracket that closes it.
SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[」』）)]*")
QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
NOT_WORDS = re.compile(r"`[^`\n]*`|(?<=\])\([^()\s]*\)|<[^<>]*>|https?://[\w/.?=&#%~:-]+")
PLACEHOLDER, HELD = re.compile(r"\{[^{}]*\}"), "◇"

# What is said for each code: how bad it is, what is wrong ({} is what was found), and the cure.
SAID: dict[str, tuple[Level, str, str]] = {
    "Y01": ("error", "文が長いです（{}）", "文を2つに分けてください"),
    "Y02": ("warn", "1つの文に漢字が多いです（{}）", "ひらがなの言葉に変えるか、文を分けてください"),
    "Y03": ("error", "「{}」は否定が2つあります", "「〜ます」「〜できます」のように、肯定で書いてください"),
    "Y04": ("warn", "「{}」は受身か使役です", "する人を主語にして、「〜します」と書いてください"),
    "Y05": ("warn", "「{}」は尊敬語か謙譲語です", "「〜ます」「〜てください」と書いてください"),
    "Y06": ("error", "「{}」に西暦がありません", "「2026年（令和8年）」のように、西暦を書いてください"),
    "Y07": ("error", "「{}」の「〜」は読みにくいです", "「〜から」「〜まで」と書いてください"),
    "Y08": ("error", "「{}」は24時間の書き方です", "「午前9時」「午後5時30分」のように書いてください"),
    "Y09": ("error", "「{}」は何月何日か分かりません", "「4月1日」のように書いてください"),
    "Y10": ("warn", "「{}」は文の終わりがあいまいです", "「〜です」「〜ます」と言い切ってください"),
    "Y11": ("warn", "「{}」は音や様子の言葉です", "「痛い」「心配です」のように、意味を書いてください"),
    "Y12": ("error", "「{}」にふりがながありません", "「漢字《よみ》」と書くか、readings.yaml に読みをたしてください"),
    "Y13": ("warn", "「{}」は3つ以上並んでいます", "箇条書きにしてください"),
    "Y14": ("error", "「{}」は「です・ます」で終わっていません", "「です・ます」で終わってください"),
    "Y15": ("warn", "「{}」は難しい言葉です", "やさしい言葉で書くか、すぐ後に（ ）で説明してください"),
    "Y16": ("warn", "「{}」に空白がありません", "文節の間に空白を入れてください（例「電話を かけて ください」）"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is hard to read: the rule's code, what is wrong and what to do, in Japanese."""

    code: str
    level: Level
    wrong: str
    cure: str


def problems(text: str, better: Mapping[str, str] = NO_WORDS, *, urgent: bool = False) -> list[Finding]:
    """Find what is hard in a text; `better` gives plain words for hard ones, `urgent` the limits for an emergency."""
    text = PLACEHOLDER.sub(HELD, NOT_WORDS.sub("", text))
    in_sentences = (URGENT if urgent else DAILY) | IN_SENTENCES
    found = [
        _finding(code, what)
        for sentence in SENTENCE.findall(text)
        for code, find in in_sentences.items()
        for what in find(sentence.strip())
    ]
    found += [_finding(code, what) for code, find in ANYWHERE.items() for what in find(text)]
    found += [_finding("Y15", hard, f"「{better[hard]}」のような") for hard in _hard_words(text, better)]
    return sorted(found, key=lambda finding: finding.code)


def _finding(code: str, what: str, instead: str = "") -> Finding:
    level, wrong, cure = SAID[code]
    return Finding(code, level, wrong.format(what), instead + cure)


def _matches(*patterns: str, spaced: bool = False) -> Finder:
    """A finder of patterns in the text without furigana and, unless `spaced`, without the spaces between phrases."""
    compiled = re.compile("|".join(patterns))

    def find(text: str) -> Iterator[str]:
        words = plain(text)
        return (match[0] for match in compiled.finditer(words if spaced else _joined(words)))

    return find


def _joined(words: str) -> str:
    return re.sub(r"[ \u3000]+", "", words)


# Y01, Y02: the classes of 弘前大学. In an emergency (I) a sentence must be caught when heard once: 24 beats, 4 kanji.
# In daily life (II) it can be read again: 48 beats, 13 kanji.
def _limits(beats: int, kanji: int) -> dict[str, Finder]:
    def too_long(sentence: str) -> list[str]:
        return [f"{said}拍。{beats}拍まで"] if (said := morae(sentence)) > beats else []

    def too_black(sentence: str) -> list[str]:
        return [f"{seen}字。{kanji}字まで"] if (seen := len(re.findall(f"[{KANJI}]", plain(sentence)))) > kanji else []

    return {"Y01": too_long, "Y02": too_black}


DAILY = _limits(48, 13)
URGENT = _limits(24, 4)

# Y03: 「しなければなりません」 is one phrase to a learner (N4) and stays; with these she counts the negations.
double_negative = _matches(
    r"ない(?:こと|わけ|もの|はず|とき)(?:で?[はも]|が)(?:ない|ありません|なく)",
    r"なく[はも](?:ない|ありません)",
    r"ない(?:人|ひと)は(?:いない|いません)",
    r"ずには(?:いられ|おか|すま)(?:ない|ません)",
    r"ないとは(?:言|い)え(?:ない|ません)",
)

# Y04: られる may also mean 「できる」, and れる may belong to the word (生まれる): so only される, させる, a kanji with
# かれ・まれ・わせ…, and a few verbs that cannot mean 「できる」 here.
VERB_END = r"(?:ます|ません|ました|る|た|て|ない|なかった)"
passive_or_causative = _matches(
    rf"(?:さ|[{KANJI}][かがたばまわ](?<!生ま)(?<!分か)(?<!現わ)(?<!恵ま)|[殴怒叱送守売作切限]ら)れ{VERB_END}",
    rf"(?:さ|[{KANJI}][かがたばま](?<!済ま)(?<!聞か)(?<!動か)(?<![生活]か)(?<!果た))せ(?:られ)?{VERB_END}",
)

# Y05: 「〜てください」 and 「ありがとうございます」 are in the first lessons; these come last or never.
honorific = _matches(
    r"いらっしゃ[ぁ-ん]{1,2}|おっしゃ[ぁ-ん]{1,2}|(?:召|め)し(?:上|あ)が[りるっ]|ご覧|ごらん(?:ください|になり)",
    r"(?:申|もう)し(?:上|あ)げ|と申します|(?:伺|うかが)[いうっ]|(?:参|まい)り(?:ます|ました)|(?<!とう)(?<!よう)ございま[すせし]",
    r"[てで]おり(?:ます|ません|ました)|存じ(?:ます|ません|上げ)|拝[見借読]|なさ(?:る|って|った|れ|います)|賜[りる]|承り",
    r"いただ[くきけい]|(?:いた|致)し(?:ます|ました|ません)|くださいませ",
    rf"お[{KANJI}]?[ぁ-ん]{{0,3}}[いきしちにみりえけせべめれげ](?:ください|になり|になる)",
    rf"ご[{KANJI}]{{2,}}(?:ください|になり|になる|します)",
)

# Y06: a reader who came in 2019 has no 平成 of her own. With the common year in the same sentence it may stay.
WAREKI = re.compile(
    r"(?:令和|平成|昭和|大正)(?:元|[0-9０-９]+|[一二三四五六七八九十]+)[年./]|\b[RHS][0-9]{1,2}\.[0-9]{1,2}\b"
)
COMMON_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[１２][０-９]{3}")

# Y07: 〜 has no reading of its own and is lost on a small screen. Only between days and hours: 3〜5人 may stay.
DAY = "(?:[月火水木金土日祝]|曜日?)"
HOUR = r"(?:[0-9]{1,2}[:：][0-9]{2}|[0-9]{1,4}[時分日月年]半?|正午|午[前後]|曜日?)"
wave = _matches(
    rf"{HOUR}[〜～~](?:{HOUR}|{DAY}|[0-9]*)|(?:{DAY}|[0-9]*)[〜～~]{HOUR}|{DAY}[〜～~]{DAY}",
    rf"{HELD}[〜～~]{HELD}",
    r"[0-9]{1,2}[-－–—][0-9]{1,2}時|[0-9]:[0-9]{2}[-－–—][0-9]{1,2}:[0-9]{2}",
)

# Y08: 13時 needs a sum. 24時間 is a length, not an hour.
clock_of_24_hours = _matches(
    r"(?<![0-9])(?:1[3-9]|2[0-4])時(?!間)",
    r"(?<!午前)(?<!午後)(?<![0-9:])[0-9]{1,2}[:：][0-9]{2}(?![0-9])",
)

# Y09: 4/1 is 4 January to half the world. The length of the year tells a date from a phone number.
slashed_date = _matches(
    r"(?<![0-9/A-Za-z.-])(?:1[0-2]|[1-9])/(?:3[01]|[12][0-9]|[1-9])(?![0-9/])",
    r"(?<![0-9-])(?:19|20)[0-9]{2}([/.-])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9-])",
    spaced=True,
)

# Y10: endings that leave open whether it is so. 「かもしれません」 and 「ことがあります」 are N4 and often simply true.
vague = _matches(
    r"(?:と(?:思われ|考えられ|され|見られ)(?:ます|ています)|かと(?:思|おも)います|とのことです|ことになっています)[。！？]",
    r"(?:(?<=[るたいのな])ようです|(?<=[るだ])らしいです|でしょう|ではないでしょうか)[。！？]",
)

# Y11: doubled sounds speak only to those who grew up with them. A list, since いろいろ and ときどき are N4, and two
# words may meet by chance (聞いていていい). What beginners learn (ゆっくり, びっくり) is not on it.
TWICE = (
    "いら|どき|びく|おど|くよ|もや|はら|ずき|がん|きり|ひり|ちく|むか|ふら|へと|ばた|ぎり|ぼろ|ぺら|にこ|めそ|しく|わく|ごろ"
    "|ざわ|ぞく|そわ|うじ|だら|ぐる|うろ|ぶつ|ぼそ|じろ|すら|さら"
)
TWICE_IN_KATAKANA = "".join(chr(ord(char) + 0x60) if char != "|" else char for char in TWICE)
mimetic = _matches(
    rf"({TWICE}|{TWICE_IN_KATAKANA})\1|てきぱき",
    "ぐったり|がっかり|うっかり|すっきり|こっそり|ぴったり|ぐっすり|げっそり|ぎゅっと|さっと",
    spaced=True,
)

# Y13: two things are held in mind, the third pushes out the first. Only nouns without hiragana are surely a list.
# Days of the week are no list.
NOUN = rf"(?!{DAY}(?:曜日?)?[、・])[{KANJI}ァ-ヺーA-Za-z]+"
list_of_three = _matches(rf"{NOUN}(?:[、・]{NOUN}){{2,}}")

# Y14: the polite form is taught first and serves everywhere. An answer or a greeting is no sentence.
POLITE = re.compile(
    rf"(?:です|ます|でした|ました|ません|ましょう|でしょう|ください)(?:か|ね|よ|が|から)*$|[」』{HELD}]$"
)
ANSWER = re.compile(
    r"(?:はい|いいえ|ありがとう|こんにちは|こんばんは|もしもし|だいじょうぶ|大丈夫|(?:ごめん|おやすみ)なさい)$"
)

# Y16: を is never inside a word, and は・が・に・で・へ hardly ever stand inside one between two kanji. 21: one more
# than the longest phrase, an office with its particle. One finding is enough: who forgot a space forgot them all.
unspaced = _matches(
    r"[^\s、。！？「」]{0,6}を(?![\s、。！？」』）])",
    rf"[{KANJI}][はがにでへ](?=[{KANJI}])",
    r"[^\s、。！？「」『』（）()・]{21,}",
    spaced=True,
)


def _without_common_year(text: str) -> Iterator[str]:
    for sentence in re.split(r"[。\n]", plain(text)):
        if not COMMON_YEAR.search(sentence):
            yield from (match[0] for match in WAREKI.finditer(sentence))


def _impolite(text: str) -> Iterator[str]:
    """The ends of sentences that are not polite; inside 「」 she may talk as people talk."""
    for sentence in SENTENCE.findall(QUOTED.sub("「」", _joined(plain(text)))):
        words = re.sub(r"（[^（）]*）?$", "", sentence.rstrip("。！？）)…"))
        if words and not POLITE.search(words) and not ANSWER.search(words):
            yield words[-8:]


def _hard_words(text: str, better: Mapping[str, str]) -> Iterator[str]:
    """Hard words that stand by themselves (女性相談支援センター is a name) and are not explained in （ ） at once."""
    beside = f"{KANJI}ァ-ヺー"
    words = _joined(plain(text))
    for hard in better:
        if hard in words and re.search(rf"(?<![{beside}]){re.escape(hard)}(?![{beside}（(])", words):
            yield hard


IN_SENTENCES: dict[str, Finder] = {
    "Y03": double_negative,
    "Y04": passive_or_causative,
    "Y05": honorific,
    "Y10": vague,
    "Y13": list_of_three,
    "Y16": lambda sentence: list(unspaced(sentence))[:1],
}
ANYWHERE: dict[str, Finder] = {
    "Y06": _without_common_year,
    "Y07": wave,
    "Y08": clock_of_24_hours,
    "Y09": slashed_date,
    "Y11": mimetic,
    "Y12": bare_kanji,
    "Y14": _impolite,
}
