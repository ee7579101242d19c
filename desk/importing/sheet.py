"""Reading the workbook: every fault at once, with row, column and cure; or rows that can be kept as they are."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from desk.importing.cells import Fault, Reader
from desk.importing.columns import BY_JA, BY_NAME, COLUMNS, MINUTES_LONG, NUMBER, PERSON, Column
from desk.records import form
from desk.records.fields import ONLY_COUNTED
from desk.records.form import Read

SHEET = "相談"
MOST_ROWS, LARGEST = 5000, 60_000_000  # bytes, unpacked: a small file must not unpack into all memory
NEEDED = "選択肢から書いてください"
NO_BOOK = "Excel のファイル（.xlsx）として開けません。ひな型に書きうつし、.xlsx で保存してください。"


@dataclass(frozen=True)
class Trouble:
    """One fault, where it stands: `letter` is what Excel calls the column, empty where it has none yet."""

    row: int
    letter: str
    column: str
    what: str
    cure: str


@dataclass
class Entry:
    """One row that can be kept."""

    row: int
    number: str
    contact: Read
    person: str
    of_person: dict[str, list[str]]


@dataclass
class Sheet:
    """What a workbook says, and what is wrong with it."""

    entries: list[Entry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)

    def wrong(self, row: int, column: str, what: str, cure: str) -> None:
        """Note a fault."""
        self.troubles.append(Trouble(row, self.letters.get(column, ""), column, what, cure))


def read(content: bytes, now: datetime, brought: Collection[str] = ()) -> Sheet:
    """Read a workbook; `brought` are the numbers that were brought in before."""
    found = Sheet()
    rows = _rows(content, found)
    if rows:
        columns = _columns(rows[0], found)
        if not found.troubles:
            for row, cells in enumerate(rows[1:], 2):
                if any(cell is not None and str(cell).strip() for cell in cells):
                    _read_row(row, dict(zip(columns, cells, strict=False)), now, found)
            _numbers(found, brought)
    return found


def _rows(content: bytes, found: Sheet) -> Sequence[Sequence[Any]]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise InvalidFileException
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        rows = list(book[SHEET].iter_rows(values_only=True, max_row=MOST_ROWS + 2)) if SHEET in book else None
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, TypeError, AttributeError):
        found.wrong(0, "", "ファイルが読めません", NO_BOOK)
        return []
    if not rows:
        found.wrong(0, "", f"「{SHEET}」のシートがありません", "ひな型の「相談」のシートに書いてください")
    elif len(rows) > MOST_ROWS + 1:
        found.wrong(0, "", f"{MOST_ROWS}行より多くあります", "ファイルを年度ごとなどに分けてください")
        return []
    return rows or []


def _columns(names: Sequence[Any], found: Sheet) -> list[Column | None]:
    """Return the columns in the order of the sheet; those that are missing, unknown or doubled are faults."""
    said = [str(name).strip() if name is not None else "" for name in names]
    found.letters = {name: get_column_letter(number) for number, name in enumerate(said, 1) if name}
    for name, count in Counter(filter(None, said)).items():
        if name not in BY_JA:
            found.wrong(1, name, "この列はひな型にありません", "列を消すか、ひな型の列の名に直してください")
        elif count > 1:
            found.wrong(1, name, "同じ名の列が二つあります", "片方を消してください")
    for column in COLUMNS:
        if column.required and column.ja not in said:
            found.wrong(1, column.ja, "この列がありません", "ひな型から写してください")
    return [BY_JA.get(name) for name in said]


def _read_row(row: int, cells: dict[Column | None, object], now: datetime, found: Sheet) -> None:
    before, reader = len(found.troubles), Reader(now)
    posted: dict[str, list[str]] = {}
    wrong: set[str] = set()
    for column, cell in cells.items():
        if column is not None:
            try:
                posted[column.name] = reader.read(column, cell)
            except Fault as fault:
                found.wrong(row, column.ja, fault.what, fault.cure)
                wrong.add(column.name)
    _fill(posted)
    contact = form.read(posted, now)
    _complete(row, posted, contact, found, wrong | (ONLY_COUNTED if "call_outcome" in wrong else set()))
    if len(found.troubles) == before:
        of_person = {column.name: posted.get(column.name, []) for column in COLUMNS if column.of_person}
        person = next(iter(posted.get(PERSON, ())), "")
        found.entries.append(Entry(row, posted[NUMBER][0], contact, person, of_person))


def _fill(posted: dict[str, list[str]]) -> None:
    """Reckon the end from the minutes; without either a contact was as long as it took to note: a minute."""
    if posted.get("started_at") and not posted.get("ended_at"):
        minutes = int(next(iter(posted.get(MINUTES_LONG, ())), "1"))
        end = datetime.fromisoformat(posted["started_at"][0]) + timedelta(minutes=minutes)
        posted["ended_at"] = [end.isoformat(timespec="minutes")]


def _complete(row: int, posted: dict[str, list[str]], contact: Read, found: Sheet, wrong: Collection[str]) -> None:
    """Note what is missing, by column, but not what is only `wrong`; what is said of the whole row has no column."""
    empty = form.empty(contact.values)
    for name in (*([] if posted.get(NUMBER) else [NUMBER]), *empty):
        if name not in wrong:
            example = BY_NAME[name].example
            found.wrong(row, BY_NAME[name].ja, "空です", f"「{example}」のように書いてください" if example else NEEDED)
    for sentence in contact.missing[len(empty) :]:
        found.wrong(row, "", sentence, "その行を確かめてください")
    said = [column.ja for column in COLUMNS if column.of_person and posted.get(column.name)]
    if said and not posted.get(PERSON) and PERSON not in wrong:
        found.wrong(row, said[0], "だれのことか分かりません", "「人の番号」を書いてください")


def _numbers(found: Sheet, brought: Collection[str]) -> None:
    seen: dict[str, int] = {}
    for entry in found.entries:
        if entry.number in brought:
            found.wrong(
                entry.row, BY_NAME[NUMBER].ja, f"「{entry.number}」はもう入っています", "この行を消してください"
            )
        elif entry.number in seen:
            what = f"「{entry.number}」は{seen[entry.number]}行にもあります"
            found.wrong(entry.row, BY_NAME[NUMBER].ja, what, "番号を直すか、片方を消してください")
        seen.setdefault(entry.number, entry.row)
