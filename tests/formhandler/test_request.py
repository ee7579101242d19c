import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formhandler.fields import BY_NAME, FIELDS
from formhandler.request import (
    Request,
    Unreadable,
    clean,
    from_json,
    read,
    read_code,
    telephone,
    to_json,
    window_flags,
)
from formhandler.sealing import SIZE
from tests.formhandler.examples import FULL, NOW, SHORTEST, WINDOW

SIGNS = st.text(st.characters(codec=None), max_size=120)
FORMS = st.dictionaries(st.sampled_from([*BY_NAME, "point", "url", "token", "unheard-of"]), st.lists(SIGNS, max_size=5))
# What a person can type: any form of any text, and often a choice that exists.
CHOSEN = st.fixed_dictionaries(
    {}, optional={f.name: st.lists(st.sampled_from(sorted(f.values)), max_size=9) for f in FIELDS if f.choices}
)


def asked(form: dict[str, list[str]], **more: object) -> Request:
    """Read a form of the Japanese page."""
    return read(form, page="ja", now=NOW, **more)  # type: ignore[arg-type]


class TestTelephone:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("09000000000", "09000000000"),
            ("090-0000-0000", "09000000000"),
            ("０９０－００００－００００", "09000000000"),
            ("090ー0000ー0000", "09000000000"),
            ("（０９０）0000 0000", "09000000000"),
            ("+81 90-0000-0000", "09000000000"),
            ("+81 (0)90-0000-0000", "09000000000"),
            ("0081 90 0000 0000", "09000000000"),
            ("०९०-००००-००००", "09000000000"),
            ("๐๙๐-๐๐๐๐-๐๐๐๐", "09000000000"),
            ("電話は 090.0000.0000 です", "09000000000"),
            ("000-000-0000", "0000000000"),
            ("90-0000-0000", None),
            ("090-0000-00", None),
            ("090-0000-0000 内線12", None),
            ("はい", None),
            ("", None),
        ],
    )
    def test_repairs_what_people_type(self, typed: str, expected: str | None) -> None:
        """A number is read however it was typed; what is no number is not made one."""
        assert telephone(typed) == expected

    def test_keeps_what_it_cannot_repair(self) -> None:
        """A number that does not look like one reaches the desk as typed, and flagged."""
        request = asked({"tel": ["000-0000-0000 内線12"], "window": [WINDOW]})

        assert request.answers["tel"] == "000-0000-0000 内線12"
        assert request.flags == ("tel",)


class TestWindows:
    @pytest.mark.parametrize(
        ("text", "flag"),
        [
            (WINDOW, None),
            ("2026-11-24T10:00/10:30", "window:past"),
            ("2026-12-25T10:00/10:30", "window:far"),
            ("2026-11-25T10:00/10:15", "window:short"),
            ("2026-11-25T11:00/10:00", "window:short"),
            ("2026-11-31T10:00/10:30", "window:unreadable"),
            ("tomorrow", "window:unreadable"),
            ("2026-11-25T10:00/10:99", "window:unreadable"),
        ],
    )
    def test_flags_what_nobody_can_keep(self, text: str, flag: str | None) -> None:
        """A time that is past, far, too short or none at all is taken and flagged."""
        assert window_flags(text, NOW.replace(tzinfo=None)) == ([flag] if flag else [])
        assert asked({"tel": ["09000000000"], "window": [text]}).answers["window"] == (text,)

    def test_flags_what_the_page_did_not_offer(self) -> None:
        """A time outside those that the page carried is taken and flagged: the centre may be closed then."""
        assert asked(SHORTEST, offered={WINDOW}).flags == ()
        assert asked(SHORTEST, offered={"2026-11-25T11:00/11:30"}).flags == ("window:not-offered",)

    def test_none_is_flagged(self) -> None:
        """A request without any time is taken and flagged."""
        assert asked({"tel": ["09000000000"]}).flags == ("no-window",)


