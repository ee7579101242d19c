"""Persons: the same or not, what must not be done, who may look, what is handed over."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from desk.records import people
from desk.tables import audit, referral
from tests.desk.office import Seat, TestOffice
from tests.desk.records.contacts import write

Sit = Callable[[str], Seat]


def begin(office: TestOffice, **values: str) -> str:
    """Begin a person's record."""
    with office.office.database.writing() as db:
        return people.begin(db, **values)


class TestSame:
    def test_two_records_become_one_and_two_again(self, office: TestOffice, sit: Sit) -> None:
        """Joining asks first, shows all contacts under both, and can be undone."""
        one, two = begin(office, call_name="そら", residence="saiwai_ku"), begin(office, call_name="そら")
        first, second = write(office, person=one), write(office, person=two)
        seat = sit("counsellor")
        asked = seat.post(f"/people/{two}/join", {"into": one})
        assert "まとめますか" in asked.text
        seat.post(f"/people/{two}/join", {"into": one, "sure": "yes"})

        for number in (first, second):
            assert f"/contacts/{number}" in seat.get(f"/people/{one}").text
        seat.post(f"/people/{two}/part")
        assert f"/contacts/{second}" not in seat.get(f"/people/{one}").text

    def test_a_record_cannot_be_joined_in_a_circle(self, office: TestOffice, sit: Sit) -> None:
        """A joined to B and B to A is refused."""
        one, two = begin(office), begin(office)
        seat = sit("counsellor")
        seat.post(f"/people/{two}/join", {"into": one, "sure": "yes"})

        assert seat.post(f"/people/{one}/join", {"into": two, "sure": "yes"}).status_code == 400

    def test_candidates_need_a_name_or_a_word_and_show_no_number(self, office: TestOffice) -> None:
        """A ward and an age alone make nobody a candidate."""
        begin(office, call_name="そら", residence="saiwai_ku", age_band="a40")
        with office.office.database.reading() as db:
            assert not people.candidates(db, {"residence": "saiwai_ku", "age_band": "a40"})
            found = people.candidates(db, {"call_name": "そら", "residence": "saiwai_ku"})

        assert found[0][1] == ["call_name", "residence"]

    def test_a_persons_number_tells_nothing(self, office: TestOffice) -> None:
        """Eight drawn signs, never in order, never from a name."""
        numbers = [begin(office, call_name="そら") for _ in range(20)]

        assert len(set(numbers)) == 20
        assert numbers != sorted(numbers)

    def test_two_who_change_one_person_do_not_overwrite(self, office: TestOffice, sit: Sit) -> None:
        """The later is told, and her words are not thrown over the earlier ones."""
        number = begin(office)
        form = {"version": "1", "do_not": "17時以降かけない"}

        assert sit("counsellor").post(f"/people/{number}", form).status_code == 303
        assert sit("second").post(f"/people/{number}", {**form, "do_not": "べつ"}).status_code == 400
        assert "17時以降かけない" in sit("counsellor").text(f"/people/{number}")


class TestSearch:
    def test_words_are_found_in_japanese_long_and_short(self, office: TestOffice, sit: Sit) -> None:
        """Three signs go by the index, two by looking; both find."""
        number = write(office, summary_fact="夜中に物音がして眠れない")
        seat = sit("counsellor")

        for wanted in ("眠れない", "物音", "夜中 眠れない"):
            assert f"/contacts/{number}" in seat.post("/people", {"q": wanted}).text
        assert f"/contacts/{number}" not in seat.post("/people", {"q": "介護"}).text

    def test_signs_of_the_search_language_are_only_signs(self, office: TestOffice, sit: Sit) -> None:
        """Quotes, stars and percent signs neither break the search nor find everything."""
        number = write(office, summary_fact="眠れない")

        for wanted in ('"', "*", "%", "' OR 1=1 --", 'AND "NEAR(', "_"):
            answer = sit("counsellor").post("/people", {"q": wanted})
            assert answer.status_code == 200
            assert f"/contacts/{number}" not in answer.text

    def test_who_may_not_read_gets_the_same_answer_for_any_name(self, office: TestOffice, sit: Sit) -> None:
        """A name that exists and one that does not are refused alike, before anything is looked up."""
        begin(office, call_name="そら")
        seat = sit("statistician")
        answers = [seat.post("/people", {"q": name}) for name in ("そら", "いない人")]

        assert answers[0].status_code == answers[1].status_code == 403
        assert answers[0].data == answers[1].data

    def test_what_was_sought_stands_in_no_log(self, office: TestOffice, sit: Sit) -> None:
        """The log says that somebody searched, not for what."""
        sit("counsellor").post("/people", {"q": "眠れない"})

        with office.office.database.reading() as db:
            assert "眠れない" not in str(db.execute(select(audit)).all())


