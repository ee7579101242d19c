"""A YAML file as plain text: every scalar stays the string that stands in the file, and every value knows its place.

YAML's own typing would turn `0448118600` into a number, `12:00` into 720, `no` into false and `2021-10-28` into a
date; here nothing is guessed, the types of the model decide. Anchors and aliases are refused: staff never need them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from pathlib import Path as FilePath
from typing import Any

import yaml

from directory.complaint import Complaint, Level, Path, Refused

Wrong = tuple[Path, str, str]
Tree = str | list["Tree"] | dict[str, "Tree"] | None
DEEPEST = 12  # the deepest real record is 8 levels; more is a broken indentation
SWALLOWED = re.compile(r"[ \t]+(#[0-9][0-9-]*)")  # `number: #8891`: YAML reads the number as a comment


class _Unreadable(yaml.YAMLError):
    """Our own refusal of YAML that the library would take."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem)
        self.problem, self.problem_mark = problem, mark


def _at(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@dataclass
class Document:
    """One file read as text: the tree of strings, and what was wrong on the way."""

    file: str
    text: str
    tree: Tree = None
    complaints: list[Complaint] = field(default_factory=list)
    spoilt: set[Path] = field(default_factory=set)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.text.splitlines()

    @cached_property
    def marks(self) -> dict[Path, tuple[int, int]]:
        """The (line, column) of every path, found when there is something to say: of a sound file nobody asks."""
        return dict(_marks(iter(yaml.parse(self.text, Loader=yaml.CLoader))))

    def place(self, path: Path) -> tuple[int, int]:
        """Return (line, column) of a path, or of its nearest ancestor that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def value(self, path: Path) -> Tree:
        """Return what stands in the file at a path, None where nothing does."""
        node: Tree = self.tree
        for step in path:
            if isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def record(self, path: Path) -> str:
        """Return the name of the record that a path lies in, its id, or nothing."""
        for length in range(len(path), 0, -1):
            node = self.value(path[:length])
            name = (node.get("name") or node.get("id")) if isinstance(node, dict) else None
            if isinstance(name, str) and isinstance(path[length - 1], int):
                return name
        return ""

    def complaint(self, path: Path, what: str, cure: str, level: Level = "error") -> Complaint:
        """Return a complaint about the value at a path."""
        line, column = self.place(path)
        return Complaint(self.file, line, column, self.record(path), what, cure, level)

    def complain(self, path: Path, what: str, cure: str) -> None:
        """Add a complaint about the value at a path, unless one about it has been made."""
        if path not in self.spoilt:
            self.complaints.append(self.complaint(path, what, cure))


def read(path: FilePath, shown_as: str | None = None) -> Document:
    """Read a YAML file as a tree of strings; raise Refused when it is not YAML at all."""
    file = shown_as or path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Refused([Complaint(file, 1, 1, "", "ファイルがありません", f"{file} を置いてください")]) from None
    except UnicodeDecodeError:
        cure = "文字コードを UTF-8 にして保存し直してください"
        raise Refused([Complaint(file, 1, 1, "", "UTF-8 の文字として読めません", cure)]) from None
    document = Document(file, text)
    wrong: list[Wrong] = []
    try:
        events = yaml.parse(text, Loader=yaml.CLoader)
        _build(document, iter(events), wrong)
    except yaml.YAMLError as error:
        document.complaints.append(_not_yaml(document, error))
        raise Refused(document.complaints) from None
    for path_of, what, cure in wrong:
        document.complain(path_of, what, cure)
        document.spoilt.add(path_of)
    return document


def _build(document: Document, events: Iterator[yaml.Event], wrong: list[Wrong]) -> None:
    for event in events:
        if isinstance(event, yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent):
            document.tree = _node(document, event, events, (), wrong)


def _node(document: Document, event: yaml.Event, events: Iterator[yaml.Event], path: Path, wrong: list[Wrong]) -> Tree:
    if len(path) > DEEPEST:
        raise _Unreadable("too deep", event.start_mark)
    if getattr(event, "anchor", None):
        raise _Unreadable("anchor", event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(document, event, path, wrong)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(document, events, path, wrong)
    return _mapping(document, events, path, wrong)


def _scalar(document: Document, event: yaml.ScalarEvent, path: Path, wrong: list[Wrong]) -> Tree:
    if not event.style:
        end: Any = event.end_mark
        swallowed = SWALLOWED.match(document.text, end.index)
        if swallowed:
            what = f"「{swallowed[1]}」がコメントとして消えています"
            wrong.append((path, what, f'"{swallowed[1]}" のように引用符で囲んでください'))
    return event.value if event.value or event.style else None


def _sequence(document: Document, events: Iterator[yaml.Event], path: Path, wrong: list[Wrong]) -> list[Tree]:
    rows: list[Tree] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        rows.append(_node(document, event, events, (*path, len(rows)), wrong))
    return rows


def _mapping(document: Document, events: Iterator[yaml.Event], path: Path, wrong: list[Wrong]) -> dict[str, Tree]:
    rows: dict[str, Tree] = {}
    lines: dict[str, int] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            raise _Unreadable("key", event.start_mark)
        here = (*path, event.value)
        if event.value in rows:
            what = f"「{event.value}」が2回あります（{lines[event.value]}行目と同じ）"
            wrong.append((here, what, "どちらかを消してください"))
        lines[event.value] = _at(event.start_mark)[0]
        rows[event.value] = _node(document, next(events), events, here, wrong)
    return rows


def _marks(events: Iterator[yaml.Event]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield where everything stands; what comes last for a path counts."""
    for event in events:
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            yield from _marks_below(event, events, ())


def _marks_below(event: Any, events: Iterator[Any], path: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    yield path, _at(event.start_mark)
    if isinstance(event, yaml.SequenceStartEvent):
        rows = takewhile(lambda inner: not isinstance(inner, yaml.SequenceEndEvent), events)
        for number, row in enumerate(rows):
            yield from _marks_below(row, events, (*path, number))
    elif isinstance(event, yaml.MappingStartEvent):
        for key in takewhile(lambda inner: not isinstance(inner, yaml.MappingEndEvent), events):
            here = (*path, key.value)
            yield from _marks_below(next(events), events, here)
            yield here, _at(key.start_mark)  # a key, where there is one, not its value


def _not_yaml(document: Document, error: yaml.YAMLError) -> Complaint:
    line, column = _at(getattr(error, "problem_mark", None))
    open_quote = _open_quote(document, line)
    if open_quote:
        line, column = open_quote, 1
    shown = document.lines[line - 1].strip()[:40] if 0 < line <= len(document.lines) else ""
    what, cure = (
        ('引用符 " が閉じていません', '値の終わりに " を付けてください')
        if open_quote
        else _why_not_yaml(document, line, str(error))
    )
    return Complaint(document.file, line, column, "", f"{what}（{shown}）" if shown else what, cure)


def _open_quote(document: Document, last: int) -> int | None:
    """Return the first line, up to the one where reading failed, that opens a quotation and does not close it."""
    lines = enumerate(document.lines[:last], 1)
    opened = (n for n, line in lines if re.search(r'^[^#]*:\s+"', line) and line.count('"') % 2)
    return next(opened, None)


def _why_not_yaml(document: Document, line: int, problem: str) -> tuple[str, str]:
    near = "\n".join(document.lines[max(0, line - 2) : line])
    if "\t" in near:
        return "タブで字下げされています", "タブを半角の空白2つに置きかえてください"
    if "\u3000" in near and re.search(r"^\u3000", near, re.MULTILINE):
        return "全角の空白で字下げされています", "半角の空白2つに置きかえてください"
    if "alias" in problem or "anchor" in problem:
        return "「*」や「&」で始まる値は使えません", '値を引用符 " " で囲んでください'
    if "quoted scalar" in problem:
        return '引用符 " が閉じていません', '値の終わりに " を付けてください'
    if re.search(r"^\s*-?\s*[a-z_]+：", near, re.MULTILINE):
        return "全角の「：」が使われています", "半角の「: 」（コロンと空白）にしてください"
    if "too deep" in problem:
        return "字下げが深すぎます", "前後の行と字下げをそろえてください"
    return (
        "書き方の決まりに合わず、読めません",
        "この行と前の行の、字下げ・「: 」・引用符を確かめてください",
    )
