"""What lies below /api/, as OpenAPI 3.1, to be read; and where the drop box takes a request, as it says itself."""

from directory.languages import LANGUAGES, SOURCE
from formhandler import open_api
from publish.open_data.published import Json, Published

ABOUT = "/api/ は、読むだけのファイルです。ない項目は「不明」です。/callback/ は、電話のお願いの受付です。"
COLLECTIONS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
GEOJSON, CSV, ICALENDAR, ZIP, TEXT = (
    "application/geo+json", "text/csv", "text/calendar", "application/zip", "text/plain",
)  # fmt: skip
ALONE = {
    "/api/windows.json": ("windowsJson", "相談の窓口（13の言葉）", "application/json"),
    "/api/facilities.csv": ("facilitiesCsv", "自治体標準オープンデータセットの形の一覧（UTF-8 BOM付き）", CSV),
    "/api/points.geojson": ("pointsGeojson", "受け取れる場所", GEOJSON),
    "/api/sources.json": ("sourcesJson", "出典と利用条件", "application/json"),
    "/api/openapi.json": ("openapiJson", "この文書", "application/json"),
    "/api/profile.txt": ("profileText", "HSDS にない項目（x_ で始まるもの）の説明", TEXT),
}


def openapi_json(given: Published) -> Json:
    """Return the description."""
    terms = given.terms
    return {
        "openapi": "3.1.0",
        "info": {
            "title": given.site.name,
            "version": "1.0.0",
            "description": ABOUT,
            "license": {"name": terms.licence, "url": terms.licence_url},
        },
        "servers": [{"url": "/"}],
        "paths": _paths() | (open_api.paths() if given.site.callback else {}),
    }


def _paths() -> Json:
    paths = {address: _get(*about) for address, about in ALONE.items()}
    hours = _get("windowHours", "一つの窓口の受付時間（iCalendar）", ICALENDAR, _slug())
    paths["/api/hours/{slug}.ics"] = hours
    return paths | _hsds("/api/hsds", "", []) | _hsds("/api/hsds/{language}", "In", [_language()])


def _hsds(root: str, prefix: str, parameters: list[Json]) -> Json:
    which = "ほかの言葉" if parameters else "日本語"
    paths = {
        f"{root}/index.json": _get(f"hsds{prefix}Index", f"HSDS 3.1（{which}）", "application/json", *parameters),
        f"{root}/datapackage.zip": _get(f"hsds{prefix}Package", f"HSDS の表の形（{which}）", ZIP, *parameters),
    }
    for name in COLLECTIONS:
        title = "".join(part.capitalize() for part in name.split("_"))
        paths[f"{root}/{name}.json"] = _get(
            f"hsds{prefix}{title}", f"HSDS {name}（{which}）", "application/json", *parameters
        )
        one = f"HSDS {name} の1件（{which}）"
        paths[f"{root}/{name}/{{id}}.json"] = _get(
            f"hsds{prefix}{title}One", one, "application/json", *parameters, _id()
        )
    return paths


def _get(operation: str, summary: str, media: str, *parameters: Json) -> Json:
    schema = {"type": "string"} if media.startswith("text/") or media == ZIP else {"type": "object"}
    answers = {
        "200": {"description": summary, "content": {media: {"schema": schema}}},
        "304": {"description": "変わっていません"},
        "404": {"description": "ありません"},
    }
    rest = {"parameters": list(parameters)} if parameters else {}
    return {"get": {"operationId": operation, "summary": summary, **rest, "responses": answers}}


def _id() -> Json:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _slug() -> Json:
    return {"name": "slug", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}


def _language() -> Json:
    codes = [language.code for language in LANGUAGES if language.code != SOURCE]
    return {"name": "language", "in": "path", "required": True, "schema": {"type": "string", "enum": codes}}
