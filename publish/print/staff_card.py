"""The card for the people of the shop: ask nothing, just let it be taken; how to keep the stack; what to say."""

from typing import Any

from directory.words import words
from publish.print import finish, typeset
from publish.print.phrases import Sentence, sentence, verse
from publish.print.press import Press

TITLE = "聞かない・渡すだけ"
LEAD = "しおりを置いてくださり、ありがとうございます。お願いは、四つだけです。"
BLOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "置きかた",
        (
            "ひとりで手に取れて、レジや出入り口から見えにくい所に置きます。",
            "一度に出すのは、十枚くらい。上の二、三枚は、先に抜いておきます。だれも、最初のひとりにはなりたくないからです。",
            "本や品物といっしょに、みなさんに同じように渡してもかまいません。",
        ),
    ),
    (
        "見ない",
        ("だれが取ったかを、見ない、数えない、話さない。「だれか持って行った？」と聞かれたら、「わかりません」。",),
    ),
    (
        "聞かれたら",
        (
            "「これは何？」には、「しおりです。ご自由にどうぞ」。",
            "話を打ち明けられたら、理由は聞かず、うらの番号を指でさすだけで十分です。",
            "相手の家族や知り合いが聞きに来ても、同じ答えです。",
        ),
    ),
    (
        "合図",
        (
            "手のひらを見せ、親指を折り、ほかの指でつつむ。これは「助けて」の合図です。",
            "「電話をかけましょうか」と、小さな声で聞いてください。",
        ),
    ),
)
URGENT = "けがや、追われているとき"
REFILL = "足りなくなったら、ここへ"


def make(press: Press) -> bytes:
    """Return the card, an A5."""
    return finish.for_office(typeset.pdf("staff_card", describe(press)), TITLE)


def describe(press: Press) -> dict[str, Any]:
    """Return what the template needs to know."""
    return {
        "title": TITLE,
        "say": {"title": _say(TITLE), "lead": _say(LEAD), "urgent": _say(URGENT), "refill": _say(REFILL)},
        "blocks": [{"head": _say(head), "lines": [verse(line, "ja") for line in lines]} for head, lines in BLOCKS],
        "urgent": press.urgent,
        "site": press.directory.site.url.removeprefix("https://").rstrip("/"),
        "name": press.directory.site.name,
        "sample": not press.release,
    }


def _say(text: str) -> Sentence:
    return sentence(words("ja").say(text).text, "ja")
