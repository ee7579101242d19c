"""A record's hours as a question on the telephone."""

from directory.model import DistributionPoint, Window


def hours_in_words(record: Window | DistributionPoint) -> str:
    """Return the question about the hours: whether they are as the source says, or what they are."""
    closed = record.closed_text if isinstance(record, Window) else None
    known = "、".join(text for text in (record.hours_text, closed) if text)
    if record.schedules or known:
        return f"受付時間は「{known or '記録のとおり'}」で合っていますか。祝日と年末年始はどうですか"
    return "受付時間を教えてください。祝日と年末年始はどうですか"
