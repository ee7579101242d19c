"""Lines: where they break, what stands above them, and what must not be creased."""

import numpy as np
import pytest

from publish.print import bookmark, flyer, typeset
from publish.print.phrases import sentence
from tests.site.print import conftest, reading
from tests.site.print.kept import seen_on

# What a line may not begin or end with (JIS X 4051, the strict level).
NOT_FIRST = "、。，．・：；？！）」』】〉》〕］ー々ゝっゃゅょぁぃぅぇぉッャュョァィゥェォ〜"
NOT_LAST = "（「『【〈《〔［"
WITHOUT_SPACES = {"ja", "ja-easy", "zh", "zh-TW", "th"}


def japanese() -> list[str]:
    """Name the sheets in Japanese."""
    return [sheet.file for sheet in conftest.every_sheet() if sheet.language in ("ja", "ja-easy")]


def spaced() -> list[str]:
    """Name the bookmarks that say their sentences on their backs in a language that parts its words."""
    shops = [sheet for sheet in conftest.every_sheet() if sheet.shop and "-fold-" not in sheet.file]
    return [sheet.file for sheet in shops if sheet.language not in WITHOUT_SPACES]


@pytest.mark.parametrize("name", japanese())
def test_no_japanese_line_begins_or_ends_with_a_sign_that_may_not(name: str) -> None:
    """No Japanese line begins or ends with a sign that may not."""
    lines = [line for page in reading.letters(conftest.made(name).pdf) for line in reading.lines(page) if len(line) > 1]

    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_no_japanese_sentence_breaks_badly_at_any_width() -> None:
    """All Japanese sentences of the sheets in forty widths, far more lines than the sheets themselves have."""
    sentences = [text for kind in bookmark.FACES for text in bookmark.sentences(kind)] + list(flyer.SENTENCES)
    source = """#import "/lib.typ": *
#set document(title: D.title)
#show: house
#set text(..tongue("ja"), size: 10pt)
#set page(width: 200mm, height: auto, margin: 10mm)
#for w in D.widths { for s in D.sentences { block(width: w * 1mm, say(s)) } }"""
    data = {
        "widths": list(range(30, 70)),
        "sentences": [sentence(text, "ja") for text in sentences],
        "sample": False,
        "title": "x",
    }
    pdf = typeset.trial(source, data)
    lines = [line for page in reading.letters(pdf) for line in reading.lines(page)]

    assert len(lines) > 2_000
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("tone", ["่", "้"])
def test_a_thai_tone_stands_above_its_vowel(tone: str, weight: str) -> None:
    """A font whose tone lies on the vowel makes 「ที่」 into 「ที」, another word."""
    source = """#import "/lib.typ": *
#set document(title: D.title)
#show: house
#set page(width: 30mm, height: 30mm, margin: 10mm)
#text(..tongue("th"), size: 20pt, weight: D.weight, D.title)"""
    tops = []
    for word in ("ที", f"ที{tone}"):
        pdf = typeset.trial(source, {"title": word, "weight": weight, "sample": False})
        inked = np.flatnonzero((reading.pages(pdf)[0] < 128).any(axis=1))
        tops.append(int(inked[-1] - inked[0]) / 200 * 72)

    assert tops[1] - tops[0] > 20 * 0.15


@pytest.mark.parametrize("language", conftest.spoken())
def test_no_code_lies_in_a_fold_of_the_flyer(language: str) -> None:
    """A crease through a corner of a code keeps it from being read: two millimetres stay free on either side."""
    codes = seen_on(conftest.made(f"flyer-a6-{language}.pdf").pdf)
    fold, near = 297 / 2 * reading.POINTS_PER_MM, 2 * reading.POINTS_PER_MM

    assert len(codes) == 12
    assert [url for url, _, lower, upper in codes if lower - near < fold < upper + near] == []


@pytest.mark.parametrize("name", spaced())
def test_no_last_word_of_a_bookmark_stands_alone(name: str) -> None:
    """Where its sentences run over two lines, the lines are alike."""
    data = conftest.made(name).data
    phrases = [phrase for part in ("title", "body") for phrase in [[("\n", "")], *data["say"][part]["phrases"]]]
    said = "".join(base for phrase in phrases for base, _ in phrase).split("\n")
    ends = {line.split()[-1] for line in said if " " in line}
    lines = {line for page in reading.letters(conftest.made(name).pdf) for line in reading.lines(page)}

    assert ends & lines == set()
