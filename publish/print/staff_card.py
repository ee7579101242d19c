"""The card for the people of the shop: ask nothing, just let it be taken; how to keep the stack; what to say."""

from functools import partial
from typing import Any

from publish.print.phrases import Sentence, sentences_of, verse
from publish.print.press import Press
from publish.print.sheet import Sheet, say

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
SAID = {"title": TITLE, "lead": LEAD, "urgent": URGENT, "refill": REFILL}


def sheet(press: Press) -> Sheet:
    """Return the card, an A5."""
    return Sheet(
        "staff-card.pdf", "置いてくださるお店の方に渡すカード A5", "staff_card", partial(describe, press), TITLE
    )


def describe(press: Press) -> dict[str, Any]:
    """Return what the template needs to know."""
    return {
        "title": TITLE,
        "say": {key: say(text, "ja") for key, text in SAID.items()},
        "blocks": [{"head": say(head, "ja"), "lines": [_lines(text) for text in texts]} for head, texts in BLOCKS],
        "urgent": press.urgent,
        "site": press.directory.site.url.removeprefix("https://").rstrip("/"),
        "name": press.directory.site.name,
        "sample": not press.release,
    }


def _lines(text: str) -> Sentence:
    return verse(sentences_of(text), "ja")
