"""What is wrong in a data file, in words that the person who edits it can act on."""

from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Complaint:
    """One mistake: where it stands, whose record it is in, what is wrong, and what to write instead."""

    file: str
    line: int
    column: int
    record: str
    what: str
    cure: str
    level: Level = "error"

    def __str__(self) -> str:
        whose = f"「{self.record}」" if self.record else ""
        cure = f" → {self.cure}" if self.cure else ""
        text = f"{self.file}:{self.line}:{self.column}: {whose}{self.what}{cure}"
        return " ".join(text.split())

    def annotation(self) -> str:
        """Return the line that makes a CI server mark the place in the change under review."""
        place = f"file={self.file},line={self.line},col={self.column}"
        text = " ".join(f"{self.what} → {self.cure}".split()) if self.cure else self.what
        return f"::{self.level} {place}::{text}"


class Refused(Exception):
    """The data cannot be used; `complaints` says why, all of it at once, in file order."""

    def __init__(self, complaints: list[Complaint]) -> None:
        """Keep the complaints sorted by place."""
        self.complaints = sorted(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))
