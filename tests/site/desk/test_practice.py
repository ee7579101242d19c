"""Practice from end to end: what was sent to the drop box of `make run` is fetched by the desk of `make desk`."""

from pathlib import Path

import pytest
from werkzeug.utils import import_string

from desk import practice
from desk.office import Office
from desk.start import open_practice
from formhandler.serve import practise
from formhandler.settings import from_environment
from tests.desk.office import pages
from tests.formhandler import site
from tests.formhandler.box import DAYS, TOKEN, serving

FORM = {"tel": "09000000000", "window": f"{DAYS[0]}T10:00/10:30"}


def test_a_request_sent_in_practice_stands_on_the_practice_desks_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One press of the button fetches it, with the keys that the drop box of practice has made."""
    practise(tmp_path / "box")
    settings = {"DROPBOX_STATE": tmp_path / "box", "DROPBOX_SITE": site.build(tmp_path / "site", *DAYS)}
    app = import_string("formhandler.app:create_app")(
        from_environment({name: str(path) for name, path in settings.items()} | {"DROPBOX_PLAIN_HTTP": "1"})
    )
    browser = app.test_client()
    token = TOKEN.findall(browser.get("/callback/").text)
    assert browser.post("/callback/", data=FORM | {"token": token}).headers["Location"] == "/callback/1/"

    with serving(app) as box:
        monkeypatch.setenv("DESK_DROPBOX", f"http://127.0.0.1:{box.port}")
        office = open_practice(tmp_path / "practice", tmp_path / "box/practice")
        before, after = fetched(office)
    office.database.close()

    assert after == before + 1


def fetched(office: Office) -> tuple[int, int]:
    """Come in as the counsellor of practice and press the button; return how many waited before and after."""
    client = pages(office).test_client()
    with office.database.reading() as db:
        code = {login: code for login, _, code in practice.codes_now(db, office.time)}["sato"]
    client.post("/login", data={"login": "sato", "password": practice.PASSWORD, "code": code})
    page = client.get("/callbacks").text
    csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
    client.post("/callbacks/pull", data={"csrf": csrf})
    return page.count("かけた回数"), client.get("/callbacks").text.count("かけた回数")
