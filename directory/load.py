"""From the data folder to a typed Directory, or to all complaints at once."""

import dataclasses
from functools import cache
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from directory.complaint import Complaint, Path, Refused
from directory.document import Document, Tree, read
from directory.model import Directory, Records
from directory.problems import words
from directory.vocabulary import Site

DATA = FilePath("data")
Kind = TypeVar("Kind")


def load(data: FilePath = DATA) -> Directory:
    """Return the directory of a data folder; raise Refused with every complaint of both files."""
    return (documents() if data == DATA else documents(data))[0]  # by one key, so that it is read once


@cache
def documents(data: FilePath = DATA) -> tuple[Directory, Document, Document]:
    """Return the directory with the documents it was read from: windows.yaml and site.yaml."""
    complaints: list[Complaint] = []
    parts: dict[str, tuple[Any, Document]] = {}
    for name, kind in (("windows.yaml", Records), ("site.yaml", Site)):
        try:
            parts[name] = load_file(data / name, kind)
        except Refused as refused:
            complaints += refused.complaints
    if complaints:
        raise Refused(complaints)
    (records, windows), (site, settings) = parts["windows.yaml"], parts["site.yaml"]
    return Directory(records, site), windows, settings


def load_file(path: FilePath, kind: type[Kind]) -> tuple[Kind, Document]:
    """Return a file as one record of a kind, with its document; raise Refused with every complaint."""
    document = read(path)
    value: Kind | None = None
    try:
        value = TypeAdapter(kind).validate_python(_written(document, document.tree, ()))
    except ValidationError as error:
        _complain(document, error, kind)
    if value is None or any(c.level == "error" for c in document.complaints):
        raise Refused(document.complaints)
    return value, document


def _written(document: Document, tree: Tree, path: Path) -> Tree:
    """Drop keys without a value: `url:` says as little as no line at all."""
    if isinstance(tree, dict):
        return {k: _written(document, v, (*path, k)) for k, v in tree.items() if v is not None}
    if isinstance(tree, list):
        for index in (i for i, row in enumerate(tree) if row is None):
            what, cure = words("empty_row", (*path, index), {})
            document.complain((*path, index), what, cure)
        return [_written(document, v, (*path, i)) for i, v in enumerate(tree) if v is not None]
    return tree if tree is not None or path else {}


def _complain(document: Document, error: ValidationError, kind: type) -> None:
    for detail in error.errors(include_url=False):
        path: Path = tuple(step for step in detail["loc"] if step != "[key]")
        said = {"value": _shown(detail["input"]), **detail.get("ctx", {})}
        if detail["type"] == "unexpected_keyword_argument":
            said["known"] = _keys(kind, path[:-1])
        document.complain(path, *words(detail["type"], path, said))


def _shown(value: object) -> str:
    return value[:40] if isinstance(value, str) else ""


def _keys(kind: Any, path: Path) -> list[str]:
    """Return the keys that the record at a path knows."""
    for step in path:
        if isinstance(step, str):
            kind = _record_in({f.name: f.type for f in dataclasses.fields(kind)}.get(step))
        if kind is None:
            return []
    return [field.name for field in dataclasses.fields(kind)]


def _record_in(annotation: Any) -> Any:
    """Return the record class inside an annotation such as `Annotated[tuple[Phone, ...], …]`."""
    if dataclasses.is_dataclass(annotation):
        return annotation
    inner = (_record_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found is not None), None)
