"""Watching over reading: who opened a record, who opened many, and a brake on what no person does."""

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk import access, watch
from desk.acts import ACTS
from desk.records import people
from tests.desk.callbacks.requests import waiting
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write

Sit = Callable[[str], Seat]


def opened(office: TestOffice, user_id: int, subjects: Iterable[str], at: datetime | None = None) -> None:
    """Let somebody have opened records."""
    with office.office.database.writing() as db:
        for subject in subjects:
            office.office.trail.note(db, at or office.time, user_id, "read", subject)


def numbers(count: int, first: int = 1000) -> list[str]:
    """Name some contacts."""
    return [f"contact:{number}" for number in range(first, first + count)]


class TestWhoOpened:
    @pytest.mark.parametrize("role", ["counsellor", "lead"])
    def test_one_click_from_a_record_shows_who_opened_it(self, office: TestOffice, sit: Sit, role: str) -> None:
        """The contact, the person with all her contacts, and the request each lead there, in the staff's words."""
        with office.office.database.writing() as db:
            number = people.begin(db, call_name="そら")
        contact = write(office, 1, number, summary_fact="眠れない")
        waiting(office)
        seat, other = sit(role), sit("second")
        for page, who in (
            (f"/contacts/{contact}", f"/opened/contact/{contact}"),
            (f"/people/{number}", f"/opened/person/{number}"),
            ("/callbacks/1", "/opened/callback/1"),
        ):
            other.get(page)
            assert who in seat.get(page).text
            told = seat.text(who)
            assert "secondさん" in told
            assert "開いた" in told
            assert "眠れない" not in told

    def test_opening_her_contact_is_told_with_her_record(self, office: TestOffice, sit: Sit) -> None:
        """Who read one of her contacts stands under the person, too."""
        with office.office.database.writing() as db:
            number = people.begin(db)
        contact = write(office, 1, number)
        sit("second").get(f"/contacts/{contact}")

        assert "secondさん" in sit("lead").text(f"/opened/person/{number}")

    def test_what_is_not_there_is_not_there(self, sit: Sit) -> None:
        """Nobody learns from a number that was never given."""
        for path in ("/opened/contact/99", "/opened/person/nobody22"):
            assert sit("lead").get(path).status_code == 404

    def test_every_act_of_the_log_has_its_words(self) -> None:
        """An act that is written anywhere is read in Japanese, and none is only in the list."""
        files = [path for path in Path("desk").rglob("*.py") if path.name != "acts.py"]
        sources = {path: path.read_text("utf-8") for path in files}

        assert [act for act in ACTS if not any(f'"{act}"' in source for source in sources.values())] == []
        assert acts_written(sources) <= set(ACTS)


def acts_written(sources: Mapping[Path, str]) -> set[str]:
    """Return the acts that calls of `acting`, `note` and `_act` name."""
    found = set()
    for path, source in sources.items():
        for node in ast.walk(ast.parse(source)) if re.search(r"\b(acting|note|_act)\(", source) else ():
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = {"acting": 1, "note": 3, "_act": 0 if path.name in ("people.py", "today.py") else 1}.get(name)
                if place is not None and len(node.args) > place:
                    found |= {
                        part.value
                        for part in ast.walk(node.args[place])
                        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value != "POST"
                    }
    return found


