"""Writing into windows.yaml, in its own text, that a person has checked a record; all else stays byte for byte.

The file is not read and written anew, for that would lose comments, order and quotation marks. The places are found in
the text as YAML sees it, and only the two values, or two new lines, are put there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

LISTS = ("windows", "distribution_points")
DATE, PERSON = "assured_date", "assured_by"


class NotAssured(Exception):
    """The record cannot be marked as checked; the message says why and what to do, in Japanese."""


@dataclass(frozen=True, order=True)
class Edit:
    """One piece of text put in place of another, by positions in the text."""

    start: int
    end: int
    text: str


def assured(text: str, record_id: str, day: date, person: str) -> str:
    """Return the text of windows.yaml with a record marked as checked, and with it its numbers that have own dates."""
    lacking = []
    if not record_id:
        lacking.append(
            "ID に、確かめた窓口の id を書いてください（make freshness の一覧にあります）。例: ID=national-yorisoi"
        )
    if not person.strip() or re.search(r"[\r\n]", person):
        lacking.append("BY に、確かめた人（係の名）を書いてください。例: BY=相談係")
    if lacking:
        raise NotAssured("\n".join(lacking))
    record = _record(yaml.compose(text, Loader=yaml.CBaseLoader), record_id)
    edits = list(_edits(text, record, day, person.strip()))
    for phone in _items(_value(record, "phones")):
        if _value(phone, DATE) is not None:
            edits += _edits(text, phone, day, person.strip())
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _record(root: Any, record_id: str) -> Any:
    records = [record for name in LISTS for record in _items(_value(root, name))]
    ids = {node.value: record for record in records if (node := _value(record, "id")) is not None}
    if record_id not in ids:
        close = [name for name in ids if record_id and record_id in name][:5]
        hint = f"{'・'.join(close)} のことですか" if close else "windows.yaml の id を写してください"
        raise NotAssured(f"id「{record_id}」がありません → {hint}")
    return ids[record_id]


def _value(node: Any, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _items(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _edits(text: str, record: Any, day: date, person: str) -> Iterator[Edit]:
    values = {DATE: day.isoformat(), PERSON: person}
    new = {}
    for key, value in values.items():
        node = _value(record, key)
        if node is None:
            new[key] = scalar(value)
        else:
            yield _replaced(text, node, value)
    if new:
        yield _inside_braces(record, new) if record.flow_style else _new_lines(text, record, new)


def _replaced(text: str, node: Any, value: str) -> Edit:
    """Put a value in place of another, in the quotation marks that stand there; an empty value gets its space."""
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:
        return Edit(start, end, scalar(value) if text[start - 1 : start].isspace() else f" {scalar(value)}")
    if node.style == "'":
        return Edit(start, end, "'" + value.replace("'", "''") + "'")
    return Edit(start, end, quoted(value) if node.style == '"' else scalar(value))


def _inside_braces(record: Any, new: dict[str, str]) -> Edit:
    """Add keys after the last value of a record written in braces."""
    end = record.value[-1][1].end_mark.index
    return Edit(end, end, "".join(f", {key}: {value}" for key, value in new.items()))


def _new_lines(text: str, record: Any, new: dict[str, str]) -> Edit:
    """Add lines before the record's sources (or after its last line), indented as the record is."""
    names = {name.value: name for name, _ in record.value}
    break_sign = "\r\n" if "\r\n" in text[: record.start_mark.index] else "\n"
    indent = " " * record.value[-1][0].start_mark.column
    written = [f"{indent}{key}: {value}{break_sign}" for key, value in new.items()]
    before = names.get("sources")
    if before is not None and before is not record.value[0][0]:
        start = before.start_mark.index - before.start_mark.column
        return Edit(start, start, "".join(written))
    last = _last_index(record.value[-1][1])
    line_end = text.find("\n", last)
    if line_end < 0:
        return Edit(len(text), len(text), break_sign + "".join(written).removesuffix(break_sign))
    return Edit(line_end + 1, line_end + 1, "".join(written))


def _last_index(node: Any) -> int:
    """Return where the last scalar inside a node ends; a block itself ends only where the next one begins."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False) or not node.value:
        return int(node.end_mark.index)
    inner = node.value[-1]
    return _last_index(inner[1] if isinstance(inner, tuple) else inner)


def scalar(text: str) -> str:
    """Return a text as a YAML value: plain where YAML takes it as it is, else in double quotation marks."""
    plain = re.fullmatch(r"[^\W\d][\w・（）]*", text) and text.lower() not in ("true", "false", "yes", "no", "null")
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
