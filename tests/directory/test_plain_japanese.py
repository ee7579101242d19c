"""やさしい日本語: what the lint finds, and what it rightly lets pass."""

import re
from pathlib import Path

import pytest
import yaml

from directory.plain_japanese import SAID, problems

ROOT = Path(__file__).parents[2]
BETTER: dict[str, str] = yaml.load(
    (ROOT / "data" / "plain_words.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
FITS = (  # 48 beats
    "ここでは、お金《かね》や 体《からだ》や 子《こ》どもや 仕事《しごと》や 家族《かぞく》の ことを "
    "ゆっくり 女《おんな》の 人《ひと》に 話《はな》す ことが できます。"
)
LONG = FITS.replace("できます", "できますよ")
KANJI = "川崎市《かわさきし》高津区《たかつく》溝口《みぞのくち》女性相談《じょせいそうだん》電話《でんわ》です。"

HARD = [
    ("Y01", LONG),
    ("Y02", KANJI),
    ("Y03", "電話《でんわ》が できない わけでは ありません。"),
    ("Y03", "行《い》けなくは ありません。"),
    ("Y03", "困《こま》らない 人《ひと》は いません。"),
    ("Y04", "紙《かみ》が 配布《はいふ》されます。"),
    ("Y04", "名前《なまえ》を 聞《き》かれません。ひどい ことを 言《い》われました。"),
    ("Y04", "子《こ》どもを 待《ま》たせます。"),
    ("Y05", "窓口《まどぐち》に いらっしゃって ください。"),
    ("Y05", "少《すこ》し お待《ま》ちください。"),
    ("Y05", "センターを ご利用《りよう》ください。"),
    ("Y05", "電話《でんわ》を 受《う》けて おります。"),
    ("Y05", "こちらから 電話《でんわ》いたします。"),
    ("Y06", "令和《れいわ》8年《ねん》4月《がつ》に 始《はじ》まります。"),
    ("Y06", "平成《へいせい》30年《ねん》"),
    ("Y07", "月《げつ》〜金《きん》"),
    ("Y07", "午前《ごぜん》9時《じ》〜午後《ごご》5時《じ》"),
    ("Y07", "～4月《がつ》10日《とおか》"),
    ("Y07", "{opens}〜{closes}"),
    ("Y08", "17時《じ》まで"),
    ("Y08", "9:30から"),
    ("Y09", "4/1から"),
    ("Y09", "2026-04-01"),
    ("Y10", "相談《そうだん》できると 思《おも》われます。"),
    ("Y10", "今日《きょう》は 休《やす》みの ようです。"),
    ("Y11", "いらいらする 人《ひと》"),
    ("Y11", "ドキドキする ときに"),
    ("Y12", "予約《よやく》が 要ります。"),
    ("Y12", "予約"),
    ("Y13", "電話《でんわ》、メール、チャットで 話《はな》します。"),
    ("Y13", "住所《じゅうしょ》・名前《なまえ》・国籍《こくせき》を 書《か》きます。"),
    ("Y14", "電話《でんわ》で 話《はな》せる。"),
    ("Y14", "予約制《よやくせい》。"),
    ("Y15", "一時保護《いちじほご》を します。"),
    ("Y16", "電話《でんわ》をかけてください。"),
    ("Y16", "窓口《まどぐち》は無料《むりょう》です。"),
]

PLAIN = [
    FITS,
    "電話《でんわ》を して ください。",
    "名前《なまえ》を 言《い》わなければ なりません。",
    "名前《なまえ》は いりません。",
    "川崎《かわさき》で 生《う》まれました。",
    "夫《おっと》と 別《わか》れます。つかれました。わすれて いい です。",
    "この ページは すぐに 閉《と》じられます。",
    "私《わたし》たちに 話《はなし》を 聞《き》かせて ください。",
    "電話《でんわ》で 知《し》らせます。",
    "ありがとう ございます。",
    "ごめんなさい。お金《かね》を ください。",
    "おとなに なります。",
    "2026年《ねん》（令和《れいわ》8年《ねん》）4月《がつ》に 始《はじ》まります。",
    "3〜5人《にん》",
    "24時間《じかん》 話《はな》せます。",
    "午後《ごご》5:00から",
    "電話《でんわ》 0120-279-889",
    "電話《でんわ》 0120-99-7777",
    "すばらしいです。ひつようです。かわいらしいです。",
    "暴力《ぼうりょく》かもしれません。",
    "何《なに》を しますか。どう でしょうか。",
    "いろいろな 人《ひと》が います。ときどき 休《やす》みます。",
    "聞《き》いていていいです。",
    "いくら くらいですか。",
    "月《げつ》・水《すい》・金曜日《きんようび》に 開《あ》いて います。",
    "電話《でんわ》と メールで 話《はな》せます。",
    "はい。いつ 切《き》っても いいです。",
    "「助《たす》けて。もう いやだ。」と 言《い》って ください。",
    "今《いま》は {name}。",
    "話《はな》せます（お金《かね》は いりません）。",
    "一時保護《いちじほご》（安全《あんぜん》な 場所《ばしょ》に 泊《と》まること）が あります。",
    "電話相談窓口《でんわそうだんまどぐち》です。",
    "予約《よやく》する",
    "[電話《でんわ》](/w/4/1) `窓口.md` <br>",
    "{month}/{day} https://example.org/2026/4/1",
]


class TestProblems:
    """Each rule, on sentences as people write them."""

    @pytest.mark.parametrize(("code", "text"), HARD)
    def test_what_is_hard_is_found(self, code: str, text: str) -> None:
        """The rule named here sees the sentence."""
        assert code in {finding.code for finding in problems(text, BETTER)}

    @pytest.mark.parametrize("text", PLAIN)
    def test_what_is_plain_passes(self, text: str) -> None:
        """No rule sees the sentence: few false alarms matter more than finding everything."""
        assert problems(text, BETTER) == []

    def test_every_rule_is_tried(self) -> None:
        """A rule without a sentence above could be broken and nobody would know."""
        assert set(SAID) == {code for code, _ in HARD}

    def test_an_emergency_allows_half_the_length(self) -> None:
        """24 beats and 4 kanji: a warning is heard once."""
        sentence = "海《うみ》の 近《ちか》くに いる 人《ひと》は、高《たか》い ところへ 逃《に》げて ください。"

        assert problems(sentence) == []
        assert [finding.code for finding in problems(sentence, urgent=True)] == ["Y01", "Y02"]

    def test_a_finding_says_what_is_wrong_and_what_to_do(self) -> None:
        """Both in Japanese, for the person who wrote the sentence."""
        (finding,) = problems("4/1から")

        assert (finding.code, finding.level) == ("Y09", "error")
        assert finding.wrong == "「4/1」は何月何日か分かりません"
        assert finding.cure == "「4月1日」のように書いてください"

    def test_a_hard_word_comes_with_a_better_one(self) -> None:
        """The cure names the words of data/plain_words.yaml."""
        (finding,) = problems("徒歩《とほ》 5分《ふん》", BETTER)

        assert finding.wrong == "「徒歩」は難しい言葉です"
        assert finding.cure.startswith("「歩いて」")

    def test_labels_need_no_polite_ending(self) -> None:
        """A button is a noun or a bare verb."""
        assert problems("電話《でんわ》を かける") == []

    def test_one_western_year_does_not_excuse_another_sentence(self) -> None:
        """The common year must stand in the same sentence."""
        text = "2026年《ねん》に 始《はじ》まります。令和《れいわ》9年《ねん》に 終《お》わります。"

        assert [finding.code for finding in problems(text)] == ["Y06"]


class TestWords:
    """data/plain_words.yaml."""

    def test_the_words_are_sorted_and_stand_once(self) -> None:
        """A second line for the same word would silently win."""
        lines = (ROOT / "data" / "plain_words.yaml").read_text(encoding="utf-8")

        assert sorted(BETTER) == re.findall(r'^"([^"]+)": "', lines, flags=re.MULTILINE)

    def test_a_better_word_is_not_hard_itself(self) -> None:
        """What we advise would pass."""
        hard = {word: [finding.wrong for finding in problems(easy, BETTER)] for word, easy in BETTER.items()}

        assert [word for word, wrong in hard.items() if any("難しい" in said for said in wrong)] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.ja-easy.md")), ids=lambda page: page.name)
def test_our_own_pages_break_no_rule(page: Path) -> None:
    """Every page in やさしい日本語 keeps the rules that are errors."""
    text = page.read_text(encoding="utf-8")

    assert [f"{finding.code} {finding.wrong}" for finding in problems(text) if finding.level == "error"] == []