class TestSigns:
    def test_a_day_with_unusually_many_records_is_shown_to_the_lead_and_the_auditor(
        self, office: TestOffice, sit: Sit
    ) -> None:
        """Thirty records where ten are usual; the lead says that she has looked, the auditor goes on seeing it."""
        seat = sit("second")
        for days in range(1, 11):
            opened(office, sit("counsellor").user_id, numbers(10), office.time - timedelta(days=days))
        opened(office, seat.user_id, numbers(30))
        shown = "ふだんより多くの記録を開きました（30件）"

        assert shown in sit("lead").text("/today")
        assert shown in sit("auditor").text("/log")
        assert shown not in sit("counsellor").text("/today")
        key = f"watch many {seat.user_id} {office.time.date()}"
        assert sit("lead").post("/today/looked", {"sign": key}).status_code == 303
        assert shown not in sit("lead").text("/today")
        assert shown in sit("auditor").text("/log")

    def test_an_ordinary_busy_day_is_no_sign(self, office: TestOffice) -> None:
        """Twenty-nine are never many; forty are not where twenty are usual; one record again and again is one."""
        for days in range(10):
            opened(office, 1, numbers(20), office.time - timedelta(days=days))
        opened(office, 2, numbers(40))
        opened(office, 3, numbers(1) * 80)

        with office.office.database.reading() as db:
            assert watch.signs(db, office.time) == []

    def test_opening_in_the_night_is_a_sign(self, office: TestOffice) -> None:
        """Three records between ten at night and six in the morning."""
        opened(office, 1, numbers(3), datetime(2026, 11, 22, 23, 30))  # noqa: DTZ001
        opened(office, 2, numbers(3), datetime(2026, 11, 22, 21, 30))  # noqa: DTZ001

        with office.office.database.reading() as db:
            assert [(sign.user_id, sign.what) for sign in watch.signs(db, office.time)] == [(1, watch.AT_NIGHT)]

    def test_opening_what_lay_still_for_ninety_days_is_a_sign(self, office: TestOffice) -> None:
        """Fifteen contacts of last spring in a day."""
        old = [write(office, started_at="2026-04-05T10:00", ended_at="2026-04-05T10:20") for _ in range(15)]
        new = [write(office) for _ in range(15)]
        opened(office, 1, (f"contact:{number}" for number in old))
        opened(office, 2, (f"contact:{number}" for number in new))

        with office.office.database.reading() as db:
            assert [(sign.user_id, sign.what) for sign in watch.signs(db, office.time)] == [(1, watch.LONG_AGO)]

    def test_nobody_looks_away_from_her_own_days(self, office: TestOffice, sit: Sit) -> None:
        """A lead's own sign waits for another."""
        lead = sit("lead")
        opened(office, lead.user_id, numbers(40))
        key = f"watch many {lead.user_id} {office.time.date()}"

        assert "ほかの主任か監査の人が見ます" in lead.text("/today")
        assert lead.post("/today/looked", {"sign": key}).status_code == 400

    def test_it_goes_after_a_week(self, office: TestOffice) -> None:
        """Seven days later nobody is reminded any more."""
        opened(office, 1, numbers(40))
        office.wait(days=7)

        with office.office.database.reading() as db:
            assert watch.signs(db, office.time) == []


class TestBrake:
    def test_nobody_opens_a_hundred_records_in_five_minutes(self, office: TestOffice, sit: Sit) -> None:
        """The hundred and first is held up, in words; after five minutes it opens. Writing goes on meanwhile."""
        number, seat = write(office), sit("counsellor")
        opened(office, seat.user_id, numbers(100))
        answer = seat.get(f"/contacts/{number}")

        assert answer.status_code == 429
        assert "5分たってから" in answer.text
        assert seat.get("/contacts/begin").status_code == 303
        assert sit("second").get(f"/contacts/{number}").status_code == 200
        office.wait(minutes=5, seconds=1)
        assert seat.get(f"/contacts/{number}").status_code == 200

    def test_looking_again_at_the_same_record_is_not_held_up(self, office: TestOffice, sit: Sit) -> None:
        """Somebody who works on one record all day is no program."""
        number, seat = write(office), sit("counsellor")
        opened(office, seat.user_id, [f"contact:{number}"] * 300)

        assert seat.get(f"/contacts/{number}").status_code == 200

    def test_searching_has_a_brake_too(self, office: TestOffice, sit: Sit) -> None:
        """Two hundred searches in five minutes are no person's."""
        seat = sit("counsellor")
        with office.office.database.writing() as db:
            for _ in range(200):
                office.office.trail.note(db, office.time, seat.user_id, "search")

        assert seat.post("/people", {"q": "そら"}).status_code == 429
        assert access.may(["counsellor"], "people.index")
