"""Whatever comes: hostile bytes, floods and faults. Every answer is one of a few known ones, byte for byte."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formhandler.addresses import ANSWERS, BACK, FORM, TELEPHONE
from formhandler.fields import BY_NAME
from formhandler.headers import ALWAYS
from tests.formhandler.box import Box, but_cookie, open_box, pages
from tests.formhandler.examples import SHORTEST

FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
HEADERS = st.dictionaries(
    st.sampled_from(["Origin", "Sec-Fetch-Site", "Referer", "X-Forwarded-For", "Cookie", "Accept-Language"]),
    st.text(st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=60),
    max_size=4,
)
URLENCODED = "application/x-www-form-urlencoded"
KINDS = [URLENCODED, f"{URLENCODED}; charset=utf-16", "text/plain", "multipart/form-data; boundary=x", "", "a/b;;;"]
METHODS = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"]


class TestAnything:
    @FUZZ
    @given(
        form=st.dictionaries(st.sampled_from([*BY_NAME, "token", "url", "code", "point"]), TEXT, max_size=8),
        headers=HEADERS,
        address=st.sampled_from([FORM, BACK, "en/callback/", "ne/callback/0/"]),
    )
    def test_form(self, box: Box, form: dict[str, str], headers: dict[str, str], address: str) -> None:
        """Whatever is typed, whatever the headers: a redirect that differs by one digit only, by no typed word."""
        response = box.client.post(f"/{address}", data=form, headers=headers, content_type=URLENCODED)

        assert but_cookie(response) in known(box, address)

    @FUZZ
    @given(body=st.binary(max_size=3000), kind=st.sampled_from(KINDS))
    def test_bytes(self, box: Box, body: bytes, kind: str) -> None:
        """Whatever bytes are posted as whatever kind, the answer is one of those redirects."""
        response = box.client.post("/callback/", data=body, content_type=kind)

        assert but_cookie(response) in known(box, FORM)

    @FUZZ
    @given(path=st.text(max_size=60), method=st.sampled_from(METHODS))
    def test_path(self, box: Box, path: str, method: str) -> None:
        """Whatever is asked for, the answer is known: never an error of ours, never a bare one."""
        # the test client would take what follows two slashes for a host
        response = box.client.open("/" + quote(path.lstrip("/"), safe="/%;=&"), method=method)

        assert response.status_code in (200, 308, 404, 405)

    @FUZZ
    @given(path=st.text(max_size=60))
    def test_post_anywhere(self, box: Box, path: str) -> None:
        """A POST to any other address is answered 303 with the telephone numbers: no page ever follows a POST."""
        response = box.client.post("/x/" + quote(path, safe="/%;=&"), data={"tel": "09000000000"})

        assert (response.status_code, response.headers["Location"]) == (303, f"/{TELEPHONE}")

    def test_too_large(self, box: Box) -> None:
        """A body beyond any form gets the telephone numbers, not an error page."""
        assert box.post({"tel": "9" * 100_000}).headers["Location"] == f"/{TELEPHONE}"
        assert box.post({f"f{number}": "x" for number in range(2000)}).status_code == 303

    def test_unknown_address(self, box: Box) -> None:
        """Nobody who is lost gets a bare error: the telephone numbers stand there, in the language of the address."""
        response = box.client.get("/th/nowhere/")

        assert response.status_code == 404
        assert response.text == (pages() / "th" / TELEPHONE / "index.html").read_text()

    def test_health_says_nothing(self, box: Box) -> None:
        """The health of the box is a number, without a word."""
        response = box.client.get("/health")

        assert (response.status_code, response.data) == (204, b"")

    @pytest.mark.parametrize("address", ["callback/", "callback/0/", "callback/1/", "nowhere/", "health"])
    def test_headers(self, box: Box, address: str) -> None:
        """Nothing is stored, framed, indexed or sent elsewhere, on any page or redirect."""
        for response in (box.client.get(f"/{address}"), box.post(SHORTEST, f"/{address}")):
            assert {name: response.headers[name] for name in ALWAYS} == ALWAYS
            assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "unsafe" not in response.headers["Content-Security-Policy"]


class TestCanary:
    NUMBER, NAME, WORD = "090-0000-7319", "ななしのごんべえ", "くじらぐも"

    def test_stands_nowhere(
        self, gated: Box, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """A number, a name and a word that were submitted once are in no file, log or output, in no way of writing."""
        gated.post({**SHORTEST, "tel": self.NUMBER, "call_name": self.NAME, "word": self.WORD})
        assert gated.requests()[0].answers["word"] == self.WORD

        found = [path.read_bytes() for path in gated.folder.rglob("*") if path.is_file()]
        found.append(("".join(capfd.readouterr()) + caplog.text).encode())
        words = (self.NUMBER, self.NUMBER.replace("-", ""), self.NAME, self.WORD, quote(self.NAME), quote(self.WORD))
        written = {word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "cp932")}
        assert [form for form in written if any(form in content for content in found)] == []

    def test_stands_in_no_log_when_something_breaks(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        """Errors are logged by their kind only."""
        box = open_box(tmp_path)
        box.store.close()
        box.post({**SHORTEST, "word": self.WORD})

        assert "not kept" in caplog.text
        assert self.WORD not in caplog.text

    def test_stands_in_no_log_when_we_are_wrong(
        self, box: Box, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A mistake of ours, with her word in its text, ends with the telephone numbers and without the word."""
        monkeypatch.setattr("formhandler.intake.read", lambda *_, **__: int(self.WORD))
        response = box.post(SHORTEST)

        assert (response.status_code, response.headers["Location"]) == (303, f"/{TELEPHONE}")
        assert "failed: ValueError" in caplog.text
        assert self.WORD not in caplog.text


def known(box: Box, address: str) -> list[object]:
    """Return the three redirects of a page as they are for a form without a word, but for where they lead."""
    prefix = address[: address.index(FORM)]
    status, body, headers = but_cookie(box.post({"code": ""}, f"/{address}"))
    at = headers.index("Location: ")
    before, after = headers[:at], headers[headers.index("\n", at) :]
    return [(status, body, f"{before}Location: /{prefix}{answer}{after}") for answer in ANSWERS]