class TestRead:
    def test_everything(self) -> None:
        """A full form is read into typed answers, without a flag for what is in order."""
        request = asked(FULL)

        assert request.answers["tel"] == "09000000001"
        assert request.answers["window"] == (WINDOW, "2026-11-26T13:00/13:30")
        assert request.answers["topic"] == ("life", "work")
        assert request.flags == ("unknown:topic",)
        assert (request.hour, request.point) == ("2026-11-24T22", "sai-wai-03")

    def test_an_old_page_still_submits(self) -> None:
        """A form that lacks later fields gets their safest values, not an error."""
        answers = asked(SHORTEST).answers

        assert (answers["caller_id"], answers["voicemail"]) == ("withhold", "never")
        assert (answers["stop_word"], answers["danger"]) == ("まちがいです", "")

    def test_unknown_choice_becomes_the_safest(self) -> None:
        """What is not a choice is never guessed at."""
        request = asked({**SHORTEST, "voicemail": ["everything"]})

        assert request.answers["voicemail"] == "never"
        assert request.flags == ("unknown:voicemail",)

    def test_language_is_the_pages_unless_she_says_otherwise(self) -> None:
        """Who writes on the Thai page is called in Thai."""
        assert read(SHORTEST, page="th", now=NOW).answers["language"] == "th"
        assert read({**SHORTEST, "language": ["ko"]}, page="th", now=NOW).answers["language"] == "ko"

    @pytest.mark.parametrize(
        ("form", "flag"),
        [
            ({"tel": ["090-0000-000"]}, "tel:short"),
            ({"phone_shared": ["seen"], "voicemail": ["name_only"]}, "watched-voicemail"),
            ({"phone_shared": ["shared"], "caller_id": ["show_neutral"]}, "watched-number"),
            ({"name_mode": ["chosen"]}, "no-phrase"),
            ({"danger": ["yes"]}, "danger"),
            ({"url": ["https://example.org/"]}, "trap"),
            ({"word": ["あ" * 11]}, "cut:word"),
        ],
    )
    def test_flags_what_contradicts(self, form: dict[str, list[str]], flag: str) -> None:
        """Answers that do not fit each other are told to the desk."""
        assert asked({**SHORTEST, **form}).flags == (flag,)

    @given(FORMS, CHOSEN, st.sampled_from(["ja", "ne", "xx", ""]), st.datetimes())
    def test_never_refuses(
        self, typed: dict[str, list[str]], chosen: dict[str, list[str]], page: str, now: datetime
    ) -> None:
        """Whatever was posted is read, fits an envelope, and comes back from JSON as it was."""
        request = read({**typed, **chosen}, page=page, now=now)

        assert from_json(to_json(request)) == request
        assert len(to_json(request)) <= SIZE
        assert set(request.answers) == set(BY_NAME)

    def test_longest_request_is_half_an_envelope(self) -> None:
        """The size of an envelope leaves room for fields to come."""
        form = {f.name: list(f.values) or ["\U0001f98a" * 99] for f in FIELDS}
        form["window"] = [f"2026-11-{day}T10:00/10:3{sign}" for day, sign in ((25, "\U0001f98a"), (26, 0), (27, 0))]

        assert len(to_json(asked({**form, "url": ["x"]}, flags=["token:none", "token:fast"]))) < SIZE / 2


class TestClean:
    @given(SIGNS, st.integers(0, 40))
    def test_leaves_one_plain_line(self, text: str, longest: int) -> None:
        """What remains has no control signs, is short enough, can be written, and cleaning it again changes nothing."""
        found = clean(text, longest)

        assert len(found) <= longest
        assert found.isprintable() or "\u200c" in found or "\u200d" in found
        assert clean(found.encode().decode(), longest) == found

    def test_hides_nothing(self) -> None:
        """Signs that turn the writing round, or that cannot be seen, are taken out; joiners of scripts stay."""
        assert clean("a\u202eb\x00c\ud800d\ufeff  e\n\tf", 20) == "abcd e f"
        assert clean("क्\u200dष", 20) == "क्\u200dष"


class TestCode:
    @pytest.mark.parametrize("typed", ["1234 5678", "１２３４ー５６７８", "१२३४५६७८", "番号は12345678", "123456789"])
    def test_is_read_however_typed(self, typed: str) -> None:
        """Only the digits of a code count."""
        assert read_code({"code": [typed]}) == "12345678"

    @given(FORMS)
    def test_anything_gives_some_code(self, form: dict[str, list[str]]) -> None:
        """Taking back refuses nothing either."""
        assert len(read_code(form)) <= 8


class TestVersions:
    def test_unknown_parts_of_version_one_are_left_out(self) -> None:
        """A desk reads what a drop box of the next months may add."""
        found = json.loads(to_json(asked(SHORTEST)))
        found["new"] = 1
        found["answers"]["new"] = ["x"]

        assert from_json(json.dumps(found).encode()) == asked(SHORTEST)

    def test_missing_answers_are_the_safest(self) -> None:
        """A desk reads what a drop box of some months ago left out."""
        assert from_json(b'{"v":1}').answers["caller_id"] == "withhold"

    @pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"v":2}', b'{"v":null}', b"1"])
    def test_others_are_refused(self, content: bytes) -> None:
        """What is of another version, or no request, is said to be so."""
        with pytest.raises(Unreadable):
            from_json(content)


def test_hour_is_all_that_is_told() -> None:
    """The minute of writing is not kept."""
    assert read(SHORTEST, page="ja", now=NOW + timedelta(minutes=29)) == asked(SHORTEST)
