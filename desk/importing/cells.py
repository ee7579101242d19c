"""Reading one cell: into what is stored, or a fault that says what to write instead."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches

from desk.codes import Code
from desk.importing import columns
from desk.importing.columns import Column

APART = re.compile(r"[;；\n]")
MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T　]+(\d{1,2}):(\d{2})(?::\d{2})?)?")


class Fault(ValueError):
    """What is wrong with a cell, and what to write instead."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(f"{what} → {cure}")
        self.what, self.cure = what, cure


@dataclass(frozen=True)
class Reader:
    """Reads cells as at a moment: what lies after it has not happened."""

    now: datetime

    def read(self, column: Column, cell: object) -> list[str]:
        """Return the texts that a form would post; none for an empty cell."""
        if cell is None or not str(cell).strip():
            return []
        by_kind: dict[str, Callable[[Column, object], list[str]]] = {
            columns.TIME: self._time,
            columns.DAY: _day,
            columns.MINUTES: _minutes,
            columns.CHOICE: _one,
            columns.CHOICES: _many,
            columns.YES_NO: _yes_no,
        }
        return by_kind.get(column.kind, _text)(column, cell)

    def _time(self, _: Column, cell: object) -> list[str]:
        found = _moment(cell)
        if found > self.now:
            raise Fault(f"「{_shown(cell)}」はまだ来ていません", "日付を確かめてください")
        return [found.isoformat(timespec="minutes")]


def _shown(cell: object) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= 20 else f"{text[:20]}…"


def _moment(cell: object) -> datetime:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    found = MOMENT.fullmatch(unicodedata.normalize("NFKC", str(cell)).strip())
    try:
        return datetime(*(int(part or 0) for part in found.groups())) if found else _no_time(cell)  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError as error:
        if isinstance(error, Fault):
            raise
        return _no_time(cell)


def _no_time(cell: object) -> datetime:
    raise Fault(f"「{_shown(cell)}」を日付として読めません", "2025/11/25 10:00 のように、西暦で書いてください")


def _day(_: Column, cell: object) -> list[str]:
    return [_moment(cell).date().isoformat()]


def _minutes(_: Column, cell: object) -> list[str]:
    text = unicodedata.normalize("NFKC", str(cell)).strip().removesuffix("分").removesuffix(".0")
    if not text.isdecimal() or not 1 <= int(text) <= 1440:
        raise Fault(f"「{_shown(cell)}」は分の数ではありません", "1 から 1440 の数字だけを書いてください")
    return [text]


def _yes_no(_: Column, cell: object) -> list[str]:
    said = {columns.YES: "yes", columns.NO: "no", "yes": "yes", "no": "no", "True": "yes", "False": "no"}
    if str(cell).strip() not in said:
        raise Fault(f"「{_shown(cell)}」は読めません", f"{columns.YES} か {columns.NO} と書いてください")
    return [said[str(cell).strip()]]


def _text(column: Column, cell: object) -> list[str]:
    text = str(cell).strip().replace("\r\n", "\n")
    if len(text) > column.longest:
        raise Fault(f"{len(text)}字あります", f"{column.longest}字までに縮めてください")
    return [text]


def _one(column: Column, cell: object) -> list[str]:
    return [_value(column, str(cell))]


def _many(column: Column, cell: object) -> list[str]:
    return list(dict.fromkeys(_value(column, part) for part in APART.split(str(cell)) if part.strip()))


def _value(column: Column, written: str) -> str:
    wanted = _same(written)
    for code in column.choices:
        if wanted in (_same(code.ja), code.value):
            return code.value
    raise Fault(f"「{_shown(written)}」は「{column.ja}」の選択肢にありません", _nearest(wanted, column.choices))


def _nearest(wanted: str, choices: Iterable[Code]) -> str:
    labels = {_same(code.ja): code.ja for code in choices}
    near = get_close_matches(wanted, labels, 1, 0.5) or [label for label in labels if wanted and wanted in label][:1]
    return f"「{labels[near[0]]}」のことですか" if near else "「選択肢」のシートにあることばを書いてください"


def _same(text: str) -> str:
    """Return a label as a reader sees it, whatever its width and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
