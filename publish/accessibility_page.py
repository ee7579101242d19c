"""The result page in the form of JIS X 8341-3:2016 (附属書JB.3.1): Japanese, for who has to account for it."""

from publish.accessibility import VERDICTS, criteria, judged, level, result
from publish.edition import Edition
from publish.labels import ACCESSIBILITY
from publish.page import Page

MARKS = {"適合": "○", "不適合": "×", "機械では問題なし": "△", "未確認": "未確認", "適用なし": "―"}
NONE = "まだありません（準拠しているとは言えません）"


def accessibility_page(edition: Edition) -> Page:
    """Return the page; every language has it, its words stay Japanese."""
    known, tried = criteria(), result()
    rows = judged(known.criteria, tried)
    root = edition.directory.site.url
    data = {
        "title": ACCESSIBILITY,
        "known": known,
        "tried": tried,
        "day": f"{tried.day.year}年{tried.day.month}月{tried.day.day}日" if tried.day else "まだ試験していません",
        "level": level(rows) or NONE,
        "rows": rows,
        "marks": MARKS,
        "counts": [(verdict, sum(row.verdict == verdict for row in rows)) for verdict in VERDICTS],
        "root": root,
        "pages": [root.rstrip("/") + page for page in tried.pages],
        "failing": [row for row in rows if row.verdict == "不適合"],
    }
    return Page("accessibility/", "accessibility.html", edition.reader.attr(ACCESSIBILITY), data)
