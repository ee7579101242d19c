"""The build of all languages, one process each: only what is made from something that has changed."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from directory.complaint import Refused
from directory.languages import LANGUAGES, SOURCE
from directory.load import documents
from formhandler import form_page
from publish import opening_data
from publish import page as our_page
from publish.audit import audit, briefly, promise
from publish.banners import lacking, shelf
from publish.callback_pages import level_answers
from publish.codes import copies
from publish.edition import edition
from publish.headers import headers
from publish.inputs import Inputs, Records, ground, together
from publish.kept_pieces import remembering
from publish.ledger import Ledger, Made, opened
from publish.open_data import json_ld
from publish.open_data.published import published
from publish.open_data.windows_json import all_editions
from publish.pieces import pieces
from publish.plan import Plan, ask_for_all_answers, shared_sets, write_sets
from publish.shell import frame
from publish.side_by_side import side_by_side
from publish.today import today

HEADERS = Path("build/headers")
LITTLE = 1_000  # so few pages fill no memory that a new process for each language would have to give back
MANY = 50_000  # new objects between two looks for dead ones; a build makes millions and keeps nearly all


def build(out: Path, day: date | None = None, codes: tuple[str, ...] = ()) -> Path:
    """Build the site into a folder; only sound pages, and only what is made from something that has changed."""
    gc.set_threshold(MANY)
    day = day or today()
    os.environ["TODAY"] = day.isoformat()
    directory = edition(SOURCE, day).directory
    kept, ledger = promise(directory, day), opened(out)
    if note := lacking():
        print(f"バナーは、ありません。{note}", file=sys.stderr)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tsunagari-", dir=out.parent) as parts:
        made = _made(Path(parts), codes or tuple(language.code for language in LANGUAGES), ledger)
        known = ledger.promise == kept.key
        standing = {} if known else {name: f"{out}/{name}" for name in made.keys}
        if wrong := audit(standing | made.files, kept):
            raise Refused(briefly(wrong))
        ledger.lay(made, Path(parts), kept.key)
    for name, text in headers(directory.site).items():
        write(HEADERS / name, text)
    return out


def _made(parts: Path, codes: tuple[str, ...], ledger: Ledger) -> Made:
    """Gather what stands already and make the rest, the languages side by side; return all files by their path."""
    below, records = ground(today()), Records(documents()[1].tree)
    plans = [Plan(edition(code, today()), Inputs(below, code, records), ledger) for code in codes]
    facts, directory = Inputs(below, SOURCE, records), edition(SOURCE, today()).directory
    words = together(Inputs(below, language.code, records) for language in LANGUAGES)
    with (
        remembering(pieces(directory), facts, ledger.pieces("facts")),
        remembering(pieces(all_editions(today())), words, ledger.pieces("words")),
    ):
        return _put_together(plans, ledger, parts)


def _put_together(plans: list[Plan], ledger: Ledger, parts: Path) -> Made:
    ask_for_all_answers(plans, ledger)
    asked = [page for plan in plans for page in plan.asked[0]]
    if asked:
        _get_ready({page.template for page in asked})
    apart = {plan.inputs.code: partial(_apart, plan, parts / plan.inputs.code) for plan in plans if not plan.stands}
    made = Made()
    for part in (
        *(build_language(plan, parts) for plan in plans if plan.stands),
        *side_by_side(apart, lasting=len(asked) < LITTLE),
    ):
        made.take(part)
    made.take(write_sets(shared_sets(plans, today()), ledger, parts / "extra"))
    level_answers(made.files)
    copies(made, ledger, parts / "codes")
    for name, path in shelf().items():
        made.add(name, "" if ledger.holds(name, str(path)) else str(path), str(path))
    return made


def _get_ready(templates: Iterable[str]) -> None:
    """Read, decide and compile once, before the processes part."""
    from publish.site import configuration  # noqa: PLC0415 (mkdocs is slow to import, and needed for drawing only)

    our_page.compile_templates(templates)
    frame()
    configuration()
    form_page.compile_templates()
    opening_data.prepare(edition(SOURCE, today()).directory, today())
    json_ld.prepare(published(SOURCE, today()))


def _apart(plan: Plan, out: Path) -> Made:
    """Build one language in a process of its own, with the pieces that an earlier build has made of it."""
    with remembering(pieces(plan.edition), plan.inputs, plan.ledger.pieces(plan.inputs.code)):
        return build_language(plan, out)


def build_language(plan: Plan, out: Path) -> Made:
    """Make what does not stand yet of one language in a folder; return all its files."""
    made, (drawn, prose) = Made(), plan.asked
    if drawn or prose:
        from publish.site import Asked, draw  # noqa: PLC0415 (as above)

        draw(Asked(plan.edition, drawn, prose), out)
    for name, key in plan.keys.items():
        made.add(name, "" if plan.ledger.holds(name, key) else f"{out}/{name}", key)
    made.take(write_sets(plan.sets, plan.ledger, out))
    return made


def write(path: Path, text: str) -> None:
    """Write a text into a file, in a new folder where it needs one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
