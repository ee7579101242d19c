"""Furigana, on the real dictionary (data/readings.yaml) and the real windows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from directory.furigana import Readings, annotate, bare_kanji, morae, plain, to_html

DATA = Path(__file__).parents[2] / "data"
READINGS = Readings(yaml.load((DATA / "readings.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
# Notes among ourselves, and what a source says in its own words, are not read with furigana.
NOT_SHOWN = {"caution", "quote"}


def texts(data: object) -> Iterator[str]:
    """Walk all strings of a data file that a reader may meet."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from texts(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_SHOWN:
                yield from texts(value)


FACTS = sorted(
    {
        text
        for name in ("windows", "site")
        for text in texts(yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader))
    }
)


class TestMarks:
    """漢字《かな》, and the ｜ that says where the word begins."""

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("相談《そうだん》する", "<ruby>相談<rt>そうだん</rt></ruby>する"),
            ("夏｜休《やす》み", "夏<ruby>休<rt>やす</rt></ruby>み"),
            ("｜1人《ひとり》で", "<ruby>1人<rt>ひとり</rt></ruby>で"),
            ("人々《ひとびと》", "<ruby>人々<rt>ひとびと</rt></ruby>"),
            ("2ヶ所《かしょ》", "2<ruby>ヶ所<rt>かしょ</rt></ruby>"),
            ("｜紅葉ケ丘《もみじがおか》9-1", "<ruby>紅葉ケ丘<rt>もみじがおか</rt></ruby>9-1"),
        ],
    )
    def test_marks_become_ruby(self, text: str, html: str) -> None:
        """A mark binds to the kanji just before it, or to all from the ｜ on."""
        assert html == to_html(text)

    def test_nothing_else_becomes_html(self) -> None:
        """What looks like HTML is shown as it is written, inside a mark too."""
        assert to_html("<b>｜話&《<は>》") == "&lt;b&gt;<ruby>話&amp;<rt>&lt;は&gt;</rt></ruby>"

    @pytest.mark.parametrize("text", ["《よりそいホットライン》 電話", "A｜B", "かな《かな》", ""])
    def test_signs_that_mark_nothing_stay(self, text: str) -> None:
        """《》 after kana and a ｜ without 《》 are ordinary signs."""
        assert text == plain(text) == to_html(text)

    def test_plain_takes_the_readings_away(self) -> None:
        """The text is as it was before it was marked."""
        assert plain("取《と》り違《ちが》えて｜1人《ひとり》で電話《でんわ》") == "取り違えて1人で電話"

    def test_bare_kanji_are_named_in_order(self) -> None:
        """Runs of kanji without a reading, each for itself."""
        assert bare_kanji("電話《でんわ》で予約した人") == ["予約", "人"]


class TestAnnotate:
    """Readings from a dictionary: the longest word wins."""

    @pytest.mark.parametrize(
        ("words", "text", "expected"),
        [
            ({"受付": "うけつけ"}, "受付です", "受付《うけつけ》です"),
            ({"取り違え": "とりちがえ"}, "取り違えて", "取《と》り違《ちが》えて"),
            ({"働": "はたら"}, "働いて働く", "働《はたら》いて働《はたら》く"),
            ({"お金": "おかね"}, "お金", "お金《かね》"),
            ({"紅葉ケ丘": "もみじがおか"}, "西紅葉ケ丘", "西｜紅葉ケ丘《もみじがおか》"),
            ({"ケア推進課": "けあすいしんか"}, "ケア推進課", "ケア推進課《すいしんか》"),
            ({"頁": "ページ"}, "この頁", "この頁《ページ》"),
            ({"石田和子": "石田《いしだ》和子《かずこ》"}, "石田和子", "石田《いしだ》和子《かずこ》"),
            ({"日本": "にほん", "日本語": "にほんご"}, "日本語", "日本語《にほんご》"),
            ({"休み": "やすみ"}, "今休み", "今休み"),
        ],
    )
    def test_ruby_stands_over_the_kanji_only(self, words: dict[str, str], text: str, expected: str) -> None:
        """Kana of a word stay outside, unless the reading swallows them."""
        assert expected == annotate(text, words)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("9時", "9時《じ》"),
            ("10時", "10時《じ》"),
            ("１０時", "１０時《じ》"),
            ("1人", "｜1人《ひとり》"),
            ("11人", "11人《にん》"),
            ("3日", "｜3日《みっか》"),
            ("13日", "13日"),
        ],
    )
    def test_digits_may_be_part_of_a_word(self, text: str, expected: str) -> None:
        """＃ is any digit; a digit the reading swallows must begin the number."""
        words = {"＃時": "＃じ", "1人": "ひとり", "＃＃人": "＃＃にん", "3日": "みっか", "日": "ひ"}

        assert expected == annotate(text, words)

    @pytest.mark.parametrize("text", ["今日《きょう》", "｜今日《きょう》は", "お金《おかね》", "今日《》"])
    def test_marks_already_there_stay(self, text: str) -> None:
        """Whoever wrote the text knows better than the dictionary."""
        assert text == annotate(text, {"今日": "こんにち", "金": "きん", "お金": "おかね", "日": "ひ"})

    @pytest.mark.parametrize("text", ["月光", "満月", "3月", "第《だい》月", "月｜光《ひかり》"])
    def test_a_word_of_one_kanji_needs_to_stand_alone(self, text: str) -> None:
        """A missing reading is seen, a wrong one is believed."""
        assert text == annotate(text, {"月": "つき"})

    def test_an_empty_dictionary_changes_nothing(self) -> None:
        """Without words the text stays as it is."""
        assert annotate("相談", {}) == "相談"


