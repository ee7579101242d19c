import logging
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from werkzeug.utils import import_string

from formhandler import keys
from formhandler.settings import from_environment
from formhandler.store import Unfit
from tests.formhandler import box, site
from tests.formhandler.examples import SHORTEST


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Set up a drop box as the guide says: the two files of public keys, and a folder."""
    keys.make(tmp_path / "office", date(2026, 11, 23))
    (tmp_path / "state").mkdir()
    for name in ("recipients.txt", "signers.txt"):
        (tmp_path / "state" / name).write_text((tmp_path / "office" / name).read_text())
    return {"DROPBOX_STATE": str(tmp_path / "state"), "DROPBOX_SITE": str(tmp_path / "site")}


@pytest.fixture
def access_log() -> Iterator[None]:
    """Turn the server's access log on."""
    handler = logging.NullHandler()
    logging.getLogger("gunicorn.access").addHandler(handler)
    yield
    logging.getLogger("gunicorn.access").removeHandler(handler)


def test_starts_as_the_guide_says(environment: dict[str, str], tmp_path: Path) -> None:
    """With the two files in place nothing is missing; the box makes its own secret, for its owner alone."""
    found = from_environment(environment)

    assert len(found.recipients) == 3
    assert (tmp_path / "state/box.key").stat().st_mode & 0o777 == 0o600
    assert (found.database, found.behind_proxy, found.serve_site, found.plain_http) == ("", False, False, False)


def refused(environment: dict[str, str]) -> str:
    """Return why the box does not start."""
    with pytest.raises(Unfit) as caught:
        from_environment(environment)
    return str(caught.value)


class TestRefuses:
    @pytest.mark.parametrize("name", ["recipients.txt", "signers.txt"])
    def test_missing_keys(self, environment: dict[str, str], tmp_path: Path, name: str) -> None:
        """Without the desk's public keys it says which file to bring."""
        (tmp_path / "state" / name).unlink()

        assert name in refused(environment)
        assert "移してください" in refused(environment)

    def test_a_single_recipient(self, environment: dict[str, str], tmp_path: Path) -> None:
        """One recipient could lose every request with one lost key."""
        path = tmp_path / "state/recipients.txt"
        path.write_text(keys.lines(path)[0])

        assert "a lost key loses every request" in refused(environment)

    def test_private_keys(self, environment: dict[str, str], tmp_path: Path) -> None:
        """A private key brought to the box by mistake is no recipient."""
        path = tmp_path / "state/recipients.txt"
        path.write_text((tmp_path / "office/desk.key").read_text() + path.read_text())

        assert "recipients.txt" in refused(environment)

    def test_a_secret_others_can_read(self, environment: dict[str, str], tmp_path: Path) -> None:
        """Weak file modes are told with the command that mends them."""
        from_environment(environment)
        (tmp_path / "state/box.key").chmod(0o644)

        assert f"chmod 600 {tmp_path / 'state/box.key'}" in refused(environment)

    def test_a_folder_it_cannot_write(self, environment: dict[str, str], tmp_path: Path) -> None:
        """Without its folder it does not start."""
        environment["DROPBOX_RECIPIENTS"] = str(tmp_path / "office/recipients.txt")
        environment["DROPBOX_SIGNERS"] = str(tmp_path / "office/signers.txt")

        assert "書けるように" in refused(environment | {"DROPBOX_STATE": str(tmp_path / "none")})

    def test_debug(self, environment: dict[str, str]) -> None:
        """Error pages that show what was typed are refused."""
        assert "FLASK_DEBUG" in refused(environment | {"FLASK_DEBUG": "1"})

    @pytest.mark.usefixtures("access_log")
    def test_an_access_log(self, environment: dict[str, str]) -> None:
        """A server that writes down who came is refused."""
        assert "アクセスログ" in refused(environment)

    def test_all_at_once(self, environment: dict[str, str], tmp_path: Path) -> None:
        """Every reason is told, not one after the other."""
        (tmp_path / "state/signers.txt").unlink()
        (tmp_path / "state/recipients.txt").unlink()

        assert len(refused(environment | {"FLASK_DEBUG": "1"}).splitlines()) == 3


class TestPages:
    def test_missing_pages(self, tmp_path: Path) -> None:
        """Without the built site it says what to do: it must have the telephone numbers to give."""
        settings = box.settings(tmp_path, site=box.own_pages(tmp_path))
        (tmp_path / "site/th/callback/3/index.html").unlink()
        with pytest.raises(Unfit, match="make site"):
            import_string("formhandler.app:create_app")(settings)

    def test_answers_of_several_sizes(self, tmp_path: Path) -> None:
        """Answers that a listener could tell apart by their size are refused."""
        settings = box.settings(tmp_path, site=box.own_pages(tmp_path))
        page = tmp_path / "site/callback/3/index.html"
        page.write_text(page.read_text() + " ")
        with pytest.raises(Unfit, match="大きさ"):
            import_string("formhandler.app:create_app")(settings)

    def test_pages_built_again_are_served(self, tmp_path: Path) -> None:
        """The site is built every night; the box serves the new pages without a restart."""
        opened = box.open_box(tmp_path, site=box.own_pages(tmp_path))
        site.build(tmp_path / "site", "2026-12-01")

        assert "2026-12-01" in opened.client.get("/callback/").text
        opened.store.close()

    def test_pages_away_for_a_moment(self, tmp_path: Path) -> None:
        """While the site is built anew its folder may be empty: requests are taken, the last pages served."""
        opened = box.open_box(tmp_path, site=box.own_pages(tmp_path))
        before = opened.client.get("/th/callback/1/").text
        shutil.rmtree(tmp_path / "site")

        assert opened.post(SHORTEST, "/th/callback/").headers["Location"] == "/th/callback/1/"
        assert opened.client.get("/th/callback/1/").text == before
        opened.store.close()
