"""Who may see what: every route, every role."""

from collections.abc import Callable

import pytest

from desk import access
from tests.desk.office import Seat, TestOffice

Sit = Callable[[str], Seat]


class TestTable:
    def test_the_table_has_no_gap_and_nothing_too_much(self, office: TestOffice) -> None:
        """Every route of the app stands in the table once, and every row of the table is a route."""
        routes = {rule.endpoint for rule in office.app.url_map.iter_rules()}

        assert routes == set(access.TABLE) | access.NOBODY_YET
        assert not set(access.TABLE) & access.NOBODY_YET

    @pytest.mark.parametrize("role", access.ROLES)
    def test_every_route_is_open_or_answers_403(self, office: TestOffice, sit: Sit, role: str) -> None:
        """Each role meets 403 on just the routes that the table keeps from it."""
        shut, seat = set(), sit(role)
        for rule in office.app.url_map.iter_rules():
            if rule.endpoint in access.NOBODY_YET:
                continue
            seat = sit(role) if rule.endpoint.startswith("door.") else seat  # who has left sits down again
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                path = office.app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
                response = seat.client.open(path, method=method, data={"csrf": seat.csrf})
                assert response.status_code < 500, (rule, method, response.text)
                if response.status_code == 403:
                    shut.add(rule.endpoint)

        assert shut == {name for name in access.TABLE if not access.may([role], name)} | ({"door.unlock"})

    def test_who_has_not_signed_in_is_sent_to_the_door(self, office: TestOffice) -> None:
        """Without a session every page leads to the door and shows nothing."""
        client = office.app.test_client()

        for rule in office.app.url_map.iter_rules():
            if rule.endpoint in access.NOBODY_YET or "GET" not in (rule.methods or ()):
                continue
            path = office.app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
            assert client.get(path).headers["Location"] == "/login"

    def test_a_route_in_no_row_is_open_to_nobody(self) -> None:
        """A route that somebody forgot to enter is closed, not open."""
        assert not access.may(access.ROLES, "forgotten")

    @pytest.mark.parametrize(
        "roles", [["counsellor", "administrator"], ["lead", "auditor"], ["administrator", "auditor"]]
    )
    def test_those_who_watch_each_other_are_different_people(self, roles: list[str]) -> None:
        """Keeping records, keeping accounts and reading the log are never one person's."""
        assert access.unfit(roles)
        assert not access.unfit(["counsellor", "lead", "trainer"])


class TestForms:
    def test_a_form_without_its_token_changes_nothing(self, sit: Sit) -> None:
        """A form that our page did not make is refused."""
        assert sit("administrator").client.post("/users", data={"login": "x1", "name": "x"}).status_code == 400

    def test_a_form_from_another_site_changes_nothing(self, sit: Sit) -> None:
        """Another site's page cannot send a form in our user's name, even with the token."""
        seat = sit("administrator")

        for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert seat.post("/users", {"login": "x1", "name": "x"}, headers=headers).status_code == 400

    def test_no_page_is_kept_or_reaches_out(self, sit: Sit) -> None:
        """Every page forbids keeping it and talks to nobody but the desk."""
        headers = sit("administrator").get("/users").headers

        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