class TestMorae:
    """Beats, counted by the reading."""

    @pytest.mark.parametrize(
        ("text", "beats"),
        [
            ("きょう", 2),
            ("がっこう", 4),
            ("センター", 4),
            ("今日《きょう》は", 3),
            ("東京都《とうきょうと》", 5),
            ("しゃしゅしょ", 3),
            ("ファックス", 4),
            ("チェック", 3),
            ("電話", 4),
            ("10時《じ》", 5),
            ("DV", 4),
            ("、。 「」", 0),
        ],
    )
    def test_small_ya_rides_and_small_tsu_counts(self, text: str, beats: int) -> None:
        """きょ is one beat, っ, ー and ん are one each; a bare kanji, a digit and a capital count two."""
        assert beats == morae(text)


class TestReadings:
    """data/readings.yaml, in the sentences it is for."""

    @pytest.mark.parametrize(
        "marked",
        [
            "川崎市《かわさきし》高津区《たかつく》溝口《みぞのくち》2-20-1",
            "JR武蔵溝《むさしみぞ》ノ口駅《くちえき》 徒歩《とほ》4分《ぷん》",
            "小田急線《おだきゅうせん》生田駅《いくたえき》 徒歩《とほ》5分《ふん》",
            "川崎市《かわさきし》川崎区《かわさきく》東田町《ひがしだちょう》8",
            "中原区《なかはらく》今井上町《いまいかみちょう》1-34",
            "横浜市《よこはまし》西区《にしく》｜紅葉ケ丘《もみじがおか》9-1",
            "麻生区役所《あさおくやくしょ》・宮前区役所《みやまえくやくしょ》・幸区役所《さいわいくやくしょ》",
            "開成町《かいせいまち》、川棚町《かわたなちょう》、中城村《なかぐすくそん》",
            "石田《いしだ》和子《かずこ》",
            "かながわ女《ひと》のスペースみずら",
            "月《げつ》・火《か》・木《もく》・土曜《どよう》",
            "月《げつ》〜金《きん》、土《ど》・日《にち》は休《やす》み",
            "3月《がつ》、毎月《まいつき》｜10日《とおか》、月《つき》に1回《かい》、お月《つき》さま",
            "12月《がつ》29日《にち》から1月《がつ》｜3日《みっか》まで、10月《がつ》｜1日《ついたち》",
            "8時半《じはん》から9時《じ》30分《ぷん》、17時《じ》15分《ふん》",
            "｜1人《ひとり》、｜2人《ふたり》、3人《にん》、働《はたら》く人《ひと》",
            "場所《ばしょ》や日《ひ》は変《か》わります",
            "年末年始《ねんまつねんし》、午前《ごぜん》9時《じ》~翌午前《よくごぜん》5時《じ》",
            "受《う》け付《つ》けて、受付《うけつけ》で受《う》け取《と》る",
            "話《はなし》を聞《き》いて、日本語《にほんご》で話《はな》す",
            "行政書士《ぎょうせいしょし》を行《おこな》う、行《い》く",
            "てくのかわさき3階《がい》、5階《かい》",
        ],
    )
    def test_words_are_read_as_people_read_them(self, marked: str) -> None:
        """月, 日, 人 and 分 are read by what stands beside them."""
        assert marked == annotate(plain(marked), READINGS)

    def test_every_word_of_the_directory_has_a_reading(self) -> None:
        """If not, add the words named here to data/readings.yaml."""
        bare = {text: bare_kanji(annotate(text, READINGS)) for text in FACTS}

        assert {text: words for text, words in bare.items() if words} == {}

    def test_a_text_marked_twice_is_the_same(self) -> None:
        """The marks change nothing but the readings, and are made once."""
        marked = {text: annotate(text, READINGS) for text in FACTS}

        assert [text for text, once in marked.items() if plain(once) != text] == []
        assert [once for once in marked.values() if annotate(once, READINGS) != once] == []

    def test_the_dictionary_is_sorted_and_says_nothing_twice(self) -> None:
        """A second line for the same word would silently win."""
        words = re.findall(r'^"([^"]+)": "', (DATA / "readings.yaml").read_text(encoding="utf-8"), flags=re.MULTILINE)

        assert sorted(READINGS) == words

    def test_readings_are_written_in_kana(self) -> None:
        """A reading holds no kanji."""
        assert [reading for reading in READINGS.values() if bare_kanji(reading)] == []

    def test_a_reading_with_marks_spells_its_own_word(self) -> None:
        """石田和子 is not read as somebody else."""
        marked = {word: plain(reading) for word, reading in READINGS.items() if "《" in reading}

        assert [word for word, spelled in marked.items() if spelled != word] == []
