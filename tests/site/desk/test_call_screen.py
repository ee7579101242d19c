"""「電話中」 in a real browser: with the keyboard alone, and with the plug pulled in the middle of a word."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from desk.tables import contact, draft, narrative
from tests.desk.office import TestOffice, open_test_office

ROOT = Path(__file__).parents[3]
# A 20-minute call: what she said, as it is typed.
FACTS = "母の介護を一人でしている。夜中に三回起きる。きょうだいは遠くにいて手伝わない。"
WORDS = "「だれにも言えなかった」「まず一晩眠りたい」"
WAIT = 15_000


@dataclass
class Served:
    """An office served by a process of its own."""

    office: TestOffice
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [sys.executable, "-m", "tests.desk.serve", str(self.office.folder), str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert self.process.stdout
        for line in self.process.stdout:
            if b"Running on" in line:
                return
        pytest.fail("the desk did not start")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def page(self, browser: Browser) -> Page:
        """Open a browser at the desk as the counsellor."""
        seat = self.office.sit("counsellor")
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        url = f"http://127.0.0.1:{self.port}"
        context.add_cookies([{"name": "desk", "value": seat.token, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/contacts/begin")
        return page


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Serve an office."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Served(open_test_office(tmp_path), port)
    found.start()
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/health").status == 204
    yield found
    if found.process.poll() is None:
        found.kill()
    found.office.office.database.close()


def to_field(page: Page, name: str) -> int:
    """Press Tab until the focus is on a field; return how many fields were passed, this one too."""
    passed = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.name || ''")
        passed.add(here)
        if here == name:
            return len(passed - {""})
    raise AssertionError(f"Tab does not come to {name}")


class TestKeyboard:
    def test_a_call_is_recorded_by_keyboard_in_at_most_twelve_fields(self, served: Served, browser: Browser) -> None:
        """From the first field to Ctrl+Enter no mouse is needed, and at most twelve fields are passed."""
        page = served.page(browser)
        page.focus("#main")
        fields = to_field(page, "safety_now")
        page.keyboard.press("Space")
        fields += to_field(page, "heading")
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        fields += to_field(page, "main_issue")
        page.keyboard.press("Space")
        fields += to_field(page, "summary_fact")
        page.keyboard.type(FACTS)
        fields += to_field(page, "her_words")
        page.keyboard.type(WORDS)
        fields += to_field(page, "first_time")
        page.keyboard.press("Space")
        fields += to_field(page, "response")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/contacts/*", timeout=WAIT)

        assert fields <= 12
        with served.office.office.database.reading() as db:
            row = db.execute(select(contact)).mappings().one()
            words = db.execute(select(narrative)).mappings().one()
            assert not db.execute(select(draft)).first()
        assert (row["main_issue"], row["first_time"], row["response"]) == ("family_child", "first", ["listen"])
        assert (words["summary_fact"], words["her_words"]) == (FACTS, WORDS)


class TestPulledPlug:
    def test_what_was_typed_survives_the_process_being_killed(self, served: Served, browser: Browser) -> None:
        """Killed in the middle of a word: after a restart all that the page called kept is there."""
        page = served.page(browser)
        page.focus("#summary_fact")
        page.keyboard.type(FACTS)
        # The page says that it is kept only when the desk has answered, at most three seconds after the last sign.
        with page.expect_response(
            lambda answer: "二行目" in unquote_plus(answer.request.post_data or ""), timeout=WAIT
        ):
            page.keyboard.type("二行目")
        page.keyboard.type("ここは消えてもよい")
        served.kill()
        served.start()
        page.reload(timeout=WAIT)

        assert page.input_value("#summary_fact").startswith(FACTS + "二行目")
