"""A draft of windows.yaml from another city's open data, and what a person must fill in before it can be published.

A draft is complete YAML that `make check` reads: what could be taken over stands in it, what could not stands in the
list with its line. Nothing is guessed: a number that is none, an unknown language, a time nobody can read is told.
"""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from publish.another_city import from_csv, from_hsds, from_tables
from publish.another_city.fitting import fitted

Json = dict[str, Any]
HEAD = """\
# yaml-language-server: $schema=windows.schema.json
# ほかの市の公開データから作った下書きです。もと: {source}（{day} に読みました）
# 人が確かめるまで、どの窓口も「まだ人が確かめていません」と出ます。
# 足りないもの:
{missing}
"""


NO_HSDS = "HSDS の services として読めません → services.json か datapackage.zip を選んでください"
OVER = ("inactive", "defunct")  # HSDS: not offered now, not offered any more


class NotImported(Exception):
    """The file cannot be read as any of the known layouts; the message says why and what to do, in Japanese."""


@dataclass
class Draft:
    """Records for windows.yaml, and notes on what a person must look at."""

    organizations: list[Json] = field(default_factory=list)
    windows: list[Json] = field(default_factory=list)
    points: list[Json] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def parts(self) -> dict[str, list[Json]]:
        """The lists by their names in windows.yaml."""
        return {"organizations": self.organizations, "windows": self.windows, "distribution_points": self.points}


def imported(path: Path, today: date) -> Draft:
    """Return the draft of a file: an HSDS JSON or data package, or a facility CSV of one of the three layouts."""
    if not path.is_file():
        what = f"FROM の「{path}」というファイルがありません" if path.name else "FROM がありません"
        raise NotImported(f"{what} → make import FROM=施設一覧.csv のように書いてください")
    content = path.read_bytes()
    if path.suffix == ".zip":
        draft = _hsds(_unzipped(content))
    elif path.suffix == ".json":
        draft = _hsds(_services(content))
    else:
        draft = _csv(content)
    _fit(draft)
    source = {"publisher": path.name, "seen_date": today.isoformat(), "status": "secondary"}
    for record in (*draft.windows, *draft.points):
        record.setdefault("sources", [dict(source)])
    _distinct(draft)
    draft.notes += list(_missing(draft))
    return draft


def written(draft: Draft, source: str, today: date) -> str:
    """Return a draft as the text of a windows.yaml."""
    missing = "\n".join(f"#   ・{note}" for note in draft.notes) or "#   ・ありません"
    return HEAD.format(source=source, day=today.isoformat(), missing=missing) + "\n".join(
        yaml.dump({key: rows}, Dumper=_Quoting, allow_unicode=True, sort_keys=False, width=120)
        for key, rows in draft.parts.items()
    )


class _Quoting(yaml.SafeDumper):
    """Writes text with figures in quotation marks, as the file asks of people, and everything out in full."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write a thing as often as it stands."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if re.match(r"[\d#]", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, rows: list[Any]) -> yaml.SequenceNode:
    """Write weekdays and codes in one line, records one below the other."""
    return dumper.represent_sequence("tag:yaml.org,2002:seq", rows, flow_style=all(len(str(row)) < 9 for row in rows))


_Quoting.add_representer(str, _text)
_Quoting.add_representer(list, _list)


def _fit(draft: Draft) -> None:
    """Keep only what loads; a draft that stops with its first line helps nobody."""
    for kind, rows in draft.parts.items():
        found = [fitted(row, kind) for row in rows]
        rows[:] = [row for row, _ in found if row is not None]
        draft.notes += [note for _, notes in found for note in notes]


def _services(content: bytes) -> list[Any]:
    """Return the services of a page, of a list, or of one object."""
    try:
        found = json.loads(content)
    except ValueError:
        raise NotImported(NO_HSDS) from None
    if isinstance(found, dict) and "contents" in found:
        return list(found["contents"])
    return list(found) if isinstance(found, list) else [found]


def _hsds(services: list[Any]) -> Draft:
    if not services or not all(isinstance(row, dict) and {"id", "name"} <= set(row) for row in services):
        raise NotImported(NO_HSDS)
    draft = Draft()
    for service in services:
        if service.get("status") in OVER and "x_point" not in service:
            draft.notes.append(f"{service['name']}: もう行われていない（{service['status']}）ので、とばしました")
            continue
        _service(service, draft)
    for window in draft.windows:
        _only_known(window, draft)
    return draft


def _service(service: Json, draft: Draft) -> None:
    ours = "x_point" in service
    (draft.points if ours else draft.windows).append((from_hsds.point if ours else from_hsds.window)(service))
    runner = service.get("organization") or {}
    if "x_slug" in runner and runner["x_slug"] not in {row["id"] for row in draft.organizations}:
        draft.organizations.append(from_hsds.organization(runner))
    if service.get("alert") and "x_page" not in service:
        draft.notes.append(f"{service['name']}: お知らせ「{service['alert']}」があります")
    places = service.get("service_at_locations", ())
    if len(places) > 1:
        draft.notes.append(f"{service['name']}: 場所が{len(places)}か所あります。はじめの1か所だけを写しました")


def _only_known(window: Json, draft: Draft) -> None:
    """Leave out what windows.yaml has no word for, and tell it."""
    spoken = window.get("languages", [])
    known = from_hsds.known_languages(spoken)
    for code in spoken:
        if code not in known:
            draft.notes.append(f"{window['name']}: 言葉「{code}」は、このサイトの言葉にありません")
    window["languages"] = known
    for phone in window.get("phones", ()):
        if "languages" in phone:
            phone["languages"] = from_hsds.known_languages(phone["languages"])


def _unzipped(content: bytes) -> list[Json]:
    """Return the services of a tabular package, their rows joined to them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise NotImported(NO_HSDS) from None
    tables = {Path(name).stem: _rows(archive.read(name)) for name in archive.namelist() if name.endswith(".csv")}
    return from_tables.joined(tables)


