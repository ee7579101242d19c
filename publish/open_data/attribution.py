"""Who said what: every publisher behind the data, its licence where it gives one, and the records that rest on it."""

from directory.model import DistributionPoint, Window
from directory.parts import Source
from publish.open_data.published import Json, Published, without_nothing

FACTS = "事実（番号・時間・名称）だけを写しました。文章は写していません。"


def attribution_json(given: Published) -> Json:
    """Return the licence of the whole, and every source with what rests on it."""
    terms = given.terms
    records: tuple[Window | DistributionPoint, ...] = (*given.windows, *given.points)
    rest: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Source] = {}
    for record in records:
        for source in record.sources:
            key = (source.publisher or "", source.url or "")
            first.setdefault(key, source)
            rest.setdefault(key, []).append(record.id)
    return {
        "licence": terms.licence,
        "licence_url": terms.licence_url,
        "credit": terms.credit,
        "sources": [_source(first[key], sorted(set(names)), given) for key, names in sorted(rest.items())],
    }


def _source(source: Source, records: list[str], given: Published) -> Json:
    reuse = given.reuse(source)
    return without_nothing({
        "publisher": source.publisher,
        "url": source.url,
        "licence": reuse and reuse.licence,
        "licence_url": reuse and reuse.licence_url,
        "credit": reuse and reuse.credit,
        "note": None if reuse else FACTS,
        "records": records,
    })  # fmt: skip
