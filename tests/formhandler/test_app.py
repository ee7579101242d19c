import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from directory.languages import LANGUAGES
from formhandler.addresses import ANSWERS, BACK, BUSY, FORM, TAKEN, TELEPHONE
from formhandler.gate import FROM_ONE_NETWORK
from tests.formhandler.box import CODE, DAYS, TOKEN, Box, but_cookie, open_box, pages
from tests.formhandler.examples import FULL, SHORTEST

FORM_TYPE = "application/x-www-form-urlencoded"
PREFIXES = [language.prefix for language in LANGUAGES]


class TestForm:
    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_page_is_served_with_a_token(self, box: Box, prefix: str) -> None:
        """In every language the form has a token of its own and a code to take it back by."""
        pages = [box.client.get(f"/{prefix}{FORM}").text for _ in range(2)]

        assert [len(TOKEN.findall(page)) for page in pages] == [1, 1]
        assert TOKEN.findall(pages[0]) != TOKEN.findall(pages[1])
        assert CODE.search(pages[0])
        assert "<template" not in pages[0]

    def test_windows_that_have_begun_are_not_offered(self, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
        """A page built last night does not offer this morning's past hours, nor a day that is over."""
        tomorrow, after = DAYS
        quarter_past_ten = datetime.fromisoformat(f"{after}T10:15+09:00").timestamp()
        monkeypatch.setattr(time, "time", lambda: quarter_past_ten)
        page = box.client.get("/callback/").text

        assert tomorrow not in page
        assert f"{after}T10:00" not in page
        assert page.count(f"{after}T10:30/11:00") == 3

    def test_windows_too_far_ahead_are_not_offered(self, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever keeps a time for her longer than two weeks forgets it, or she does."""
        now = datetime.fromisoformat(f"{DAYS[0]}T09:00+09:00") - timedelta(days=15)
        monkeypatch.setattr(time, "time", now.timestamp)

        assert box.client.get("/callback/").headers["Location"] == f"/{TELEPHONE}"

    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_with_no_time_left_the_numbers_are_shown(
        self, box: Box, monkeypatch: pytest.MonkeyPatch, prefix: str
    ) -> None:
        """A site that nobody has built for weeks offers no form that cannot be filled."""
        now = datetime.fromisoformat(f"{DAYS[1]}T14:00+09:00")
        monkeypatch.setattr(time, "time", now.timestamp)
        response = box.client.get(f"/{prefix}{FORM}")

        assert (response.status_code, response.headers["Location"]) == (303, f"/{prefix}{TELEPHONE}")
        assert "Set-Cookie" not in response.headers

    def test_point_is_filled_from_the_address(self, box: Box) -> None:
        """A place's code from its QR code travels with the request; nothing else from the address does."""
        assert 'name="point" value="sai-wai-03"' in box.client.get("/callback/?p=sai-wai-03").text
        assert "<script" not in box.client.get('/callback/?p="><script>').text

    def test_sets_no_cookie(self, box: Box) -> None:
        """Opening the form leaves nothing."""
        assert "Set-Cookie" not in box.client.get("/callback/").headers


class TestPost:
    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_is_answered_303_and_kept(self, box: Box, prefix: str) -> None:
        """In every language a request is on the disk before she is told so, and the answer is a redirect."""
        response = box.post({**FULL, "token": box.token(f"/{prefix}callback/")}, f"/{prefix}callback/")

        assert (response.status_code, response.data) == (303, b"")
        assert response.headers["Location"] == f"/{prefix}{TAKEN}"
        (request,) = box.requests()
        assert request.answers["tel"] == "09000000001"
        assert (request.page + "/").removeprefix("ja/") == prefix
        assert "token:fast" in request.flags

    def test_code_on_the_page_is_in_the_envelope(self, box: Box) -> None:
        """What she noted down is what the desk finds."""
        page = box.client.get("/callback/").text
        token, code = TOKEN.findall(page)[0], CODE.findall(page)[0]
        box.post({**SHORTEST, "token": token})

        assert [request.code for request in box.requests()] == [code.replace(" ", "")]

    def test_pressing_twice_is_one_request(self, box: Box) -> None:
        """The same form sent five times from one page is one envelope."""
        token = box.token()
        for _ in range(5):
            assert box.post({**SHORTEST, "token": token}).headers["Location"] == f"/{TAKEN}"

        assert len(box.requests()) == 1

    def test_a_correction_is_not_lost(self, box: Box) -> None:
        """Stopped, corrected and sent again from the same page: the desk gets both, under one code."""
        token = box.token()
        for number in ("09000000000", "09000000001"):
            box.post({**SHORTEST, "tel": number, "token": token})

        assert {request.answers["tel"] for request in box.requests()} == {"09000000000", "09000000001"}
        assert len({request.code for request in box.requests()}) == 1

    def test_page_without_token_still_works(self, box: Box) -> None:
        """A page that the drop box did not serve, or that is old, submits and is flagged."""
        box.post(SHORTEST)
        box.post({**SHORTEST, "token": "forged", "word": "a"})

        assert sorted(request.flags[0] for request in box.requests()) == ["token:bad", "token:none"]

    def test_unoffered_window_is_flagged(self, box: Box) -> None:
        """What the page did not offer reaches the desk with a flag."""
        box.post({**SHORTEST, "window": "2026-11-25T03:00/03:30"})

        assert "window:not-offered" in box.requests()[0].flags

    def test_words_in_an_old_encoding_can_still_be_read(self, box: Box) -> None:
        """A browser that sends Shift_JIS is not refused, and no byte of what was typed is lost."""
        box.client.post("/callback/", data=b"tel=09000000001&word=%82%A9%82%B3", content_type=FORM_TYPE)

        assert box.requests()[0].answers["word"] == r"\x82\xa9\x82\xb3"

    def test_cookie_lives_for_the_redirect_only(self, box: Box) -> None:
        """The POST sets a random cookie that no script can read; each answer deletes it; it is never asked for."""
        client = box.client
        posted = client.post("/callback/", data=SHORTEST)
        again = box.post(SHORTEST)
        shown = client.get(posted.headers["Location"])

        cookie = posted.headers["Set-Cookie"]
        assert re.fullmatch(r"k=[0-9a-f]{16}; Secure; HttpOnly; Path=/; SameSite=Strict", cookie)
        assert again.headers["Set-Cookie"] != cookie
        assert "Max-Age=0" in shown.headers["Set-Cookie"]
        assert client.get_cookie("k") is None

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://example.org"},
            {"Origin": "http://localhost.example.org"},
            {"Origin": "http://[broken"},
        ],
    )
    def test_other_sites_cannot_post(self, box: Box, headers: dict[str, str]) -> None:
        """A page elsewhere that makes a visitor's browser post gets the telephone numbers, and nothing is kept."""
        response = box.post(SHORTEST, headers=headers)

        assert (response.status_code, response.headers["Location"]) == (303, f"/{TELEPHONE}")
        assert box.requests() == []

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Origin": "null"},
            {"Origin": "http://localhost"},
            {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
            {"Sec-Fetch-Site": "none"},
        ],
    )
    def test_every_browser_can_post(self, box: Box, headers: dict[str, str]) -> None:
        """Old browsers, and those that hide where they come from, are not kept out."""
        assert box.post(SHORTEST, headers=headers).headers["Location"] == f"/{TAKEN}"

    def test_nothing_kept_means_telephone(self, tmp_path: Path) -> None:
        """When the disk fails she is given the numbers, never thanks."""
        box = open_box(tmp_path)
        box.store.close()

        for address in (FORM, BACK):
            assert box.post(SHORTEST, f"/en/{address}").headers["Location"] == f"/en/{TELEPHONE}"
        assert box.client.get("/health").status_code == 503

    def test_clock_jumps_lose_nothing(self, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
        """A clock a year ahead or back: the request is kept, the day on it is one that will not expire at once."""
        token, real = box.token(), time.time()
        for jump in (-31_536_000, 31_536_000):
            monkeypatch.setattr(time, "time", lambda jump=jump: real + jump)
            response = box.post({**SHORTEST, "token": token, "word": str(jump)})
            assert response.headers["Location"] == f"/{TAKEN}"

        first, *_, last = sorted(box.store.days()) * 2
        assert len(box.requests()) == 2
        assert last - first <= timedelta(days=7)


class TestAnswers:
    def test_are_one_size(self, box: Box) -> None:
        """All answers in all languages have one length, headers and all: a listener on the line learns nothing."""
        sizes = set()
        for address in ANSWERS:
            for prefix in PREFIXES:
                response = box.client.get(f"/{prefix}{address}")
                sizes.add((len(response.data), len(str(response.headers))))
        redirects = {len(box.post(form).headers["Location"]) for form in (SHORTEST, {})}
        redirects.add(len(box.post(SHORTEST, headers={"Origin": "https://example.org"}).headers["Location"]))

        assert len(sizes) == 1
        assert len(redirects) == 1

    def test_say_the_same_to_all(self, box: Box) -> None:
        """New, repeated, full of flags or without a number: the answers are the same but for the random cookie."""
        forms: list[dict[str, Any]] = [SHORTEST, SHORTEST, FULL, {"tel": ""}, {**SHORTEST, "url": "x"}, {"tel": "?"}]
        answers = {but_cookie(box.post(form)) for form in forms}

        assert len(answers) == 1

    def test_repeat_nothing(self, box: Box) -> None:
        """The thanks page is the same file for everybody."""
        page = box.client.get(f"/{TAKEN}").text
        box.post(FULL)

        assert box.client.get(f"/{TAKEN}").text == page
        assert page == (pages() / TAKEN / "index.html").read_text()


class TestTakingBack:
    def test_is_an_envelope_like_any_other(self, box: Box) -> None:
        """A code is sealed and kept for the desk, which alone knows whether there is such a request."""
        box.post({"code": "１２３４ 5678"}, "/callback/0/")

        (request,) = box.requests()
        assert (request.kind, request.code) == ("take-back", "12345678")

    def test_answers_the_same_whatever_the_code(self, box: Box) -> None:
        """A right code, a wrong one, one twice and none at all: the same answer as for a request."""
        page = box.client.get("/callback/").text
        token, code = TOKEN.findall(page)[0], CODE.findall(page)[0]
        box.post({**SHORTEST, "token": token})
        answers = {but_cookie(box.post({"code": typed}, "/callback/0/")) for typed in (code, "1", code, "", "x" * 99)}

        assert answers == {but_cookie(box.post(SHORTEST))}

    def test_takes_the_same_time_whatever_the_code(self, box: Box) -> None:
        """Nothing is looked up: a right code is not slower or faster than a wrong one."""
        codes = [f"{number:08d}" for number in range(60)]
        for code in codes[::2]:
            box.post({"code": code}, "/callback/0/")  # these are there already
        times: dict[bool, list[float]] = {True: [], False: []}
        for number, code in enumerate(codes):
            begun = time.perf_counter()
            box.post({"code": code}, "/callback/0/")
            times[number % 2 == 0].append(time.perf_counter() - begun)

        assert 0.5 < median(times[True]) / median(times[False]) < 2


class TestGate:
    def test_flood_from_one_network(self, gated: Box) -> None:
        """Of many posts from one /24 some are taken, the rest told to telephone; a post from elsewhere is taken."""
        answers = [
            gated.post(
                {**SHORTEST, "token": gated.token(), "word": str(number)},
                environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
            )
            for number in range(100)
        ]
        elsewhere = gated.post(SHORTEST, environ_base={"REMOTE_ADDR": "198.51.100.1"})

        taken = [answer.headers["Location"] for answer in answers].count(f"/{TAKEN}")
        assert 0 < taken <= FROM_ONE_NETWORK
        assert {answer.headers["Location"] for answer in answers} == {f"/{TAKEN}", f"/{BUSY}"}
        assert elsewhere.headers["Location"] == f"/{TAKEN}"