def _rows(content: bytes) -> list[Json]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{key: value for key, value in row.items() if key and value} for row in reader]


def _csv(content: bytes) -> Draft:
    draft = Draft()
    rows = list(from_csv.table(csv.reader(io.StringIO(_unicode(content).replace("\0", ""), newline=""))))
    for number, row in rows:
        found = from_csv.window(row, number)
        draft.notes += found.notes
        if found.record:
            draft.windows.append(found.record)
    columns = from_csv.left_out(row for _, row in rows)
    if columns:
        draft.notes.append(f"写していない列: {'・'.join(columns)}")
    if not draft.windows:
        raise NotImported("「名称」の列がありません → 施設一覧の CSV（見出しの行のあるもの）を選んでください")
    return draft


def _unicode(content: bytes) -> str:
    """Return a CSV as text; many cities still write Shift_JIS."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932", errors="replace")


def _distinct(draft: Draft) -> None:
    """Give records with the same id different ones; the address of a page belongs to one window."""
    seen: Counter[str] = Counter()
    for record in (*draft.windows, *draft.points):
        name = str(record["id"])
        seen[name] += 1
        if seen[name] > 1:
            record["id"] = f"{name}-{seen[name]}"


def _missing(draft: Draft) -> Any:
    """Yield what has to be filled in, most urgent first, with the number of records it concerns."""
    count = len(draft.windows)
    asks = (
        ("topics", "分野（topics）がありません。困りごとの一覧に出すために要ります"),
        ("description", "短い説明（description）がありません。13の言葉に訳されます"),
        ("phones", "電話番号がありません"),
        ("schedules", "受付時間（schedules）がありません。「不明」と出ます"),
        ("languages", "話せる言葉（languages）がありません"),
        ("eligibility", "だれのためか（eligibility）がありません"),
    )
    for key, what in asks:
        lacking = sum(not window.get(key) for window in draft.windows)
        if lacking:
            yield f"{count}件のうち{lacking}件に、{what}"
    same = Counter("".join(str(window["name"]).split()) for window in draft.windows)
    for name in (name for name, times in same.items() if times > 1):
        yield f"「{name}」が{same[name]}件あります。同じものなら、1つにしてください"
    told = sum(bool(window.get("schedules") and window.get("hours_text")) for window in draft.windows)
    if told:
        yield f"{count}件のうち{told}件に、時間の特記事項（hours_text）があります。休みなどを closures に写してください"
    yield "全国の窓口（tier: national）は、どの市でも同じです。いまの windows.yaml から残してください"
    yield "相談を受けない施設（学校・公園など）は、行を消してください"
    yield "どの窓口の tier（市・県・国・民間）も、公開してよいかも、人が見て決めてください"
    yield "site.yaml の区（wards）・はじめの頁（front）・緊急（emergency）・callback_window も、この市のものに"
    yield "lots.yaml の phone と flyer（紙にのせる窓口）を、この市のものに。前の市の lots の行は消します"
    yield f"site.yaml の open_data を、この市のものに書きかえてください。namespace は、たとえば {uuid4()}"
