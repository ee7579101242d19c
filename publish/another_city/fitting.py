"""A record of another publisher fitted to windows.yaml: what the file's own rules refuse is left out, and told."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from directory.model import DistributionPoint, Organization, Window
from directory.problems import words

Json = dict[str, Any]
RULES: dict[str, TypeAdapter[Any]] = {
    "organizations": TypeAdapter(Organization),
    "windows": TypeAdapter(Window),
    "distribution_points": TypeAdapter(DistributionPoint),
}


def fitted(record: Json, kind: str) -> tuple[Json | None, list[str]]:
    """Return a record that loads, or None, and a Japanese line for each value that had to be left out."""
    notes: list[str] = []
    while True:
        try:
            RULES[kind].validate_python(record)
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]
            path = [step for step in wrong["loc"] if step != "[key]"]
            what, _ = words(wrong["type"], ("", 0, *path), {"value": wrong["input"], **wrong.get("ctx", {})})
            notes.append(f"{record.get('name') or record.get('id')}: {what}。とばしました")
            if not _without(record, path):
                return None, notes
        else:
            return record, notes


def _without(record: Json, path: list[Any]) -> bool:
    """Take out what a path names, or the nearest thing around it that can be missing; say whether there was one."""
    *around, last = path
    holder: Any = record
    for step in around:
        holder = holder[step]
    there = last in holder if isinstance(holder, dict) else last < len(holder)
    if not around and last in ("id", "name"):
        return False
    if there and not (isinstance(holder, dict) and last in ("number", "kind", "code")):
        del holder[last]
        return True
    return bool(around) and _without(record, around)
