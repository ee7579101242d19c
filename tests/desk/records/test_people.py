"""Persons: the same or not, what must not be done, who may look, what is handed over."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event, select

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

    def test_who_may_not_read_makes_the_desk_do_the_same_work_for_any_name(self, office: TestOffice, sit: Sit) -> None:
        """No time tells whether a name is there: the same questions go to the database, and none about names."""
        begin(office, call_name="そら")
        seat, asked = sit("statistician"), list[list[str]]()
        engine = office.office.database.engine
        event.listen(engine, "before_cursor_execute", lambda *given: asked[-1].append(given[2]))
        for name in ("そら", "いない人"):
            asked.append([])
            seat.post("/people", {"q": name})

        assert asked[0] == asked[1]
        assert asked[0]
        assert not [statement for statement in asked[0] if "person" in statement or "words" in statement]

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

    def test_a_consent_that_is_taken_back_stops_the_handing_over(self, office: TestOffice, sit: Sit) -> None:
        """After it nothing is handed on; what was agreed and when it was taken back both stand there."""
        number, seat = begin(office), sit("counsellor")
        seat.post(f"/people/{number}/refer", {"dest": "emp_daijob"})
        seat.post(f"/people/{number}/refer", {"scope": "share_dest", "how": "口頭"})
        assert "取り消す" in seat.text(f"/people/{number}")
        assert seat.post(f"/people/{number}/withdraw/1").status_code == 303

        assert "取り消し 11月23日" in seat.text(f"/people/{number}")
        assert seat.post(f"/people/{number}/step/1", {"stage": "s3_handed"}).status_code == 400
        assert seat.post(f"/people/{number}/withdraw/1").status_code == 400

    def test_nobody_takes_back_a_consent_on_another_persons_page(self, office: TestOffice, sit: Sit) -> None:
        """The number of a consent and the person must belong together."""
        one, two, seat = begin(office), begin(office), sit("counsellor")
        seat.post(f"/people/{one}/refer", {"scope": "share_dest", "how": "口頭"})

        assert seat.post(f"/people/{two}/withdraw/1").status_code == 400
        assert "取り消す" in seat.text(f"/people/{one}")

    def test_a_slip_that_comes_back_connects_her(self, office: TestOffice, sit: Sit) -> None:
        """Six figures, typed as they were read out, lead to her page, and the ladder says 「つながった」."""
        number, seat = begin(office), sit("counsellor")
        seat.post(f"/people/{number}/refer", {"dest": "emp_daijob"})
        seat.post(f"/people/{number}/refer", {"scope": "share_dest", "how": "口頭"})
        with office.office.database.reading() as db:
            slip = db.execute(select(referral.c.slip_no)).scalar_one()
        spoken = f"{slip[:3]} {slip[3:]}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        answer = seat.post("/people/slip", {"slip": spoken})

        assert answer.headers["Location"] == f"/people/{number}"
        assert "つながった" in seat.text(f"/people/{number}")
        other = "000000" if slip != "000000" else "000001"
        assert seat.post("/people/slip", {"slip": other}).status_code == 400


class TestSearchedFor:
    def test_a_call_that_looks_for_her_is_answered_alike_and_the_lead_puts_a_band(
        self, office: TestOffice, sit: Sit
    ) -> None:
        """The sentence lies ready; the lead says whom it was about; then her page says so in red, and nobody else's."""
        number, other = begin(office, call_name="そら"), begin(office)
        contact = write(office, call_outcome="third_party_search", main_issue=None, heading=None, response=None)
        seat, lead = sit("counsellor"), sit("lead")
        assert "どなたについてもお答えしていません" in seat.get(seat.get("/contacts/begin").headers["Location"]).text
        assert "居場所を探る電話" in lead.text("/today")
        assert "この方を探す電話" not in seat.text(f"/people/{number}")
        assert seat.post(f"/contacts/{contact}/searched", {"person": number}).status_code == 403
        assert lead.post(f"/contacts/{contact}/searched", {"person": "nobody22"}).status_code == 400
        assert lead.post(f"/contacts/{contact}/searched", {"person": number}).status_code == 303

        assert "この方を探す電話がありました" in seat.text(f"/people/{number}")
        assert "この方を探す電話" not in seat.text(f"/people/{other}")
        assert "居場所を探る電話" not in lead.text("/today")
        assert lead.post(f"/contacts/{contact}/searched", {"person": other}).status_code == 400

    def test_it_may_have_been_about_nobody_we_know(self, office: TestOffice, sit: Sit) -> None:
        """The lead says so, and it waits no more."""
        contact = write(office, call_outcome="third_party_search", main_issue=None, heading=None, response=None)
        lead = sit("lead")
        lead.post(f"/contacts/{contact}/searched")

        assert "居場所を探る電話" not in lead.text("/today")


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
