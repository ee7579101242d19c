"""Who may do what: one table of every route. A route that is not in it is open to nobody, and a test finds it.

Nobody is two of the three that watch each other: who keeps records, who keeps accounts, who reads the log.
"""

from collections.abc import Iterable

COUNSELLOR, LEAD, STATISTICIAN = "counsellor", "lead", "statistician"
TRAINER, ADMINISTRATOR, AUDITOR = "trainer", "administrator", "auditor"
LABELS = {
    COUNSELLOR: "相談員",
    LEAD: "主任",
    STATISTICIAN: "集計担当（名前・文章なし）",
    TRAINER: "研修担当",
    ADMINISTRATOR: "管理者（記録なし）",
    AUDITOR: "監査（ログのみ）",
}
ROLES = tuple(LABELS)
APART = ({COUNSELLOR, LEAD}, {ADMINISTRATOR}, {AUDITOR})

NOBODY_YET = frozenset({"static", "door.login", "door.setup", "door.health"})
_ALL = frozenset(ROLES)
_DESK = frozenset({COUNSELLOR, LEAD})
_LEAD = frozenset({LEAD})
_COUNTS = frozenset({COUNSELLOR, LEAD, STATISTICIAN})
_OFFICE = frozenset({ADMINISTRATOR})
_LOG = frozenset({AUDITOR})

_ROUTES: dict[frozenset[str], tuple[str, ...]] = {
    _ALL: ("door.logout", "door.lock", "door.unlock", "door.home"),
    _DESK: (
        "callbacks.index",
        "callbacks.show",
        "callbacks.claim",
        "callbacks.call",
        "callbacks.result",
        "callbacks.rang",
        "callbacks.stop",
        "callbacks.hand_back",
        "callbacks.pull",
        "callbacks.file",
        "callbacks.again",
        "today.show",
        "today.take_over",
        "today.second",
        "today.finish",
        "contacts.begin",
        "contacts.write",
        "contacts.keep",
        "contacts.save",
        "contacts.throw_away",
        "contacts.show",
        "contacts.change",
        "people.index",
        "people.show",
        "people.begin",
        "people.change",
        "people.join",
        "people.part",
        "people.hand_over",
        "people.refer",
        "people.step",
        "people.withdraw",
        "people.slip",
        "opened.contact",
        "opened.person",
        "opened.callback",
    ),
    _LEAD: (
        "callbacks.decide",
        "people.disclose",
        "today.looked",
        "contacts.searched",
        "importing.show",
        "importing.template",
        "importing.look",
        "importing.bring",
    ),
    frozenset({LEAD, STATISTICIAN}): ("statistics.give_out",),
    _COUNTS: ("statistics.index", "statistics.table", "statistics.file", "statistics.month"),
    _COUNTS | {TRAINER}: ("statistics.kpis",),
    _OFFICE: (
        "administration.users",
        "administration.invite",
        "administration.close",
        "administration.again",
        "administration.retention",
        "lists.index",
        "lists.show",
        "lists.add",
        "lists.retire",
    ),
    _LOG: ("log.entries", "log.verify", "log.who_opened"),
}
TABLE: dict[str, frozenset[str]] = {endpoint: roles for roles, found in _ROUTES.items() for endpoint in found}
# Where each role begins its day.
HOME = {
    COUNSELLOR: "today.show",
    LEAD: "today.show",
    STATISTICIAN: "statistics.index",
    TRAINER: "statistics.kpis",
    ADMINISTRATOR: "administration.users",
    AUDITOR: "log.entries",
}


def may(roles: Iterable[str], endpoint: str) -> bool:
    """Whether somebody with these roles may use a route."""
    return not TABLE.get(endpoint, frozenset()).isdisjoint(roles)


def unfit(roles: Iterable[str]) -> str:
    """Return why nobody may have these roles together, or nothing."""
    given = set(roles)
    if not given or not given <= _ALL:
        return "役割を一つ以上選んでください。"
    if sum(not given.isdisjoint(part) for part in APART) > 1:
        return "記録をつける人、管理者、監査は、それぞれ別の人にしてください。"
    return ""


def home(roles: Iterable[str]) -> str:
    """Return the route where somebody with these roles begins."""
    given = set(roles)
    return next(HOME[role] for role in ROLES if role in given)
