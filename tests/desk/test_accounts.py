"""Accounts: invited, taken over, signed in, closed; and the lock."""

from collections.abc import Callable

import pyotp
import pytest
from sqlalchemy import select

from desk import accounts, clock
from desk.tables import user
from tests.desk.office import PASSWORD, Seat, TestOffice, words

Sit = Callable[[str], Seat]


def sign_in(office: TestOffice, login: str = "counsellor", password: str = PASSWORD, code: str = "") -> int:
    """Try to sign in; return the answer's status."""
    form = {"login": login, "password": password, "code": code or office.code()}
    return office.app.test_client().post("/login", data=form).status_code


class TestSigningIn:
    def test_all_three_must_be_right(self, office: TestOffice) -> None:
        """Name, password and six figures let her in; any one wrong does not."""
        assert sign_in(office, login="nobody") == 403
        assert sign_in(office, password="wrong") == 403
        assert sign_in(office, code="000000") == 403
        assert sign_in(office) == 303

    def test_six_figures_are_used_once(self, office: TestOffice) -> None:
        """Figures that were read over her shoulder do not let in a second time."""
        code = office.code()

        assert sign_in(office, code=code) == 303
        assert sign_in(office, code=code) == 403
        office.wait(seconds=30)
        assert sign_in(office) == 303

    def test_five_wrong_tries_close_the_account_for_five_minutes(self, office: TestOffice) -> None:
        """After five wrong passwords even the right one waits five minutes."""
        for _ in range(5):
            sign_in(office, password="wrong")

        assert sign_in(office) == 403
        office.wait(minutes=5, seconds=1)
        assert sign_in(office) == 303

    def test_what_is_wrong_is_not_told(self, office: TestOffice) -> None:
        """An account that is not there and a wrong password get the same words."""
        client = office.app.test_client()
        answers = [
            client.post("/login", data={"login": login, "password": "wrong", "code": "000000"})
            for login in ("counsellor", "nobody")
        ]

        assert words(answers[0]) == words(answers[1])

    def test_the_password_is_kept_as_argon2id(self, office: TestOffice) -> None:
        """Nobody can read a password back."""
        with office.office.database.reading() as db:
            kept = db.execute(select(user.c.password)).scalars().all()

        assert all(text.startswith("$argon2id$") for text in kept)


class TestInvitation:
    def test_an_invited_person_begins_with_her_own_password_and_second_factor(
        self, office: TestOffice, sit: Sit
    ) -> None:
        """The administrator tells an invitation; with it she sets both, once."""
        page = sit("administrator").post("/users", {"login": "hana", "name": "花", "roles": ["counsellor"]})
        told = next(part for part in words(page).split() if part.count("-") == 3)
        totp = pyotp.random_base32()
        form = {"login": "hana", "words": told, "password": "twelve or more signs", "totp": totp}
        form["code"] = pyotp.TOTP(totp).at(clock.epoch(office.time))
        client = office.app.test_client()

        assert client.post("/setup", data={**form, "password": "short"}).status_code == 400
        assert client.post("/setup", data={**form, "words": "wrong"}).status_code == 400
        assert client.post("/setup", data=form).status_code == 303
        assert client.post("/setup", data=form).status_code == 400

    def test_an_invitation_ends_after_three_days(self, office: TestOffice) -> None:
        """An invitation that lay about does not let anybody in."""
        with office.office.database.writing() as db:
            told = accounts.invite(db, "hana", "花", ["lead"], office.time)
            office.wait(days=3, seconds=1)
            with pytest.raises(accounts.Refused):
                accounts.invited(db, "hana", told, office.time)

    def test_a_closed_account_is_out_at_once(self, office: TestOffice, sit: Sit) -> None:
        """Who leaves is signed out everywhere and cannot come back."""
        gone = sit("second")
        sit("administrator").post(f"/users/{gone.user_id}/close")

        assert gone.get("/").headers["Location"] == "/login"
        assert sign_in(office, login="second") == 403


class TestLock:
    def test_a_screen_nobody_touches_locks_and_opens_with_the_password(self, office: TestOffice, sit: Sit) -> None:
        """After fifteen minutes the password is asked, and the same page comes back."""
        seat = sit("administrator")
        office.wait(minutes=16)

        assert seat.get("/users").headers["Location"] == "/unlock?next=/users"
        assert seat.post("/unlock", {"password": "wrong"}).status_code == 403
        assert seat.post("/unlock", {"password": PASSWORD, "next": "/users"}).headers["Location"] == "/users"
        assert seat.get("/users").status_code == 200

    def test_the_way_back_leads_nowhere_else(self, sit: Sit) -> None:
        """The page after the lock is one of the desk's."""
        answer = sit("lead").post("/unlock", {"password": PASSWORD, "next": "//elsewhere.example"})

        assert answer.headers["Location"] == "/"

    def test_a_locked_page_tells_a_script_so(self, sit: Sit) -> None:
        """What saves by itself is told that the screen is locked, and keeps what it holds."""
        seat = sit("counsellor")
        seat.post("/lock")

        assert seat.post("/logout", headers={"X-Requested-With": "fetch"}).status_code == 303

    def test_a_sitting_ends_after_twelve_hours(self, office: TestOffice, sit: Sit) -> None:
        """Nobody stays signed in over night."""
        seat = sit("lead")
        office.wait(hours=12, seconds=1)

        assert seat.get("/").headers["Location"] == "/login"
