"""Another publisher's HSDS: wherever it puts a number or an hour, it is found, and what does not fit is told."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from directory.model import Records, Window
from publish.another_city.draft import NotImported, imported
from tests.publish.another_city.test_draft import checked
from tests.site_built import DAY

NUMBER = "+81 3-0000-0001"
SERVICE: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "れいの相談",
    "status": "active",
    "minimum_age": 18,
    "cost_options": [{"id": "c", "option": "初回", "amount": 0, "currency": "jpy"}],
    "organization": {"id": "o", "name": "れい県", "description": "れい"},
    "service_at_locations": [
        {
            "id": "sal",
            "phones": [{"id": "p", "number": NUMBER, "languages": [{"id": "pl", "code": "en"}]}],
            "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
            "location": {
                "id": "l",
                "location_type": "physical",
                "latitude": 35.6,
                "longitude": 139.7,
                "languages": [{"id": "ll", "code": "ja"}],
                "addresses": [{"id": "a", "address_1": "1-1", "city": "れい市", "state_province": "れい県",
                               "postal_code": "000-0000", "country": "JP", "address_type": "physical"}],
            },
        }
    ],
}  # fmt: skip
TABLES = {
    "services.csv": "id,organization_id,name,status,minimum_age\nx,o,れいの相談,active,18\n",
    "organizations.csv": "id,name,description\no,れい県,れい\n",
    "locations.csv": "id,location_type,latitude,longitude\nl,physical,35.6,139.7\n",
    "service_at_location.csv": "id,service_id,location_id\nsal,x,l\n",
    "addresses.csv": "id,location_id,address_1,city,state_province,postal_code\na,l,1-1,れい市,れい県,000-0000\n",
    "phones.csv": f"id,service_at_location_id,number\np,sal,{NUMBER}\n",
    "languages.csv": "id,location_id,phone_id,code\nll,l,,ja\npl,,p,en\n",
    "schedules.csv": "id,service_at_location_id,freq,byday,opens_at,closes_at\ns,sal,WEEKLY,MO,09:00:00,17:00:00\n",
    "cost_options.csv": "id,service_id,option,amount,currency\nc,x,初回,0,jpy\n",
}


def from_json(folder: Path, *services: dict[str, Any]) -> Path:
    """Write services as another publisher's page of JSON."""
    path = folder / "services.json"
    path.write_text(json.dumps({"contents": services}), "utf-8")
    return path


def from_tables(folder: Path) -> Path:
    """Write the same service as a tabular package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in TABLES.items():
            archive.writestr(name, text)
    path = folder / "datapackage.zip"
    path.write_bytes(out.getvalue())
    return path


def only(records: Records) -> Window:
    """Return the one window of a draft."""
    (window,) = records.windows
    return window


@pytest.mark.parametrize("form", ["json", "tables"])
def test_what_stands_at_the_location_is_found(tmp_path: Path, form: str) -> None:
    """Number, hours, languages, address, position, age, cost: JSON and tables give the same window."""
    path = from_json(tmp_path, SERVICE) if form == "json" else from_tables(tmp_path)
    records, wrong = checked(imported(path, DAY), tmp_path)
    window = only(records)

    assert wrong == []
    assert [(phone.number, phone.languages) for phone in window.phones] == [("03-0000-0001", ("en",))]
    assert [("".join(row.byday), row.opens_at, row.closes_at) for row in window.schedules] == [("月", 540, 1020)]
    assert window.languages == ("ja",)
    assert window.address == "〒000-0000 れい県れい市1-1"
    assert (window.latitude, window.longitude) == (35.6, 139.7)
    assert (window.eligibility, window.organization_note) == ("18歳から", "れい県")
    assert window.fees is not None
    assert window.fees.startswith("初回")


def test_what_is_over_is_left_out_and_told(tmp_path: Path) -> None:
    """A service that its publisher calls defunct never comes back as an open window."""
    gone = {"id": "g", "name": "むかしの相談", "status": "defunct"}
    draft = imported(from_json(tmp_path, SERVICE, gone), DAY)

    assert [window["name"] for window in draft.windows] == ["れいの相談"]
    assert "むかしの相談: もう行われていない（defunct）ので、とばしました" in draft.notes


def test_a_value_that_windows_yaml_refuses_is_told_and_the_rest_stays(tmp_path: Path) -> None:
    """A foreign number, an address without https, a day that is none: one line each, and the draft loads."""
    odd = {
        "id": "odd",
        "name": "よその相談",
        "url": "www.example.org",
        "phones": [{"id": "1", "number": "555-0100 ext 2"}, {"id": "2", "number": NUMBER}],
        "schedules": [{"id": "3", "count": 1, "dtstart": "2026-02-30"}],
    }
    draft = imported(from_json(tmp_path, odd), DAY)
    window = only(checked(draft, tmp_path)[0])

    assert [phone.number for phone in window.phones] == ["03-0000-0001"]
    assert window.url is None
    assert [note for note in draft.notes if "とばしました" in note] == [
        "よその相談: phones の1番目の number の「555-0100-ext-2」は電話番号ではありません。とばしました",
        "よその相談: url の「www.example.org」はウェブの住所ではありません。とばしました",
        "よその相談: schedules の1番目の dates の1番目 の「2026-02-30」という日はありません。とばしました",
    ]


def test_a_second_place_and_a_notice_are_told(tmp_path: Path) -> None:
    """windows.yaml has one address a window; the draft says what it could not hold."""
    two = SERVICE | {"alert": "工事中", "service_at_locations": SERVICE["service_at_locations"] * 2}
    notes = imported(from_json(tmp_path, two), DAY).notes

    assert "れいの相談: お知らせ「工事中」があります" in notes
    assert "れいの相談: 場所が2か所あります。はじめの1か所だけを写しました" in notes


@pytest.mark.parametrize(("name", "content"), [("a.json", b"{"), ("a.json", b"[1]"), ("a.zip", b"PK")])
def test_a_broken_file_is_refused_in_japanese(tmp_path: Path, name: str, content: bytes) -> None:
    """Never with a traceback."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(NotImported, match=r"services\.json か datapackage\.zip"):
        imported(tmp_path / name, DAY)
