"""The tables of violence and of persons' situations (T4, T4b, T5, T11, T12)."""

from collections.abc import Iterable, Sequence

from desk import codes
from desk.statistics.counts import CONTACTS, MANY, counted
from desk.statistics.facts import Fact, Glance, persons, tally
from desk.statistics.table import Row, Table, share

PERSONS = "人（実人員）"
DV_RULE = "DVにあたる相談のうち、本人からのもの。相手がDV防止法の外（同居していない交際相手・親・子など）のものを除く。"
NEWEST = "記録のある方を一人と数え、その方のいちばん新しい記録で分ける。"
ASKED = ("shelter_req", "certificate", "safety_plan", "legal_clinic", "accompany", "report")


def violence(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T4: DV, herself only, in five blocks."""
    found = [fact for fact in counted(facts) if fact.in_dv_law]
    n = len(found)
    rows = [Row("計", (n, share(1, 1) if n else None), "sum")]
    ages = [code.rolled_up("cao") for code in codes.codes("age_band")]
    ages_of = {code.value: code.rolled_up("cao") for code in codes.codes("age_band")}
    rows += _block("年齢", dict.fromkeys(ages), [ages_of.get(f.age_band, "不明") for f in found], n)
    ways = {code.value: code.rolled_up("cao") for code in codes.codes("contact_method")}
    rows += _block("方法", ("電話", "来所", "その他"), [ways[f.method] for f in found], n)
    relations = {c.value: c.ja for c in codes.codes("perpetrator_relation") if not c.more.get("outside_dv_law")}
    rows += _block(
        "相手との関係", (*relations.values(), "不明"), [relations.get(f.perpetrator_relation, "不明") for f in found], n
    )
    kinds = {code.value: code.ja for code in codes.codes("dv_type")}
    rows += _block("暴力の種類（重複あり）", kinds.values(), [kinds[v] for f in found for v in set(f.dv_type)], n)
    asked = {value: codes.label("response", value) for value in ASKED}
    wishes = [asked[v] for f in found for v in set(f.response) if v in asked]
    rows += _block("相談の求め（重複あり）", asked.values(), wishes, n)
    return Table(
        "T4", "DV相談（本人のみ）", CONTACTS, ("件数", "割合(%)"), tuple(rows), f"{n:,}件", DV_RULE, counts=(0,)
    )


def _block(title: str, labels: Iterable[str], values: Sequence[str], whole: int) -> list[Row]:
    n = tally(values)
    return [
        Row(title, (None, None), "note"),
        *(Row(label, (n[label], share(n[label], whole)), "sub") for label in labels),
    ]


def needs(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T4b: who speaks another language, who needs something else."""
    found = persons(facts)
    spoken, wanted = tally(f.language for f in found), tally(v for f in found for v in set(f.care_needs))
    other = sum(spoken[c.value] for c in codes.codes("language") if c.more.get("cao_item"))
    rows = [Row("計（記録のある方）", (len(found),), "sum"), Row("日本語が十分に話せない", (other,), "sum")]
    rows += [Row(c.ja, (spoken[c.value],), "sub") for c in codes.codes("language") if c.value != "ja"]
    rows += [Row("配慮が必要（重複あり）", (sum(bool(f.care_needs) for f in found),), "sum")]
    rows += [Row(c.ja, (wanted[c.value],), "sub") for c in codes.codes("care_needs")]
    title = "日本語が十分に話せない／配慮が必要"
    return Table("T4b", title, PERSONS, ("人数",), tuple(rows), f"{len(found):,}人", NEWEST, (MANY,), counts=(0,))


def shelter(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T5: requests for shelter, alone or with children."""
    found = [fact for fact in counted(facts) if "shelter_req" in fact.response]
    children = sum("minor_with" in fact.children for fact in found)
    unknown = sum(not fact.children or fact.children == ("unknown",) for fact in found)
    alone = len(found) - children - unknown
    rows = (Row("単身", (alone,)), Row("母子", (children,)), Row("不明", (unknown,)), Row("計", (len(found),), "sum"))
    rule = "対応に「一時保護の依頼」がある相談。18歳未満の子と同居している方を母子とする。"
    return Table("T5", "一時保護の依頼", "件", ("件数",), rows, f"{len(found):,}件", rule, counts=(0,))


def situations(facts: Sequence[Fact], _: Sequence[Glance]) -> Table:
    """T12: marriage, children, work; unknown apart."""
    found = persons(facts)
    rows = [Row("計（記録のある方）", (len(found), share(1, 1) if found else None, None), "sum")]
    rows += _situation("配偶関係", "marital_status", [[f.marital_status] for f in found])
    rows += _situation("子ども（重複あり）", "children", [f.children for f in found])
    rows += _situation("働き方", "employment_type", [[f.employment_type] for f in found])
    columns = ("人数", "割合(%)", "不明を除く割合(%)")
    return Table("T12", "相談者の状況", PERSONS, columns, tuple(rows), f"{len(found):,}人", NEWEST, counts=(0,))


def _situation(title: str, name: str, answers: Sequence[Sequence[str]]) -> list[Row]:
    """Return a block: what persons said, then what they did not say, which the last share leaves out."""
    n = tally(value for found in answers for value in {one or "not_asked" for one in found or [""]})
    listed = {code.value: code.ja for code in codes.codes(name) if code.value != "unknown"}
    silent = {code.value: code.ja for code in codes.codes("missing")}
    known = sum(not silent.keys() >= {one or "not_asked" for one in found or [""]} for found in answers)
    rows = [Row(ja, (n[v], share(n[v], len(answers)), share(n[v], known)), "sub") for v, ja in listed.items()]
    rows += [Row(ja, (n[v], share(n[v], len(answers)), None), "sub") for v, ja in silent.items()]
    return [Row(title, (None, None, None), "note"), *rows]