class TestWhoOpened:
    def test_who_opened_a_record_is_one_click(self, office: TestOffice, sit: Sit) -> None:
        """The auditor sees each reading of a record, by whom; and no word of it."""
        number = write(office, summary_fact="眠れない")
        for role in ("counsellor", "lead"):
            sit(role).get(f"/contacts/{number}")
        page = sit("auditor").text(f"/log/record/contact:{number}")

        assert "counsellorさん" in page
        assert "leadさん" in page
        assert "眠れない" not in page


class TestLadder:
    def test_a_step_needs_consent_then_evidence_and_never_goes_back(self, office: TestOffice, sit: Sit) -> None:
        """Handing over asks for her consent, 「つながった」 for how we know."""
        number, seat = begin(office), sit("counsellor")
        seat.post(f"/people/{number}/refer", {"dest": "emp_daijob"})
        with office.office.database.reading() as db:
            found = db.execute(select(referral)).one()
        path = f"/people/{number}/step/{found.id}"

        assert len(found.slip_no) == 6
        assert seat.post(path, {"stage": "s1_informed"}).status_code == 303
        assert seat.post(path, {"stage": "s3_handed"}).status_code == 400
        seat.post(f"/people/{number}/refer", {"scope": "share_dest", "how": "口頭"})
        assert seat.post(path, {"stage": "s3_handed"}).status_code == 303
        assert seat.post(path, {"stage": "s4_connected"}).status_code == 400
        assert seat.post(path, {"stage": "s4_connected", "evidence": "dest_slip"}).status_code == 303
        assert seat.post(path, {"stage": "s2_agreed"}).status_code == 400


class TestToday:
    def test_an_unread_handover_keeps_the_day_from_being_calm(self, office: TestOffice, sit: Sit) -> None:
        """Four lines wait for the next person until she says that she has read them."""
        number = begin(office, call_name="そら")
        lines = {"today_safety": "実家にいる", "next_event": "25日 面接"}
        sit("counsellor").post(f"/people/{number}/hand-over", lines)
        other = sit("second")

        assert "実家にいる" in other.text("/today")
        assert "待っているものはありません" not in other.text("/today")
        assert "そら" not in other.text("/today")
        other.post("/today/handover/1")
        assert "待っているものはありません" in other.text("/today")

    def test_an_urgent_record_needs_another_name(self, office: TestOffice, sit: Sit) -> None:
        """Who wrote it cannot be the second; somebody else can."""
        number = write(office, urgency="u3")
        own, other = sit("counsellor"), sit("second")

        assert own.post(f"/today/second/{number}").status_code == 400
        assert "もう一人の名前がいる" in own.text("/today")
        assert other.post(f"/today/second/{number}").status_code == 303
        assert "もう一人の名前がいる" not in own.text("/today")


class TestDisclosure:
    def test_blocks_are_shown_and_held_back_by_class_with_the_grounds(self, office: TestOffice, sit: Sit) -> None:
        """Facts and her words are hers; opinion, third parties and the child are blank, with the reason beside."""
        number = begin(office, call_name="そら", do_not="センター名を言わない", recognise_hint="白い猫")
        texts: dict[str, Any] = {
            "summary_fact": "事実の文",
            "assessment": "見立ての文",
            "third_party_info": "他所の文",
            "child_fact": "子の文",
        }
        write(office, 1, number, **texts)
        page = sit("lead").text(f"/people/{number}/disclose")

        assert "事実の文" in page
        for held in ("見立ての文", "他所の文", "子の文", "センター名を言わない", "白い猫"):
            assert held not in page
        for ground in ("78-1-1", "78-1-2", "78-1-7"):
            assert ground in page

    def test_for_the_father_the_childs_block_is_blank_and_no_contact_is_hinted_at(
        self, office: TestOffice, sit: Sit
    ) -> None:
        """As legal representative he sees 78-1-1, no block of contacts, and not that there is one."""
        number = begin(office)
        write(office, person=number, child_fact="学校は東", summary_fact="母の話")
        page = sit("lead").text(f"/people/{number}/disclose?for=representative")

        assert "学校は東" not in page
        assert "母の話" not in page
        assert "78-1-1" in page
        for word in ("連絡先", "折り返し 1", "電話番号"):
            assert word not in page
