"""Taking envelopes in: exactly once, in any order, and nothing dropped."""

import pytest
from sqlalchemy import func, select

from desk.callbacks import envelopes, fetching
from desk.tables import callback, envelope
from formhandler import keys, wire
from formhandler.request import to_json
from formhandler.sealing import generate, recipient, seal
from formhandler.store import Row
from tests.desk.callbacks.requests import DAY, TEL, read, request, row, take, waiting
from tests.desk.office import TestOffice


def count(office: TestOffice) -> tuple[int, int]:
    """Return how many requests are on the list, and how many envelopes are set aside."""
    with office.office.database.reading() as db:
        listed = db.execute(select(func.count()).select_from(callback)).scalar_one()
        return listed, len(envelopes.set_aside(db))


class TestTaking:
    def test_an_envelope_becomes_one_request(self, office: TestOffice) -> None:
        """What she asked for stands on the list, her number sealed once more."""
        waiting(office)

        found = read(office)
        assert found.contact["tel"] == TEL
        assert found.masked == "090-****-01"
        assert found.row["call_name"] == "みかん"
        assert found.row["status"] == "new"

    def test_what_comes_again_is_one_request(self, office: TestOffice) -> None:
        """A row that comes again, for its receipt was lost, is acknowledged again and listed once."""
        sent = row(office, 1)

        assert take(office, sent) == take(office, sent, sent)[:1] == [sent.receipt]
        assert count(office) == (1, 0)

    def test_a_failure_keeps_all_or_none(self, office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the second of three fails, none is kept and none acknowledged; later all three are."""
        rows = [row(office, number) for number in (1, 2, 3)]
        real = envelopes.Intake._keep  # noqa: SLF001

        def fail(intake: envelopes.Intake, db: object, one: Row, now: object) -> None:
            if one is rows[1]:
                raise OSError
            real(intake, db, one, now)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(envelopes.Intake, "_keep", fail)
            with pytest.raises(OSError):  # noqa: PT011
                take(office, *rows)
        assert count(office) == (0, 0)
        assert len(take(office, *rows)) == 3
        assert count(office) == (3, 0)

    def test_a_foreign_envelope_is_set_aside_with_its_reason(self, office: TestOffice) -> None:
        """An envelope for other keys is kept closed, and told."""
        strange = [recipient(generate()), recipient(generate())]
        foreign = Row(b"f" * 16, DAY, "other", seal(to_json(request()), strange))

        assert take(office, foreign, row(office, 1)) == [foreign.receipt, row_receipt(office)]
        assert count(office) == (1, 1)

    def test_what_was_set_aside_is_opened_once_its_key_is_there(self, office: TestOffice) -> None:
        """With the key that was missing it goes on the list, once; until then it waits."""
        key = generate()
        foreign = Row((7).to_bytes(16), DAY, "other", seal(to_json(request()), [recipient(key), recipient(generate())]))
        take(office, foreign)
        seat = office.sit("counsellor")
        seat.post("/callbacks/again")
        assert count(office) == (0, 1)
        (office.office.settings.keys / "desk.key").unlink()
        keys.write(office.office.settings.keys / "desk.key", key)
        for _ in range(2):
            assert seat.post("/callbacks/again").status_code == 303
        take(office, foreign)

        assert count(office) == (1, 0)
        assert read(office).contact["tel"] == TEL

    @pytest.mark.parametrize("content", [b"no json", b'{"v": 99}', b"[]"])
    def test_what_cannot_be_read_is_set_aside(self, office: TestOffice, content: bytes) -> None:
        """An envelope that opens but says nothing known is kept."""
        take(office, row(office, 1, content))

        assert count(office) == (0, 1)

    def test_the_same_id_with_another_content_is_kept_beside(self, office: TestOffice) -> None:
        """Neither of two envelopes under one id is lost."""
        take(office, row(office, 1), row(office, 1, tel="09000000102"))

        assert count(office) == (1, 1)

    @pytest.mark.parametrize("back_first", [True, False])
    def test_a_wish_taken_back_stops_the_call_in_either_order(self, office: TestOffice, *, back_first: bool) -> None:
        """Random ids bring the take-back before or after the request; either way nobody calls."""
        rows = [row(office, 1), row(office, 2, kind="take-back")]
        for one in reversed(rows) if back_first else rows:
            take(office, one)

        assert read(office).row["status"] == "stopped"
        assert read(office).row["ended_by"] == "本人が取り消した"


def row_receipt(office: TestOffice) -> object:
    """Return the receipt of the row with id 1 as it was kept."""
    from formhandler.store import Receipt  # noqa: PLC0415

    with office.office.database.reading() as db:
        digest = db.execute(select(envelope.c.digest).where(envelope.c.id == (1).to_bytes(16).hex())).scalar_one()
    return Receipt((1).to_bytes(16), digest)


class TestStick:
    def test_a_file_brings_the_same_and_takes_signed_receipts_back(self, office: TestOffice) -> None:
        """A text file does what the line does, once, and the drop box can believe the receipts."""
        text = wire.to_text([row(office, 1), row(office, 2)])
        carried, receipts = fetching.from_file(office.office, "\ufeff" + text.replace("\n", "\r\n"))
        fetching.from_file(office.office, text)

        signers = keys.signers(office.office.settings.keys / "signers.txt")
        assert carried.lost == 0
        assert len(wire.receipts_from_text(receipts, signers)) == 2
        assert count(office) == (2, 0)

    def test_what_is_damaged_on_the_way_is_told_and_the_rest_is_taken(self, office: TestOffice) -> None:
        """One spoilt envelope does not keep the others out."""
        lines = wire.to_text([row(office, 1), row(office, 2)]).splitlines()
        lines[5] = lines[5][::-1]
        carried, _ = fetching.from_file(office.office, "\n".join(lines))

        assert carried.lost == 1
        assert count(office)[0] == 1
