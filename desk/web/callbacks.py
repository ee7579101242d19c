"""The pages of calling back: the list, one request, the call."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from desk import accounts, codes
from desk.access import LEAD
from desk.accounts import Refused
from desk.callbacks import calling, case, envelopes, fetching, postman, rates
from desk.callbacks.calling import Override, Result
from desk.callbacks.case import Case
from desk.callbacks.script import script
from desk.web.guard import me, office
from formhandler.fields import BY_NAME, label

PAGES = Blueprint("callbacks", __name__, url_prefix="/callbacks")


def _find(db: Connection, number: int) -> Case:
    found = case.read(db, office().database.keys, number)
    if found is None:
        raise NotFound
    return found


@PAGES.get("")
def index() -> str:
    """Show what waits: numbers and times, no names."""
    now, keys = office().time, office().database.keys
    with office().database.writing() as db:
        calling.refresh(db, keys, now)
        cases, aside, people = case.still_open(db, keys), envelopes.set_aside(db), accounts.names(db)
        shown = rates.rates(db, now)
    alerts = [found for found in cases if found.row["alert"]]
    rest = [found for found in cases if not found.row["alert"]]
    told = {"aside": aside, "people": people, "rates": shown, "postman": postman.report(office())}
    told["spoken"] = lambda value: label(BY_NAME["language"], value)
    return render_template("callbacks.html", alerts=alerts, cases=rest, **told)


@PAGES.get("/<int:number>")
def show(number: int) -> str:
    """Show one request: what she asked for first, her number only in part."""
    return _page(number)


def _page(number: int, wrong: str = "") -> str:
    now = office().time
    with office().acting(me().id, "read", case.about(number)) as db:
        calling.refresh(db, office().database.keys, now)
        found, people, colleagues = _find(db, number), accounts.names(db), accounts.colleagues(db)
    last = found.attempts[-1] if found.attempts else None
    on_line = last is not None and not last["result"] and last["by"] == me().id
    return render_template(
        "callback.html",
        case=found,
        row=found.row,
        wrong=wrong,
        script=script(found, me().name.partition("（")[0]),
        locked=calling.locked(found, me().id, now),
        inside=found.window(now) is not None,
        calling=on_line,
        people=people,
        colleagues={key: name for key, name in colleagues.items() if key != me().id},
        results=codes.codes("cb_attempt_result"),
        said=_said(found),
    )


def _said(found: Case) -> list[tuple[str, str]]:
    """Return her choices as label and answer, those that keep her safe first."""
    names = ("other_answers", "voicemail", "caller_id", "name_mode", "phone_shared", "channel")
    pairs = [(BY_NAME[name].label, label(BY_NAME[name], found.row[name])) for name in names]
    needs = [label(BY_NAME["care_needs"], value) for value in found.row["care_needs"]]
    return [*pairs, ("話すことば", label(BY_NAME["language"], found.row["language"])), ("配慮", "、".join(needs))]


def _act(number: int, act: str, work: Any) -> Any:
    """Do something to a request, written in the log; back to its page, or the page with what is wrong."""
    try:
        with office().acting(me().id, act, case.about(number)) as db:
            calling.refresh(db, office().database.keys, office().time)
            work(db, _find(db, number))
    except Refused as why:
        return _page(number, str(why)), 409
    return redirect(url_for("callbacks.show", number=number), 303)


@PAGES.post("/<int:number>/claim")
def claim(number: int) -> Any:
    """Claim a request."""
    return _act(number, "claim", lambda db, found: calling.claim(db, found, me().id, office().time))


@PAGES.post("/<int:number>/call")
def call(number: int) -> Any:
    """Begin a call: from here on her number is shown, and the log says so."""
    form = request.form
    over = Override(form.get("reason", ""), form.get("second", type=int))
    ready, showing = form.getlist("ready"), form.get("showing", "withhold")
    now = office().time
    return _act(number, "reveal", lambda db, found: calling.press(db, found, me().id, now, showing, ready, over))


@PAGES.post("/<int:number>/result")
def result(number: int) -> Any:
    """Write down how a call went."""
    form = request.form
    seconds = max(0, min(form.get("seconds", 0, type=int), 7200))
    went = Result(form.get("result", ""), seconds, form.get("said", "none"), form.get("note", ""))
    return _act(number, "result", lambda db, found: calling.told(db, found, me().id, office().time, went))


@PAGES.post("/<int:number>/rang")
def rang(number: int) -> Any:
    """End a request because she rang first."""
    return _act(number, "rang", lambda db, found: calling.rang(db, found, office().time))


@PAGES.post("/<int:number>/stop")
def stop(number: int) -> Any:
    """End a request without a call."""
    return _act(number, "stop", lambda db, found: calling.stop(db, found, office().time, why="窓口で止めた"))


@PAGES.post("/<int:number>/hand-back")
def hand_back(number: int) -> Any:
    """Let somebody else claim it."""
    return _act(number, "hand back", lambda db, found: calling.hand_back(db, found, me().id, lead=LEAD in me().roles))


@PAGES.post("/<int:number>/decide")
def decide(number: int) -> Any:
    """Let the lead decide after somebody else answered."""
    again = request.form.get("again") == "yes"
    return _act(number, "decide", lambda db, found: calling.decide(db, found, office().time, again=again))


@PAGES.post("/pull")
def pull() -> AnyResponse:
    """Fetch from the drop box now; the list says how it went."""
    postman.go(office())
    return redirect(url_for("callbacks.index"), 303)


@PAGES.post("/again")
def again() -> AnyResponse:
    """Try once more to open the envelopes that were set aside."""
    fetching.intake(office()).again(me().id)
    return redirect(url_for("callbacks.index"), 303)


@PAGES.post("/file")
def file() -> Any:
    """Take in a file that came on a stick; the receipts go back on it."""
    sent = request.files.get("file")
    text = sent.read().decode("utf-8", "replace") if sent else ""
    carried, receipts = fetching.from_file(office(), text)
    if carried.lost:
        raise Refused(
            f"{len(carried.rows)}通を入れましたが、{carried.lost}通は途中でこわれています。もう一度運んでください。"
        )
    if not receipts:
        return redirect(url_for("callbacks.index"), 303)
    return Response(receipts, mimetype="text/plain", headers={"Content-Disposition": "attachment; filename=acks.txt"})
